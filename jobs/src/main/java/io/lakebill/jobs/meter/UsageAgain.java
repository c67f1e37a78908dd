package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;

import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.count.Counting;
import io.lakebill.jobs.meter.count.EventAmounts;
import io.lakebill.jobs.meter.event.EventGroups;
import io.lakebill.jobs.meter.event.WithdrawnEvents;
import io.lakebill.jobs.meter.fold.Folding;
import io.lakebill.jobs.meter.fold.Input;
import io.lakebill.jobs.meter.fold.Output;
import io.lakebill.jobs.meter.kept.KeptState;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The usage of some periods that are billed for good, counted again from all of their events: those
 * that were billed, and those that count by now. What a meter sees of the time before its period is
 * not counted again, and is the same in both.
 */
public final class UsageAgain {

  /** The staged routes of the accounts whose events are counted again. */
  public static final String ROUTES = "routes_to_billed";

  private final RunContext context;
  private final Dataset<Row> billed;
  private final Dataset<Row> open;
  private final PricedMeters meters;
  private final SomeAccounts accounts;

  private UsageAgain(
      RunContext context,
      Dataset<Row> billed,
      Dataset<Row> open,
      PricedMeters meters,
      SomeAccounts accounts) {
    this.context = context;
    this.billed = billed;
    this.open = open;
    this.meters = meters;
    this.accounts = accounts;
  }

  /**
   * Brings the events of periods together with who pays for them.
   *
   * @param billed {@code subscription_id, account_id, period_start}, the last {@code landing} in
   *     what was billed, and the last one, {@code known_landing}, in what is known
   * @param open the same periods as they were before they were billed
   */
  public static UsageAgain of(RunContext context, Dataset<Row> billed, Dataset<Row> open) {
    List<String> ids = billed.select("account_id").distinct().as(Encoders.STRING()).collectAsList();
    return new UsageAgain(
        context,
        billed,
        open,
        PricedMeters.of(context.catalog()),
        SomeAccounts.of(context, ROUTES, ids, BillingPeriods.toMeter(context)));
  }

  /** What was billed, with what single events say beside it. */
  public Dataset<Row> asBilled() {
    return usage(events(KeptState.acceptedEvents(context)), true);
  }

  /** What is known of it. */
  public Dataset<Row> asKnown() {
    return usage(events(KeptState.acceptedEvents(context)), false);
  }

  /** Of the days of the periods; by whatever clock, they are no more than a day off. */
  private Dataset<Row> events(Dataset<Row> all) {
    Row days =
        open.agg(
                min(date_sub(to_date(col("start_utc")), 1)),
                max(functions.date_add(to_date(col("end_utc")), 1)))
            .first();
    return all.where(accounts.isTheirs())
        .where(col("event_date").between(days.get(0), days.get(1)));
  }

  private Dataset<Row> usage(Dataset<Row> events, boolean asBilled) {
    Dataset<Row> routed =
        Sql.run(
            context.spark(),
            "events_of_billed",
            Map.of(
                "routed_events", accounts.routing().route(events),
                "withdrawn_events", WithdrawnEvents.rowsOf(context),
                "billed_periods", billed),
            Map.of("as_billed", asBilled));
    Dataset<Row> periods = open.withColumn("plan_id", col("metered_plan"));
    Folding folding =
        Folding.byAccount(meters.foldPlan(), tasks())
            .with(Input.GROUPS, EventGroups.ofRouted(routed, meters))
            .with(Input.PERIODS, periods);
    PricedMeters recounted = meters.recounted();
    if (!recounted.isEmpty()) {
      folding.with(Input.QUANTITIES, Counting.recounted(routed, recounted, periods));
    }
    Dataset<Row> usage = withHistory(folding.output(Output.USAGE));
    return EventAmounts.areWanted(context.catalog())
        ? EventAmounts.beside(usage, EventAmounts.of(routed, context.catalog()))
        : EventAmounts.unknown(usage);
  }

  private int tasks() {
    return context.spark().sessionState().conf().numShufflePartitions();
  }

  private Dataset<Row> withHistory(Dataset<Row> usage) {
    List<String> ofHistory =
        meters.profiles().stream()
            .filter(profile -> profile.profile().seesHistory())
            .map(MeteredProfile::reference)
            .toList();
    if (ofHistory.isEmpty()) {
      return usage;
    }
    Column isOfHistory = col("meter_id").isin(ofHistory.toArray());
    Object[] ends =
        open.select("period_end").distinct().collectAsList().stream()
            .map(row -> row.get(0))
            .toArray();
    return usage
        .where(not(isOfHistory))
        .unionByName(
            context
                .pinned(Table.USAGE)
                .where(col("period_end").isin(ends))
                .where(isOfHistory)
                .join(
                    open.select("subscription_id", "period_start"),
                    new String[] {"subscription_id", "period_start"},
                    "left_semi")
                .select(
                    List.of(usage.columns()).stream()
                        .map(name -> col(name))
                        .toArray(Column[]::new)));
  }
}
