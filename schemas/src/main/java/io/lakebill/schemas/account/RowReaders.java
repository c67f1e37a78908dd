package io.lakebill.schemas.account;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.invoice.TaxCategory;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.time.TimeReading;
import io.lakebill.schemas.time.TimeTexts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rows that keep their schema, as records. What a record refuses is an illegal argument. */
final class RowReaders {

  private static final Set<String> YES = Set.of("yes", "true");

  private RowReaders() {}

  static AccountRow read(RowKind kind, Element row) {
    return switch (kind) {
      case SELLERS -> seller(row);
      case ACCOUNTS -> account(row);
      case ACCOUNT_KEYS -> accountKey(row);
      case USERS -> user(row);
      case SUBSCRIPTIONS -> subscription(row);
      case PLAN_CHANGES -> planChange(row);
      case COUNTERS -> counter(row);
      case OBJECTS -> object(row);
      case CREDIT_GRANTS -> creditGrant(row);
      case COMMITMENTS -> commitment(row);
      case EXCHANGE_RATES -> exchangeRate(row);
      case TAX_RATES -> taxRate(row);
      case PRICE_ADJUSTMENTS -> priceAdjustment(row);
      case QUANTITIES -> quantity(row);
      case PAYMENTS -> payment(row);
    };
  }

  private static Seller seller(Element row) {
    return new Seller(
        row.required("seller_id"),
        row.required("name"),
        row.text("invoice_prefix").orElse(Seller.DEFAULT_PREFIX),
        party(row),
        Iban.checked(row.text("iban").orElse(null)),
        row.text("bic").orElse(null),
        row.text("creditor_id").orElse(null),
        new SellerContact(
            row.text("contact").orElse(null),
            row.text("phone").orElse(null),
            row.text("email").orElse(null)));
  }

  private static Account account(Element row) {
    return new Account(
        row.required("account_id"),
        row.required("name"),
        row.text("email").orElse(null),
        zone(row.text("time_zone").orElse("UTC")),
        row.text("seller_id").orElse(null),
        party(row),
        new InvoiceTerms(
            row.text("currency").orElse(null),
            row.decimal("invoice_minimum").orElse(null),
            named(InvoiceTerms.Treatment.class, row.text("tax_treatment").orElse("standard")),
            row.text("tax_reason").orElse(null),
            row.text("purchase_order").orElse(null)),
        row.text("paid_by").orElse(null),
        row.text("language").orElse(null),
        new DirectDebit(
            row.text("iban").orElse(null),
            row.text("bic").orElse(null),
            row.text("mandate_id").orElse(null),
            dateOrNull(row, "mandate_date")));
  }

  private static Party party(Element row) {
    return new Party(
        row.text("country").orElse(null),
        row.text("tax_id").orElse(null),
        row.text("address").orElse(null),
        row.text("city").orElse(null),
        row.text("postal_code").orElse(null));
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
    Subscription said =
        new Subscription(
            row.required("subscription_id"),
            row.required("account_id"),
            row.required("plan_id"),
            date(row, "start_date"),
            dateOrNull(row, "end_date"),
            row.text("trial_days").map(Integer::valueOf).orElse(null));
    return row.text("renews").filter(YES::contains).isPresent() ? said.withoutEnd() : said;
  }

  private static CounterSetting counter(Element row) {
    return new CounterSetting(
        row.required("counter"),
        row.required("account_id"),
        row.text("subscription_id").orElse(null),
        date(row, "from_date"),
        row.decimal("quantity").orElseThrow());
  }

  private static AgreedPlanChange planChange(Element row) {
    return new AgreedPlanChange(
        row.required("subscription_id"),
        row.required("plan_id"),
        date(row, "date"),
        named(AgreedPlanChange.Timing.class, row.text("timing").orElse("now")));
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
        named(CreditGrant.Kind.class, row.text("kind").orElse("prepaid")),
        amount(row),
        row.required("currency"),
        Integer.parseInt(row.text("priority").orElse("0")),
        from,
        dateOrNull(row, "valid_until"),
        row.text("granted_at")
            .map(RowReaders::instant)
            .orElse(from.atStartOfDay(ZoneOffset.UTC).toInstant()),
        ids(row, "charges"),
        ids(row, "products"),
        new GrantRecurrence(
            row.text("every").map(name -> named(Cadence.class, name)).orElse(null),
            row.decimal("rollover").orElse(BigDecimal.ZERO),
            dateOrNull(row, "void_from")),
        row.decimal("percent").orElse(null));
  }

  /** A percentage needs no amount: then it has no limit. */
  private static BigDecimal amount(Element grant) {
    return grant
        .decimal("amount")
        .or(() -> grant.decimal("percent").map(percent -> BigDecimal.ZERO))
        .orElseThrow(() -> new IllegalArgumentException("'amount' is missing, or a 'percent'"));
  }

  private static AgreedCommitment commitment(Element row) {
    return new AgreedCommitment(
        row.required("commitment_id"),
        row.required("account_id"),
        named(AgreedCommitment.Kind.class, row.required("kind")),
        row.decimal("amount").orElseThrow(),
        row.required("currency"),
        new Validity(date(row, "start_date"), date(row, "end_date")),
        ids(row, "products"),
        new CommitmentFee(
            row.decimal("fee").orElse(null),
            row.text("every").map(name -> named(Cadence.class, name)).orElse(null),
            row.text("installments").map(Integer::valueOf).orElse(null)),
        row.text("tax").orElse(null),
        row.decimal("overage_factor").orElse(null));
  }

  private static List<String> ids(Element row, String column) {
    return row.text(column).map(ids -> List.of(ids.strip().split("\\s+"))).orElse(List.of());
  }

  private static DatedRate exchangeRate(Element row) {
    return new DatedRate(
        row.required("from_currency"),
        row.required("to_currency"),
        date(row, "date"),
        row.decimal("rate").orElseThrow());
  }

  private static DatedTaxRate taxRate(Element row) {
    return new DatedTaxRate(
        row.required("tax_rate_id"),
        row.required("name"),
        TaxCategory.valueOf(row.required("category")),
        row.decimal("percent").orElseThrow(),
        row.text("country").orElse(null),
        validity(row));
  }

  private static AgreedAdjustment priceAdjustment(Element row) {
    return new AgreedAdjustment(
        row.required("price_adjustment_id"),
        row.required("subscription_id"),
        row.required("charge_id"),
        named(AgreedAdjustment.Kind.class, row.required("kind")),
        row.decimal("value").orElseThrow(),
        validity(row));
  }

  private static ChargeQuantity quantity(Element row) {
    return new ChargeQuantity(
        row.required("subscription_id"),
        row.required("charge_id"),
        row.decimal("quantity").orElseThrow(),
        date(row, "from"));
  }

  private static PaymentResult payment(Element row) {
    return new PaymentResult(
        row.required("payment_id"),
        named(PaymentResult.Kind.class, row.text("kind").orElse("payment")),
        row.text("invoice").orElse(null),
        row.text("account_id").orElse(null),
        row.decimal("amount").orElseThrow(),
        row.required("currency"),
        date(row, "date"),
        row.text("reason").orElse(null),
        row.text("reference").orElse(null));
  }

  private static Validity validity(Element row) {
    return new Validity(date(row, "from"), dateOrNull(row, "until"));
  }

  /** Rows write in small letters what Java does in capitals. */
  private static <E extends Enum<E>> E named(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
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
    return LocalDate.parse(row.required(column));
  }
}
