package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.period.Timing;
import java.math.BigDecimal;
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
        charge.lines().stream().map(ChargeRow::line).toArray(Row[]::new),
        rated.held().orElse(null));
  }

  private static Row line(Charge.Line line) {
    return RowFactory.create(
        line.rated().label(),
        quantity(line.rated().quantity()),
        quantity(line.rated().unitAmount()),
        text(line.rated().exactAmount()),
        amount(line.amount().amount()));
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
