package io.lakebill.jobs.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document that a test makes up: its lines are given, its taxes and sums follow from them. */
public final class Drafted {

  /** One rate of tax. */
  public record Rate(String id, String category, String percent, Optional<String> reason) {

    /** A rate that takes something. */
    public static Rate standard(String percent) {
      return new Rate("vat" + percent, "S", percent, Optional.empty());
    }

    /** A reason to take nothing. */
    public static Rate nothing(String category, String reason) {
      return new Rate("vat-" + category, category, "0", Optional.of(reason));
    }
  }

  private static final LocalDate START = LocalDate.parse("2026-10-01");
  private static final LocalDate END = LocalDate.parse("2026-11-01");

  private final String number;
  private final String currency;
  private final List<DocumentLine> lines = new ArrayList<>();
  private final Map<Rate, BigDecimal> nets = new LinkedHashMap<>();
  private final List<UsageDays> usage = new ArrayList<>();
  private BillingDocument.Kind kind = BillingDocument.Kind.INVOICE;
  private Party seller = party("Beispiel GmbH", "DE", "DE123456788", "Berlin");
  private Party buyer = party("Exemple SARL", "FR", "FR40303265045", "Lyon");
  private BankAccount bank =
      new BankAccount(Optional.of("DE89370400440532013000"), Optional.of("COBADEFFXXX"));
  private Optional<String> purchaseOrder = Optional.of("PO-7");
  private Optional<BillingDocument.Reference> refersTo = Optional.empty();
  private Optional<String> language = Optional.empty();
  private BigDecimal paid = BigDecimal.ZERO;

  private Drafted(String number, String currency) {
    this.number = number;
    this.currency = currency;
  }

  /** An invoice of nothing yet. */
  public static Drafted invoice(String number, String currency) {
    return new Drafted(number, currency);
  }

  /** The same as a credit note. */
  public Drafted creditNote() {
    kind = BillingDocument.Kind.CREDIT_NOTE;
    return this;
  }

  /** One with an address of its own. */
  public static Party party(String name, String country, String taxId, String city) {
    return new Party(
        name,
        true,
        Optional.of(country),
        Optional.ofNullable(taxId),
        Optional.of("Street 1"),
        Optional.of(city),
        Optional.of("12345"),
        Optional.of("billing@buyer.example"),
        Optional.empty());
  }

  /** Who sells. */
  public Drafted seller(Party party) {
    seller = party;
    return this;
  }

  /** Whom to ask about it. */
  public Drafted contact(Party.Contact contact) {
    seller =
        new Party(
            seller.name(),
            seller.isKept(),
            seller.country(),
            seller.taxId(),
            seller.address(),
            seller.city(),
            seller.postalCode(),
            seller.email(),
            Optional.of(contact));
    return this;
  }

  /** Who buys. */
  public Drafted buyer(Party party) {
    buyer = party;
    return this;
  }

  /** Without an account to pay to, and without a purchase order. */
  public Drafted bare() {
    bank = new BankAccount(Optional.empty(), Optional.empty());
    purchaseOrder = Optional.empty();
    return this;
  }

  /** A line of its own charge. */
  public Drafted line(String description, String quantity, String unitAmount, Rate rate) {
    return line("charge" + lines.size(), description, quantity, unitAmount, "0", rate, false);
  }

  /** A line; {@code rate} may be null. */
  public Drafted line(
      String charge,
      String description,
      String quantity,
      String unitAmount,
      String discount,
      Rate rate,
      boolean correction) {
    BigDecimal amount = money(new BigDecimal(quantity).multiply(new BigDecimal(unitAmount)));
    DocumentLine line =
        new DocumentLine(
            lines.size() + 1,
            charge,
            description,
            correction,
            correction ? START.minusMonths(1) : START,
            correction ? START : END,
            new BigDecimal(quantity),
            Optional.of(new BigDecimal(unitAmount)),
            amount,
            money(new BigDecimal(discount)),
            Optional.ofNullable(rate).map(Rate::id),
            Optional.ofNullable(rate).map(Rate::category),
            rate == null ? BigDecimal.ZERO : new BigDecimal(rate.percent()),
            Optional.empty());
    return line(line, rate);
  }

  /** A line as it is. */
  public Drafted line(DocumentLine line, Rate rate) {
    lines.add(line);
    if (rate != null) {
      nets.merge(rate, line.net(), BigDecimal::add);
    }
    return this;
  }

  /** What was used of a meter from the first day on. */
  public Drafted used(String meter, long... quantities) {
    List<UsageDays.Day> days = new ArrayList<>();
    for (int day = 0; day < quantities.length; day++) {
      days.add(new UsageDays.Day(START.plusDays(day), BigDecimal.valueOf(quantities[day])));
    }
    usage.add(new UsageDays(meter, days));
    return this;
  }

  /** An invoice that it takes back, and why. */
  public Drafted takesBack(String other, String reason) {
    return refersTo(BillingDocument.Relation.TAKES_BACK, other, reason);
  }

  /** A void invoice that it stands in the place of, and why. */
  public Drafted replaces(String other, String reason) {
    return refersTo(BillingDocument.Relation.REPLACES, other, reason);
  }

  private Drafted refersTo(BillingDocument.Relation relation, String other, String reason) {
    refersTo =
        Optional.of(new BillingDocument.Reference(relation, other, START, Optional.of(reason)));
    return this;
  }

  /** What its account reads. */
  public Drafted language(String code) {
    language = Optional.of(code);
    return this;
  }

  /** What credits pay. */
  public Drafted paidByCredits(String amount) {
    paid = new BigDecimal(amount);
    return this;
  }

  /** The document. */
  public BillingDocument build() {
    List<DocumentTax> taxes = nets.keySet().stream().map(this::tax).toList();
    BigDecimal subtotal = sum(lines.stream().map(DocumentLine::amount).toList());
    BigDecimal discount = sum(lines.stream().map(DocumentLine::discount).toList());
    BigDecimal tax = sum(taxes.stream().map(DocumentTax::tax).toList());
    BigDecimal total = subtotal.subtract(discount).add(tax);
    return new BillingDocument(
        kind,
        number,
        "house",
        seller,
        buyer,
        bank,
        "acme",
        currency,
        new BillingDocument.Dates(END, END.plusDays(2), END.plusDays(16), 14),
        purchaseOrder,
        lines,
        taxes,
        new Totals(subtotal, discount, tax, total, paid, total.subtract(paid)),
        List.of(),
        usage,
        refersTo,
        language);
  }

  private DocumentTax tax(Rate rate) {
    BigDecimal net = nets.get(rate);
    return new DocumentTax(
        rate.id(),
        "VAT " + rate.percent(),
        new BigDecimal(rate.percent()),
        net,
        money(net.multiply(new BigDecimal(rate.percent())).movePointLeft(2)),
        Optional.of(rate.category()),
        rate.reason());
  }

  private BigDecimal money(BigDecimal exact) {
    return exact.setScale(
        Currency.getInstance(currency).getDefaultFractionDigits(), RoundingMode.HALF_UP);
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
