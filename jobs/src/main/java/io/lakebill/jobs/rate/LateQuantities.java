package io.lakebill.jobs.rate;

import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds counters and objects that were imported or changed after a period that they count towards
 * had been billed: rates such a period again and tells what would be billed now. Nothing of it is
 * billed.
 */
final class LateQuantities {

  private LateQuantities() {}

  /** Rows as in {@code billing_issues}; none where nothing is charged by counters or objects. */
  static Dataset<Row> findings(RunContext context, Dataset<Row> counted) {
    if (!CountedQuantities.isCharged(context.catalog())) {
      return context
          .spark()
          .createDataFrame(List.of(), context.lake().schema(Table.BILLING_ISSUES));
    }
    Dataset<Row> given = CountedQuantities.given(context);
    Dataset<Row> charges = CountedQuantities.charges(context);
    Dataset<Row> again =
        Sql.run(
            context.spark(),
            "late_counted_periods",
            Map.of(
                "billing_periods", BillingPeriods.metered(context),
                "finalized_periods", context.pinned(Table.FINALIZED_PERIODS),
                "counted_charges", charges,
                "given_quantities", given,
                "counted_quantities", counted),
            Map.of());
    return Sql.run(
        context.spark(),
        "counted_findings",
        Map.of(
            "rated_again",
                RateUsage.rating(context, again, context.pinned(Table.USAGE).limit(0), 0)
                    .charges()
                    .where("charge_type IN ('counter', 'object')"),
            "billed_charges", context.pinned(Table.CHARGES),
            "given_quantities", given,
            "counted_charges", charges,
            "subscriptions", context.pinned(Table.SUBSCRIPTIONS)),
        Map.of());
  }
}
