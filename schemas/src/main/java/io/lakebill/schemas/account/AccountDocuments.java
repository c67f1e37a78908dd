package io.lakebill.schemas.account;

import io.lakebill.schemas.document.Problem;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rows about who is billed, from files or from tables. Ids are unique within each list.
 *
 * @param places where rows were read, by {@code accounts/acme}; rows of tables have none
 */
public record AccountDocuments(
    List<Seller> sellers,
    List<Account> accounts,
    List<AccountKey> accountKeys,
    List<Subscription> subscriptions,
    Map<String, Place> places) {

  /** No rows at all, as in a fresh lake. */
  public static final AccountDocuments NONE =
      new AccountDocuments(List.of(), List.of(), List.of(), List.of());

  public AccountDocuments {
    sellers = List.copyOf(sellers);
    accounts = List.copyOf(accounts);
    accountKeys = List.copyOf(accountKeys);
    subscriptions = List.copyOf(subscriptions);
    places = Map.copyOf(places);
  }

  /** Rows that are stored in tables. */
  public AccountDocuments(
      List<Seller> sellers,
      List<Account> accounts,
      List<AccountKey> accountKeys,
      List<Subscription> subscriptions) {
    this(sellers, accounts, accountKeys, subscriptions, Map.of());
  }

  /** These rows and the given ones, which replace those with the same id. */
  public AccountDocuments with(AccountDocuments newer) {
    Map<String, Place> allPlaces = new LinkedHashMap<>(places);
    allPlaces.putAll(newer.places);
    return new AccountDocuments(
        upsert(sellers, newer.sellers, Seller::sellerId),
        upsert(accounts, newer.accounts, Account::accountId),
        upsert(accountKeys, newer.accountKeys, AccountKey::key),
        upsert(subscriptions, newer.subscriptions, Subscription::subscriptionId),
        allPlaces);
  }

  /** A problem with a row, at the line it was read from or in its table. */
  Problem problem(RowKind kind, String id, String column, String message) {
    String path = kind.path(id);
    return places
        .getOrDefault(path, new Place("table " + kind.stem(), 0))
        .problem(path + "/" + column, message);
  }

  private static <T> List<T> upsert(List<T> older, List<T> newer, Function<T, String> id) {
    Map<String, T> rows = new LinkedHashMap<>();
    Stream.of(older, newer)
        .flatMap(Collection::stream)
        .forEach(row -> rows.put(id.apply(row), row));
    return List.copyOf(rows.values());
  }
}
