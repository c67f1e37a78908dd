package io.lakebill.schemas.account;

import io.lakebill.schemas.document.Problem;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows about who is billed, from files or from tables. Ids are unique within each kind.
 *
 * @param rows by kind, in the order they came; a kind without rows is not there
 * @param places where rows were read, by {@code accounts/acme}; rows of tables have none
 */
public record AccountDocuments(Map<RowKind, List<AccountRow>> rows, Map<String, Place> places) {

  /** No rows at all, as in a fresh lake. */
  public static final AccountDocuments NONE = of();

  public AccountDocuments {
    Map<RowKind, List<AccountRow>> copied = new EnumMap<>(RowKind.class);
    rows.forEach((kind, list) -> copied.put(kind, List.copyOf(list)));
    rows = Map.copyOf(copied);
    places = Map.copyOf(places);
  }

  /** Rows that are stored in tables. */
  public static AccountDocuments of(AccountRow... rows) {
    return of(List.of(rows), Map.of());
  }

  /** Rows of any kinds, with where they were read. */
  public static AccountDocuments of(
      Collection<? extends AccountRow> rows, Map<String, Place> places) {
    return new AccountDocuments(
        rows.stream().collect(Collectors.groupingBy(AccountRow::kind)), places);
  }

  /** The companies that invoice. */
  public List<Seller> sellers() {
    return of(RowKind.SELLERS, Seller.class);
  }

  /** The customers. */
  public List<Account> accounts() {
    return of(RowKind.ACCOUNTS, Account.class);
  }

  /** The names that events know customers by. */
  public List<AccountKey> accountKeys() {
    return of(RowKind.ACCOUNT_KEYS, AccountKey.class);
  }

  /** Who buys which plan. */
  public List<Subscription> subscriptions() {
    return of(RowKind.SUBSCRIPTIONS, Subscription.class);
  }

  /** The rows of a kind. */
  public List<AccountRow> of(RowKind kind) {
    return rows.getOrDefault(kind, List.of());
  }

  private <T extends AccountRow> List<T> of(RowKind kind, Class<T> type) {
    return of(kind).stream().map(type::cast).toList();
  }

  /** These rows and the given ones, which replace those with the same id. */
  public AccountDocuments with(AccountDocuments newer) {
    Map<String, Place> allPlaces = new LinkedHashMap<>(places);
    allPlaces.putAll(newer.places);
    Map<RowKind, List<AccountRow>> all = new EnumMap<>(RowKind.class);
    for (RowKind kind : RowKind.values()) {
      Map<String, AccountRow> byId = new LinkedHashMap<>();
      Stream.of(of(kind), newer.of(kind))
          .flatMap(Collection::stream)
          .forEach(row -> byId.put(row.id(), row));
      all.put(kind, List.copyOf(byId.values()));
    }
    return new AccountDocuments(all, allPlaces);
  }

  /** The same with other names for keys and users; what a user is called is left out. */
  public AccountDocuments renamed(UnaryOperator<String> names) {
    Map<RowKind, List<AccountRow>> renamed = new EnumMap<>(RowKind.class);
    Map<String, Place> newPlaces = new LinkedHashMap<>(places);
    rows.forEach(
        (kind, list) ->
            renamed.put(
                kind,
                list.stream()
                    .map(
                        row -> {
                          AccountRow other = renamed(row, names);
                          Place place = places.get(kind.path(row.id()));
                          if (place != null) {
                            newPlaces.put(kind.path(other.id()), place);
                          }
                          return other;
                        })
                    .toList()));
    return new AccountDocuments(renamed, newPlaces);
  }

  private static AccountRow renamed(AccountRow row, UnaryOperator<String> names) {
    if (row instanceof AccountKey key) {
      return new AccountKey(names.apply(key.key()), key.accountId(), key.subscriptionId());
    }
    return row instanceof AccountUser user
        ? new AccountUser(names.apply(user.userId()), user.accountId(), null)
        : row;
  }

  /** A problem with a row, at the line it was read from or in its table. */
  Problem problem(AccountRow row, String column, String message) {
    String path = row.kind().path(row.id());
    return places
        .getOrDefault(path, new Place("table " + row.kind().stem(), 0))
        .problem(path + "/" + column, message);
  }
}
