package io.lakebill.jobs.meter;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.MissingSetupException;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The billing periods of every subscription that have begun by the as-of date: they tile the time
 * from its start without gap or overlap. What was finalized stays marked as such.
 */
public final class BillingPeriods {

  /** The staged frame's name. */
  public static final String STAGED = "billing_periods";

  private static final StructType PERIOD =
      StructType.fromDDL(
          """
          subscription_id STRING, account_id STRING, account_name STRING, seller_id STRING,
          plan_id STRING, subscription_start DATE, subscription_end DATE,
          time_zone STRING, currency STRING, payment_terms_days INT, grace_days INT,
          period_index INT, period_start DATE, period_end DATE,
          start_utc TIMESTAMP, end_utc TIMESTAMP
          """);

  /** So many accounts are named in a message. */
  private static final int MOST_NAMED = 5;

  private BillingPeriods() {}

  /**
   * One row per subscription and period. {@code advance_finalized} says that what is due at its
   * start was billed for good; {@code arrears_landing} is the last landing in what was billed for
   * good at its end, null while the period is open.
   */
  public static Dataset<Row> of(RunContext context) {
    Dataset<Row> periods =
        subscriptions(context)
            .flatMap(periodsOf(context.catalog(), context.run().asOf()), Encoders.row(PERIOD));
    return Sql.run(
        context.spark(),
        "billing_periods",
        Map.of(
            "begun_periods", periods, "finalized_periods", context.pinned(Table.FINALIZED_PERIODS)),
        Map.of());
  }

  private static Dataset<Row> subscriptions(RunContext context) {
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
            Map.of(
                "subscriptions", context.pinned(Table.SUBSCRIPTIONS),
                "accounts", context.pinned(Table.ACCOUNTS)),
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

  private static FlatMapFunction<Row, Row> periodsOf(Catalog catalog, LocalDate asOf) {
    return row -> {
      String planId = row.getAs("plan_id");
      Plan plan =
          catalog
              .plan(planId)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "subscription %s is on plan %s, which the catalog does not have"
                              .formatted(row.getAs("subscription_id"), planId)));
      LocalDate start = row.getAs("start_date");
      LocalDate end = row.getAs("end_date");
      ZoneId zone = ZoneId.of(row.getAs("time_zone"));
      return new BillingSchedule(start, end, plan.cadence(), plan.anchor())
          .startedBy(asOf).stream().map(period -> periodRow(row, plan, period, zone)).iterator();
    };
  }

  private static Row periodRow(Row subscription, Plan plan, BillingPeriod period, ZoneId zone) {
    return RowFactory.create(
        subscription.getAs("subscription_id"),
        subscription.getAs("account_id"),
        subscription.getAs("account_name"),
        subscription.getAs("seller_id"),
        plan.id(),
        subscription.getAs("start_date"),
        subscription.getAs("end_date"),
        zone.getId(),
        plan.currency().code(),
        plan.paymentTermsDays(),
        plan.graceDays(),
        period.index(),
        period.start(),
        period.end(),
        period.startIn(zone),
        period.endIn(zone));
  }
}
