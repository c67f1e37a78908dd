package io.lakebill.jobs.payment;

import io.lakebill.pricing.issued.Receivable;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;

/** An issued invoice and what became of it so far, to which more is added. */
final class Followed {

  /** The one that is due longest first. */
  static final Comparator<Followed> LONGEST_DUE =
      Comparator.<Followed, LocalDate>comparing(one -> one.invoice.getAs("due_date"))
          .thenComparing(one -> one.invoice.<String>getAs("number"))
          .thenComparing(Followed::id);

  private final Row invoice;
  private Receivable stands;
  private int events;
  private int failures;

  private Followed(Row invoice) {
    this.invoice = invoice;
    this.stands = Receivable.of(money(invoice.getAs("amount_due")));
  }

  /**
   * An invoice after what is known to have happened to it.
   *
   * @param events rows of {@code invoice_events}, in any order
   */
  static Followed of(Row invoice, List<Row> events) {
    Followed followed = new Followed(invoice);
    events.stream()
        .sorted(Comparator.comparing(row -> row.<Integer>getAs("event_number")))
        .forEach(row -> followed.add(row.getAs("event"), followed.money(row.getAs("amount"))));
    return followed;
  }

  /** One more thing happened. */
  void add(String event, Money amount) {
    events++;
    stands =
        switch (event) {
          case "credited" -> stands.credited(amount);
          case "voided" -> stands.voided(amount);
          case "payment", "moved" -> stands.paid(amount);
          case "refund", "chargeback" -> stands.gaveBack(amount);
          case "uncollectible", "written_off" -> stands.givenUp();
          case "failure", "fee" -> stands;
          default -> throw new IllegalArgumentException("nobody knows the event " + event);
        };
    if (event.equals("failure")) {
      failures++;
    }
  }

  String id() {
    return invoice.getAs("invoice_id");
  }

  String number() {
    return invoice.getAs("number");
  }

  String account() {
    return invoice.getAs("account_id");
  }

  String currency() {
    return invoice.getAs("currency");
  }

  Receivable stands() {
    return stands;
  }

  /** As {@code invoice_events} names it. */
  String status() {
    return stands.status().name().toLowerCase(Locale.ROOT);
  }

  /** The number of the last event. */
  int events() {
    return events;
  }

  /** How often collecting it failed. */
  int failures() {
    return failures;
  }

  /** An amount in its currency. */
  Money money(BigDecimal amount) {
    return new Money(amount, PricingUnit.currency(currency()));
  }
}
