package io.lakebill.jobs.payment;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.invoice.note.RefusedRequestException;
import io.lakebill.jobs.invoice.note.RequestBook;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.account.PaymentResult;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Writes down which invoice money belongs to that is with none, or with another one; the next run
 * does it. Never more is matched than is unmatched of a payment, nor moved than there is, with all
 * that was asked for before.
 */
public final class AskAboutPayment {

  private final Lake lake;
  private final RequestBook book;

  /**
   * @param by who asks
   */
  public AskAboutPayment(Lake lake, Clock clock, String by) {
    this.lake = lake;
    this.book = new RequestBook(lake, clock, by);
  }

  /**
   * That a payment that no invoice was found for, or some of it, is of this one.
   *
   * @param name of the invoice: number or id
   * @param amount null for all that is unmatched of it
   * @return how much it is
   * @throws RefusedRequestException if no more is unmatched
   */
  public Money match(String paymentId, String name, BigDecimal amount, String reason) {
    PaymentResult payment = payment(paymentId);
    Row invoice = book.invoice(name);
    requireSame("payment " + paymentId, payment.currency(), name, invoice.getAs("currency"));
    List<Row> events =
        book.read(Table.INVOICE_EVENTS).where(col("payment_id").equalTo(paymentId)).collectAsList();
    if (events.isEmpty()) {
      throw new RefusedRequestException(
          "no run has seen payment %s yet; the next one looks for its invoice"
              .formatted(paymentId));
    }
    BigDecimal left = unmatched(events);
    for (Row pending :
        book.pending(
            book.asked()
                .where(
                    col("request").equalTo("match").and(col("payment_id").equalTo(paymentId))))) {
      left = left.subtract(pending.getAs("amount"));
    }
    if (left.signum() <= 0) {
      throw new RefusedRequestException(
          "of payment %s nothing is unmatched; `payments move` puts it to another invoice"
              .formatted(paymentId));
    }
    Money matched =
        money(
            amount == null ? left : amount,
            left,
            payment.currency(),
            "unmatched of payment " + paymentId);
    book.write(
        book.row(
            "match",
            invoice.getAs("invoice_id"),
            invoice.getAs("account_id"),
            reason,
            Map.of(
                "payment_id", paymentId,
                "amount", matched.amount(),
                "currency", payment.currency())));
    return matched;
  }

  /** What of a payment is with no invoice, by all events of it. */
  static BigDecimal unmatched(List<Row> events) {
    return events.stream()
        .filter(row -> row.getAs("event").equals("unmatched"))
        .map(row -> row.<BigDecimal>getAs("amount"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * That what was paid of one invoice, or is owed by a credit note, is of another one of the same
   * account and seller.
   *
   * @param from number or id of where it is
   * @param to number or id of the invoice that gets it
   * @throws RefusedRequestException if there is less, or the other one needs less
   */
  public void move(String from, String to, BigDecimal amount, String reason) {
    Row source = book.document(from);
    Row target = book.invoice(to);
    if (source.getAs("refers_to") != null) {
      throw new RefusedRequestException(
          "credit note %s took back an invoice; what it left over is with that one"
              .formatted(from));
    }
    if (source.getAs("invoice_id").equals(target.getAs("invoice_id"))) {
      throw new RefusedRequestException("both are invoice %s".formatted(from));
    }
    for (String same : List.of("account_id", "seller_id", "currency")) {
      requireSame(from, source.getAs(same), to, target.getAs(same));
    }
    String currency = source.getAs("currency");
    Money movable = movable(stands(source));
    money(amount, movable.amount(), currency, "to be moved from invoice " + from);
    Money moved =
        money(
            amount,
            stands(target).stands().balance().amount(),
            currency,
            "still to be paid of invoice " + to);
    book.write(
        book.row(
            "move",
            target.getAs("invoice_id"),
            target.getAs("account_id"),
            reason,
            Map.of(
                "from_invoice_id", source.getAs("invoice_id"),
                "amount", moved.amount(),
                "currency", currency)));
  }

  private static Money movable(Followed source) {
    Money paid = source.stands().paid();
    Money owed = Money.zero(paid.currency()).minus(source.stands().balance());
    return paid.minus(owed).signum() < 0 ? owed : paid;
  }

  /** An invoice as it will be once everything is moved that was asked for. */
  private Followed stands(Row invoice) {
    String id = invoice.getAs("invoice_id");
    Followed followed =
        Followed.of(
            invoice,
            book.read(Table.INVOICE_EVENTS).where(col("invoice_id").equalTo(id)).collectAsList());
    for (Row move :
        book.pending(
            book.asked()
                .where(
                    col("request")
                        .equalTo("move")
                        .and(
                            col("invoice_id")
                                .equalTo(id)
                                .or(col("from_invoice_id").equalTo(id)))))) {
      BigDecimal amount = move.getAs("amount");
      boolean gets = move.getAs("invoice_id").equals(id);
      followed.add("moved", followed.money(gets ? amount : amount.negate()));
    }
    return followed;
  }

  private PaymentResult payment(String id) {
    return lake.read(Table.PAYMENTS).where(col("payment_id").equalTo(id)).collectAsList().stream()
        .map(Settlement::result)
        .findFirst()
        .orElseThrow(() -> new RefusedRequestException("there is no payment '%s'".formatted(id)));
  }

  private static void requireSame(String one, String ofOne, String other, String ofOther) {
    if (!ofOne.equals(ofOther)) {
      throw new RefusedRequestException(
          "%s is of %s, but %s of %s".formatted(one, ofOne, other, ofOther));
    }
  }

  private static Money money(BigDecimal amount, BigDecimal most, String currency, String what) {
    if (amount.signum() <= 0 || amount.compareTo(most) > 0) {
      throw new RefusedRequestException(
          "%s %s is not above 0 and at most the %s that are %s"
              .formatted(
                  amount.toPlainString(),
                  currency,
                  most.max(BigDecimal.ZERO).stripTrailingZeros().toPlainString(),
                  what));
    }
    try {
      return new Money(amount, PricingUnit.currency(currency));
    } catch (ArithmeticException e) {
      throw new RefusedRequestException(
          "%s has too many decimals for %s".formatted(amount.toPlainString(), currency));
    }
  }
}
