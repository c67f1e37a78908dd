package io.lakebill.schemas.account;

import io.lakebill.schemas.document.DocumentSchema;
import io.lakebill.schemas.document.Element;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What rows are: the name of their file and of their table says it. */
public enum RowKind {
  SELLERS("seller", "seller_id"),
  ACCOUNTS("account", "account_id"),
  ACCOUNT_KEYS("account_key", "key"),
  USERS("user", "user_id"),
  SUBSCRIPTIONS("subscription", "subscription_id"),
  PLAN_CHANGES("plan_change", "subscription_id date"),
  COUNTERS("counter", "account_id subscription_id counter from_date"),
  OBJECTS("object", "object_id"),
  CREDIT_GRANTS("credit_grant", "credit_grant_id"),
  COMMITMENTS("commitment", "commitment_id"),
  EXCHANGE_RATES("exchange_rate", "from_currency to_currency date"),
  TAX_RATES("tax_rate", "tax_rate_id country from"),
  PRICE_ADJUSTMENTS("price_adjustment", "price_adjustment_id"),
  QUANTITIES("quantity", "subscription_id charge_id from"),
  /** What became of invoices; it comes in by a way of its own. */
  PAYMENTS("payment", "payment_id");

  private static final Set<String> NUMBERS = Set.of("decimal", "signed_decimal", "integer");

  private final String schemaName;
  private final String idColumns;

  /**
   * @param idColumns that together tell a row from the others, with spaces between them
   */
  RowKind(String schemaName, String idColumns) {
    this.schemaName = schemaName;
    this.idColumns = idColumns;
  }

  /** The kind of rows of accounts that a file or table of this name holds. */
  public static Optional<RowKind> ofStem(String stem) {
    return Arrays.stream(values())
        .filter(kind -> kind != PAYMENTS)
        .filter(kind -> kind.stem().equals(stem))
        .findFirst();
  }

  /** All names of files of accounts, without suffix. */
  public static List<String> stems() {
    return Arrays.stream(values()).filter(kind -> kind != PAYMENTS).map(RowKind::stem).toList();
  }

  /** The name of files and of the table. */
  public String stem() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** An id of several parts, of which some may be null. */
  static String id(String... parts) {
    return Stream.of(parts).filter(Objects::nonNull).collect(Collectors.joining("/"));
  }

  /** Whether a column has numbers that people reckon with; all others are names, days and times. */
  public boolean isNumber(String column) {
    return NUMBERS.contains(type(column));
  }

  /** What a column holds, as the schema names it; empty for one that is not there. */
  String type(String column) {
    return schema().properties().path(column).path("$ref").asText().replace("#/$defs/", "");
  }

  DocumentSchema schema() {
    return DocumentSchema.named(schemaName);
  }

  /** The row's id; empty when a part of it is missing. */
  Optional<String> idOf(Element row) {
    List<String> columns = List.of(idColumns.split(" "));
    boolean isWhole =
        columns.stream().allMatch(column -> row.text(column).isPresent() || !isRequired(column));
    return isWhole
        ? Optional.of(
            id(columns.stream().map(c -> row.text(c).orElse(null)).toArray(String[]::new)))
        : Optional.empty();
  }

  private boolean isRequired(String column) {
    for (var required : schema().required()) {
      if (required.asText().equals(column)) {
        return true;
      }
    }
    return false;
  }

  /** {@code accounts/acme}. */
  String path(String id) {
    return stem() + "/" + id;
  }
}
