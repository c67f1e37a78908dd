package io.lakebill.schemas.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.document.Problems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects rows that keep their schema and are the only ones with their id. */
final class AccountRows {

  private final List<Seller> sellers = new ArrayList<>();
  private final List<Account> accounts = new ArrayList<>();
  private final List<AccountKey> accountKeys = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();
  private final Problems problems;

  AccountRows(Problems problems) {
    this.problems = problems;
  }

  void add(RowKind kind, Element element) {
    Element row = withoutNulls(element);
    Problems found = new Problems();
    kind.schema().check(row, found);
    unique(kind, row, found);
    if (found.sorted().isEmpty()) {
      found.map(row, at -> collect(kind, at));
    }
    found.sorted().forEach(problem -> problems.add(named(kind, row, problem)));
  }

  AccountDocuments documents() {
    return new AccountDocuments(sellers, accounts, accountKeys, subscriptions, places);
  }

  private void unique(RowKind kind, Element row, Problems found) {
    row.text(kind.idColumn())
        .ifPresent(
            id -> {
              Problem here = row.problem("");
              Place first = places.putIfAbsent(kind.path(id), new Place(here.file(), here.line()));
              if (first != null) {
                found.add(
                    row,
                    "'%s' occurs twice; the first is at %s:%d"
                        .formatted(id, first.file(), first.line()));
              }
            });
  }

  private boolean collect(RowKind kind, Element row) {
    return switch (kind) {
      case SELLERS ->
          sellers.add(
              new Seller(
                  row.required("seller_id"),
                  row.required("name"),
                  row.text("invoice_prefix").orElse(Seller.DEFAULT_PREFIX)));
      case ACCOUNTS ->
          accounts.add(
              new Account(
                  row.required("account_id"),
                  row.required("name"),
                  row.text("email").orElse(null),
                  zone(row.text("time_zone").orElse("UTC")),
                  row.text("seller_id").orElse(null)));
      case ACCOUNT_KEYS ->
          accountKeys.add(
              new AccountKey(
                  row.required("key"),
                  row.required("account_id"),
                  row.text("subscription_id").orElse(null)));
      case SUBSCRIPTIONS ->
          subscriptions.add(
              new Subscription(
                  row.required("subscription_id"),
                  row.required("account_id"),
                  row.required("plan_id"),
                  date(row, "start_date"),
                  row.at("end_date").map(at -> date(row, "end_date")).orElse(null)));
    };
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "unknown time zone '" + name + "'; use a name such as Europe/Berlin", e);
    }
  }

  private static LocalDate date(Element row, String column) {
    String text = row.required(column);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(column + ": there is no day " + text, e);
    }
  }

  /** In rows, null and absent are the same, as empty cells are in CSV. */
  private static Element withoutNulls(Element row) {
    if (!(row.node() instanceof ObjectNode object)) {
      return row;
    }
    ObjectNode filled = object.deepCopy();
    filled.removeIf(JsonNode::isNull);
    return new Element(row.document(), row.pointer(), filled);
  }

  /** Paths of rows begin with their id: {@code accounts/acme/time_zone}. */
  private static Problem named(RowKind kind, Element row, Problem problem) {
    String id = row.text(kind.idColumn()).map(kind::path).orElse(kind.stem());
    String inRow = problem.path().substring(row.problem("").path().length());
    String path = inRow.isEmpty() || inRow.startsWith("/") ? id + inRow : id + "/" + inRow;
    return new Problem(problem.file(), problem.line(), path, problem.message());
  }
}
