package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.pricing.credit.Conversion;
import io.lakebill.pricing.invoice.InvoiceItem;
import io.lakebill.pricing.invoice.InvoiceLine;
import io.lakebill.pricing.period.Days;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import org.apache.spark.sql.types.Decimal;

/**
 * A line of a draft, with where it comes from.
 *
 * @param index its place among the lines of the pricing invoice, from 0
 * @param position of its charge in the plan; what is no charge follows them
 * @param type of its charge
 * @param service the days that it pays for
 * @param quantity what is counted, and {@code unitAmount} of one, null where it cannot be said
 * @param exactAmount before rounding, as text
 */
public record DraftLine(
    int index,
    InvoiceLine line,
    LineOrigin origin,
    int position,
    String type,
    String description,
    Days service,
    Decimal quantity,
    Decimal unitAmount,
    String exactAmount) {

  private static final String COMMITMENT = "commitment";

  /**
   * As a quote has them: the charges of a subscription in the order of its plan, each with its
   * earlier days first.
   */
  static final Comparator<DraftLine> ORDER =
      Comparator.comparing(
              (DraftLine line) -> line.origin().bill().subscription(),
              Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(DraftLine::position)
          .thenComparing(line -> line.line().item().terms().id())
          .thenComparing(line -> line.origin().bill().period().start())
          .thenComparing(line -> line.origin().part());

  /** The line of an invoice as its draft has it. */
  static DraftLine of(int index, InvoiceLine line, LineOrigin origin) {
    return switch (line.item().kind()) {
      case OVERAGE -> overage(index, line, origin);
      case PLAN_MINIMUM, INVOICE_MINIMUM -> missing(index, line, origin, line.item().terms().id());
      case COMMITMENT_FEE, TRUE_UP, COMMITMENT_OVERAGE -> missing(index, line, origin, COMMITMENT);
      default -> charged(index, line, origin);
    };
  }

  private static DraftLine charged(int index, InvoiceLine line, LineOrigin origin) {
    ChargedPeriod charge = origin.charge();
    ChargedPeriod.Part part = charge.parts().get(origin.part());
    return new DraftLine(
        index,
        line,
        origin,
        charge.position(),
        charge.type(),
        part.label().isEmpty() ? charge.name() : charge.name() + ": " + part.label(),
        charge.service(),
        part.quantity(),
        part.unitAmount(),
        part.exactAmount());
  }

  /** So many units that no credit paid for, at their price. */
  private static DraftLine overage(int index, InvoiceLine line, LineOrigin origin) {
    Conversion units = line.item().convertedBy().orElseThrow();
    return new DraftLine(
        index,
        line,
        origin,
        Integer.MAX_VALUE - 1,
        "overage",
        line.item().terms().label(),
        origin.bill().period(),
        StoredValues.quantity(units.from().amount()),
        StoredValues.quantity(units.rate()),
        StoredValues.text(units.from().amount().multiply(units.rate())).toString());
  }

  /** What is missing from the minimum of the plan or the invoice, or owed to a commitment. */
  private static DraftLine missing(int index, InvoiceLine line, LineOrigin origin, String type) {
    BigDecimal amount = line.item().charged().amount();
    return new DraftLine(
        index,
        line,
        origin,
        Integer.MAX_VALUE,
        type,
        line.item().terms().label(),
        origin.bill().period(),
        StoredValues.quantity(BigDecimal.ONE),
        StoredValues.quantity(amount),
        StoredValues.text(amount).toString());
  }

  /** What the line stands for, as tables say it. */
  public String lineType() {
    return line.item().kind().name().toLowerCase(Locale.ROOT);
  }

  /** What it is made of. */
  public InvoiceItem item() {
    return line.item();
  }
}
