package io.lakebill.schemas.account;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.time.TimeReading;
import io.lakebill.schemas.time.TimeTexts;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Rows that keep their schema, as records. What a record refuses is an illegal argument. */
final class RowReaders {

  private RowReaders() {}

  static AccountRow read(RowKind kind, Element row) {
    return switch (kind) {
      case SELLERS -> seller(row);
      case ACCOUNTS -> account(row);
      case ACCOUNT_KEYS -> accountKey(row);
      case USERS -> user(row);
      case SUBSCRIPTIONS -> subscription(row);
      case COUNTERS -> counter(row);
      case OBJECTS -> object(row);
      case CREDIT_GRANTS -> creditGrant(row);
      case EXCHANGE_RATES -> exchangeRate(row);
    };
  }

  private static Seller seller(Element row) {
    return new Seller(
        row.required("seller_id"),
        row.required("name"),
        row.text("invoice_prefix").orElse(Seller.DEFAULT_PREFIX));
  }

  private static Account account(Element row) {
    return new Account(
        row.required("account_id"),
        row.required("name"),
        row.text("email").orElse(null),
        zone(row.text("time_zone").orElse("UTC")),
        row.text("seller_id").orElse(null));
  }

  private static AccountKey accountKey(Element row) {
    return new AccountKey(
        row.required("key"), row.required("account_id"), row.text("subscription_id").orElse(null));
  }

  private static AccountUser user(Element row) {
    return new AccountUser(
        row.required("user_id"), row.required("account_id"), row.text("name").orElse(null));
  }

  private static Subscription subscription(Element row) {
    return new Subscription(
        row.required("subscription_id"),
        row.required("account_id"),
        row.required("plan_id"),
        date(row, "start_date"),
        dateOrNull(row, "end_date"));
  }

  private static CounterSetting counter(Element row) {
    return new CounterSetting(
        row.required("counter"),
        row.required("account_id"),
        row.text("subscription_id").orElse(null),
        date(row, "from_date"),
        row.decimal("quantity").orElseThrow());
  }

  private static BillableObject object(Element row) {
    return new BillableObject(
        row.required("object_id"),
        row.required("object_kind"),
        row.required("account_id"),
        row.text("subscription_id").orElse(null),
        date(row, "active_from"),
        dateOrNull(row, "active_until"));
  }

  private static GrantedCredit creditGrant(Element row) {
    LocalDate from = date(row, "valid_from");
    return new GrantedCredit(
        row.required("credit_grant_id"),
        row.required("account_id"),
        CreditGrant.Kind.valueOf(row.text("kind").orElse("prepaid").toUpperCase(Locale.ROOT)),
        row.decimal("amount").orElseThrow(),
        row.required("currency"),
        Integer.parseInt(row.text("priority").orElse("0")),
        from,
        dateOrNull(row, "valid_until"),
        row.text("granted_at")
            .map(RowReaders::instant)
            .orElse(from.atStartOfDay(ZoneOffset.UTC).toInstant()),
        row.text("charges").map(ids -> List.of(ids.strip().split("\\s+"))).orElse(List.of()));
  }

  private static DatedRate exchangeRate(Element row) {
    return new DatedRate(
        row.required("from_currency"),
        row.required("to_currency"),
        date(row, "date"),
        row.decimal("rate").orElseThrow());
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "unknown time zone '" + name + "'; use a name such as Europe/Berlin", e);
    }
  }

  private static Instant instant(String text) {
    if (TimeTexts.instant(text) instanceof TimeReading.At at) {
      return at.instant();
    }
    throw new IllegalArgumentException(
        "granted_at: '" + text + "' is not a time with its zone, such as 2026-01-31T12:00:00Z");
  }

  private static LocalDate dateOrNull(Element row, String column) {
    return row.at(column).map(at -> date(row, column)).orElse(null);
  }

  private static LocalDate date(Element row, String column) {
    String text = row.required(column);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(column + ": there is no day " + text, e);
    }
  }
}
