package io.lakebill.jobs.rate;

import io.lakebill.jobs.contract.Adjustments;
import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.OpenPartitions;
import io.lakebill.jobs.meter.count.EventAmounts;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.Staging;
import io.lakebill.schemas.table.Table;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads the open billing periods, their usage and what is counted for them, and writes their {@code
 * charges}.
 */
public final class RateUsage implements Job {

  /** What should be looked at of counters and objects, as rows of {@code billing_issues}. */
  public static final String FINDINGS = "rating_findings";

  /** What was billed in advance otherwise than it would be now, of periods that are open. */
  static final String DIFFERENCES = "billed_otherwise";

  /** A task keeps so many rows of usage in memory. */
  private static final long USAGE_OF_A_TASK = 300_000;

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public Set<String> stages() {
    return Set.of(
        Staging.openName(Table.CHARGES), Table.CHARGES.tableName(), DIFFERENCES, FINDINGS);
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Dataset<Row> counted = CountedQuantities.of(context, BillingPeriods.metered(context));
    Dataset<Row> open = unrated(context, BillingPeriods.all(context), counted);
    Dataset<Row> usage = context.staging().read(Staging.openName(Table.USAGE));
    long number = context.staging().rows(Staging.openName(Table.USAGE));
    rating(context, open, usage, (int) (number / USAGE_OF_A_TASK))
        .stage(
            context.staging(),
            Staging.openName(Table.CHARGES),
            DIFFERENCES,
            context.lake().nullable(Table.BILLING_ISSUES));
    OpenPartitions.complete(context, Table.CHARGES, "billing_date");
    context
        .staging()
        .write(
            FINDINGS,
            LateQuantities.findings(context, counted)
                .unionByName(BilledDifferences.findings(context)));
    return Map.of("charges", context.staging().rows(Staging.openName(Table.CHARGES)));
  }

  /**
   * The open charges of some accounts outside of a run: nothing is staged. One row per charge, as
   * in {@code charges}.
   *
   * @param periods all of these accounts
   * @param usage what is known of that of open periods, as in {@code usage}
   */
  public static Dataset<Row> charges(RunContext context, Dataset<Row> periods, Dataset<Row> usage) {
    Dataset<Row> counted = CountedQuantities.of(context, periods.where("is_metered"));
    Dataset<Row> used = EventAmounts.beside(context, usage, periods);
    return ratingOf(context, unrated(context, periods, counted), used, 1).charges();
  }

  /**
   * What is charged at the ends of some periods, as it was when their time was not billed yet.
   *
   * @param metered all periods of these subscriptions' accounts that usage is metered in
   * @param periods with their ends open, in columns named as in {@link BillingPeriods#of}
   * @param usage theirs, with {@link EventAmounts} beside it
   * @param billed the rows of {@code billed_time} of then
   */
  public static Dataset<Row> chargesAgain(
      RunContext context,
      Dataset<Row> metered,
      Dataset<Row> periods,
      Dataset<Row> usage,
      Dataset<Row> billed) {
    Dataset<Row> counted = CountedQuantities.of(context, metered);
    int tasks = context.spark().sessionState().conf().numShufflePartitions();
    return ratingOf(context, unrated(context, periods, counted, billed), usage, tasks).charges();
  }

  private static Dataset<Row> unrated(
      RunContext context, Dataset<Row> periods, Dataset<Row> counted) {
    return unrated(context, periods, counted, context.pinned(Table.BILLED_TIME));
  }

  private static Dataset<Row> unrated(
      RunContext context, Dataset<Row> periods, Dataset<Row> counted, Dataset<Row> billed) {
    return Sql.run(
        context.spark(),
        "unrated_periods",
        Map.of("billing_periods", periods, "counted_quantities", counted, "billed_time", billed),
        Map.of());
  }

  /** How some periods are rated, in so many tasks or more. */
  static Rating rating(RunContext context, Dataset<Row> periods, Dataset<Row> usage, int tasks) {
    return ratingOf(
        context,
        periods,
        EventAmounts.beside(context, usage),
        Math.max(tasks, context.spark().sessionState().conf().numShufflePartitions()));
  }

  private static Rating ratingOf(
      RunContext context, Dataset<Row> periods, Dataset<Row> usage, int tasks) {
    return new Rating(
        periods,
        usage,
        context.catalog(),
        Adjustments.of(context),
        context.run().asOf(),
        context.lake().nullable(Table.CHARGES),
        tasks);
  }
}
