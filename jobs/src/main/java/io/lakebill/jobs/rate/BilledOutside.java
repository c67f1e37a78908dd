package io.lakebill.jobs.rate;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Days;
import io.lakebill.pricing.period.Proration;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Finds what was billed for days that are not the subscription's any more, because its start or end
 * was moved afterwards, and tells the amount. Nothing of it is credited.
 */
final class BilledOutside {

  private BilledOutside() {}

  /**
   * Rows as in {@code billing_issues}.
   *
   * @param outside billed periods with days that are not the subscription's
   * @param open periods whose usage is not billed; the last of a subscription gives back what was
   *     billed ahead beyond it
   * @param charges the billed charges of these and other periods
   */
  static Dataset<Row> findings(
      RunContext context, Dataset<Row> outside, Dataset<Row> open, Dataset<Row> charges) {
    Dataset<Row> rows =
        Sql.run(
            context.spark(),
            "billed_outside",
            Map.of(
                "billed_time", context.pinned(Table.BILLED_TIME),
                "outside", outside.select("subscription_id").distinct(),
                "periods", outside.where("is_metered"),
                "open_periods", open,
                "charges", charges,
                "subscriptions", context.pinned(Table.SUBSCRIPTIONS)),
            Map.of());
    return rows.map(
        (MapFunction<Row, Row>) BilledOutside::finding,
        Encoders.row(context.lake().schema(Table.BILLING_ISSUES)));
  }

  private static Row finding(Row billed) {
    LocalDate start = billed.getAs("start_date");
    LocalDate end = billed.getAs("end_date");
    long days = ChronoUnit.DAYS.between(start, end);
    long outside = outside(billed, new Days(start, end));
    PricingUnit currency = BilledAhead.unit(billed.getAs("unit"), code -> Optional.empty());
    Money amount = Money.round(billed.getAs("amount"), currency);
    String what =
        "%s to %s was invoiced for %s at %s, but %d of its %d days are not the subscription's any more"
            .formatted(start, end, amount, billed.getAs("billing_date"), outside, days);
    if (billed.getAs("charge_type").equals("usage")) {
      return row(
          billed, start, what + "; what of its usage is theirs stays billed, and is not told");
    }
    Money right = Money.round(new Proration(days - outside, days).of(amount.amount()), currency);
    return row(
        billed,
        start,
        what
            + "; it would be %s, and the difference of %s is reported, not credited"
                .formatted(right, right.minus(amount)));
  }

  private static long outside(Row billed, Days stretch) {
    LocalDate from = billed.getAs("subscription_start");
    LocalDate until = billed.getAs("subscription_end");
    LocalDate end = until == null ? LocalDate.MAX : until;
    List<Days> now = from.isBefore(end) ? List.of(new Days(from, end)) : List.of();
    return stretch.without(now).stream()
        .mapToLong(left -> ChronoUnit.DAYS.between(left.start(), left.end()))
        .sum();
  }

  private static Row row(Row billed, LocalDate start, String message) {
    return RowFactory.create(
        "billed_outside",
        billed.getAs("account_id"),
        billed.getAs("subscription_id"),
        billed.getAs("charge_id"),
        null,
        null,
        start,
        null,
        1L,
        0L,
        null,
        message);
  }
}
