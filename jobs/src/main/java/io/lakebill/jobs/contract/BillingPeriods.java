package io.lakebill.jobs.contract;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.MissingSetupException;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The billing periods of every subscription that have begun by the as-of date: those that were
 * billed for good, as they were then, and in what time is left those of the schedule that holds
 * now. They tile the subscription's time without gap or overlap.
 */
public final class BillingPeriods {

  /** The staged frame's name. */
  private static final String STAGED = "billing_periods";

  /** So many accounts are named in a message. */
  private static final int MOST_NAMED = 5;

  private BillingPeriods() {}

  /** The names under which a run stages periods. */
  public static String stagedName() {
    return STAGED;
  }

  /** Stages all periods of a run and gives those back whose usage is metered, as metering does. */
  public static Dataset<Row> stage(RunContext context) {
    context.staging().write(STAGED, of(context));
    return toMeter(context);
  }

  /** The staged periods whose usage is metered, billed or not. */
  public static Dataset<Row> metered(RunContext context) {
    return all(context).where("is_metered");
  }

  /** The same, each with its plan by the key that metering knows it by. */
  public static Dataset<Row> toMeter(RunContext context) {
    return metered(context).withColumn("plan_id", functions.col("metered_plan"));
  }

  /** The same with those of which only the start is open. */
  public static Dataset<Row> all(RunContext context) {
    return context.staging().read(STAGED);
  }

  /**
   * One row per subscription and period. {@code advance_finalized} says that what is due at its
   * start was billed for good; {@code arrears_landing} is the last landing in what was billed for
   * good at its end, null while the period is open. {@code is_paid_ahead} says that for each of its
   * days what was due in advance was billed. {@code stretch_plan} is the plan that the subscription
   * is on by now in that time, from {@code stretch_start} to {@code stretch_end}. Of the plan it
   * has what holds for periods from {@code decisive_day} on, and {@code metered_plan} is how it is
   * metered then; it is on the plan, in whatever periods, from {@code plan_start} to {@code
   * plan_end}, with {@code periods_before} it in other ones.
   */
  public static Dataset<Row> of(RunContext context) {
    return of(context, context.pinned(Table.SUBSCRIPTIONS));
  }

  /**
   * The same for some subscriptions.
   *
   * @param some as in {@code subscriptions}
   */
  public static Dataset<Row> of(RunContext context, Dataset<Row> some) {
    return of(context, some, context.pinned(Table.FINALIZED_PERIODS));
  }

  /**
   * The same as if only some of it was billed.
   *
   * @param finalized as in {@code finalized_periods}
   */
  public static Dataset<Row> of(RunContext context, Dataset<Row> some, Dataset<Row> finalized) {
    return Sql.run(
            context.spark(),
            "subscribed_time",
            Map.of("subscriptions", subscriptions(context, some), "finalized_periods", finalized),
            Map.of())
        .flatMap(
            new PeriodRows(
                context.catalog(),
                PlanChanges.of(context),
                context.catalog().pricedByDay().isEmpty()
                    ? Adjustments.NONE
                    : Adjustments.of(context),
                context.run().asOf()),
            Encoders.row(PeriodRows.SCHEMA));
  }

  private static Dataset<Row> subscriptions(RunContext context, Dataset<Row> some) {
    List<Row> sellers = context.pinned(Table.SELLERS).limit(2).collectAsList();
    if (sellers.isEmpty()) {
      throw new MissingSetupException(
          "the lake has no seller to invoice for; import sellers.csv with `accounts import`");
    }
    String defaultSeller = sellers.size() == 1 ? sellers.get(0).<String>getAs("seller_id") : "";
    Dataset<Row> subscriptions =
        Sql.run(
            context.spark(),
            "paying_subscriptions",
            Map.of("subscriptions", some, "accounts", context.pinned(Table.ACCOUNTS)),
            Map.of("default_seller", defaultSeller));
    if (sellers.size() > 1) {
      requireSellers(subscriptions);
    }
    return subscriptions;
  }

  private static void requireSellers(Dataset<Row> subscriptions) {
    List<String> without =
        subscriptions
            .where("seller_id IS NULL")
            .select("account_id")
            .distinct()
            .orderBy("account_id")
            .limit(MOST_NAMED + 1)
            .as(Encoders.STRING())
            .collectAsList();
    if (!without.isEmpty()) {
      throw new MissingSetupException(
          "the lake has several sellers, and no seller_id says which of them invoices %s%s; import"
                  .formatted(
                      String.join(", ", without.subList(0, Math.min(MOST_NAMED, without.size()))),
                      without.size() > MOST_NAMED ? " and others" : "")
              + " accounts.csv with a seller_id for each with `accounts import`");
    }
  }
}
