package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.period.Timing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Charges as rows of {@code charges}. What its columns cannot hold fails; nothing is cut. */
final class ChargeRow {

  private static final int QUANTITY_DECIMALS = 18;
  private static final int AMOUNT_DECIMALS = 4;

  private ChargeRow() {}

  static Row of(Row period, RatedCharge rated) {
    Charge charge = rated.charge();
    return RowFactory.create(
        period.getAs("subscription_id"),
        period.getAs("account_id"),
        period.getAs("seller_id"),
        period.getAs("plan_id"),
        rated.terms().id(),
        rated.terms().name(),
        rated.terms().type(),
        rated.meter().orElse(null),
        period.getAs("currency"),
        period.getAs("payment_terms_days"),
        period.getAs("grace_days"),
        period.getAs("period_start"),
        period.getAs("period_end"),
        period.getAs(rated.timing() == Timing.ADVANCE ? "period_start" : "period_end"),
        quantity(charge.quantity()),
        text(charge.exactAmount()),
        amount(charge.amount().amount()),
        lines(rated),
        rated.held().orElse(null));
  }

  private static Row[] lines(RatedCharge rated) {
    List<Charge.Line> lines = rated.charge().lines();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> line(rated.kinds().get(i), lines.get(i)))
        .toArray(Row[]::new);
  }

  private static Row line(LineKind kind, Charge.Line line) {
    return RowFactory.create(
        kind.name().toLowerCase(Locale.ROOT),
        line.rated().label(),
        quantity(line.rated().quantity()),
        unitAmount(kind, line),
        text(line.rated().exactAmount()),
        amount(line.amount().amount()));
  }

  /** A counter's price goes through its tiers, so few of its lines have a price of one unit. */
  private static BigDecimal unitAmount(LineKind kind, Charge.Line line) {
    boolean isCounter = kind.name().startsWith("COUNTER_");
    boolean hasNone = isCounter && line.rated().unitAmount().signum() == 0;
    return hasNone ? null : quantity(line.rated().unitAmount());
  }

  private static BigDecimal quantity(BigDecimal value) {
    return value.setScale(QUANTITY_DECIMALS);
  }

  private static BigDecimal amount(BigDecimal value) {
    return value.setScale(AMOUNT_DECIMALS);
  }

  private static String text(BigDecimal exact) {
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }
}
