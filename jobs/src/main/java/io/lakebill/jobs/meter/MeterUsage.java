package io.lakebill.jobs.meter;

import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.tally.TallyPlan.Grain;
import io.lakebill.jobs.run.Audit;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.Staging;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Reads {@code events} and writes {@code usage} of the open billing periods; beside it in what
 * state each event is, and what of metering needs attention.
 */
public final class MeterUsage implements Job {

  /** The staged findings of metering; the invoice job adds its own and publishes them. */
  public static final String FINDINGS = "metering_findings";

  private static final String GROUPS = "event_groups";

  private static final String NEW_VALUES = "new_values";

  private static final String METERED = "metered";

  @Override
  public String name() {
    return "meter";
  }

  @Override
  public Set<String> stages() {
    return Set.of(
        BillingPeriods.STAGED,
        Routing.STAGED,
        KeptState.STAGED,
        GROUPS,
        SampleCheck.GROUPS,
        SeenValues.REPORTED,
        NEW_VALUES,
        Table.USAGE_STATE.tableName(),
        Table.EVENT_COUNTS.tableName(),
        Table.SEEN_VALUES.tableName(),
        Staging.addedName(Table.SEEN_VALUES),
        Table.UNMATCHED_EVENTS.tableName(),
        METERED,
        OpenPartitions.stagedName(Table.USAGE),
        Table.USAGE.tableName(),
        FINDINGS,
        Audit.METERING_DIFFERENCES);
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Staging staging = context.staging();
    Dataset<Row> periods = staging.write(BillingPeriods.STAGED, BillingPeriods.of(context));
    PricedMeters meters = PricedMeters.of(context.catalog());
    Routing routing = Routing.of(context, periods);
    Optional<KeptState> kept = KeptState.find(context, periods);
    Dataset<Row> groups =
        staging.write(
            GROUPS,
            EventGroups.of(
                kept.map(KeptState::frames).orElseGet(() -> EventFrame.all(context)),
                routing,
                meters,
                Grain.PERIOD,
                context.run().landing()));
    Dataset<Row> routed =
        routing.route(kept.map(KeptState::events).orElseGet(() -> KeptState.allEvents(context)));
    Counting counting = new Counting(groups, meters);
    Row groupsHave =
        groups
            .selectExpr(
                "coalesce(bool_or(is_shared), FALSE)",
                "coalesce(bool_or(subscription_id IS NULL), FALSE)")
            .first();
    Dataset<Row> unmatched =
        routed.where(groupsHave.getBoolean(1) ? "subscription_id IS NULL" : "FALSE");
    Dataset<Row> eventCounts =
        counting.eventCounts(
            routed.where(groupsHave.getBoolean(0) ? "is_shared" : "FALSE"),
            kept.map(KeptState::eventCounts)
                .orElseGet(() -> context.pinned(Table.EVENT_COUNTS).limit(0)),
            periods,
            IncludedUsage.published(context, kept));
    InParallel.run(
        List.of(
            () -> staging.write(Table.UNMATCHED_EVENTS, unmatched),
            () -> staging.write(Table.EVENT_COUNTS, eventCounts),
            () -> fold(context, counting, kept)));

    Dataset<Row> state = staging.read(Table.USAGE_STATE);
    Dataset<Row> usage = Quantities.of(state, meters, periods);
    PricedMeters recounted = meters.recounted();
    if (!recounted.isEmpty()) {
      Dataset<Row> all = routing.route(KeptState.allEvents(context));
      usage = usage.unionByName(Counting.recounted(all, recounted, periods));
    }
    Dataset<Row> metered = staging.write(METERED, meters.ofCharges(context.spark(), usage));
    Dataset<Row> refused = refused(context, metered);
    Dataset<Row> openUsage = openUsage(context, metered, refused, periods);
    Dataset<Row> findings = findings(context, metered, refused);
    Dataset<Row> differences =
        kept.map(folded -> SampleCheck.differences(context, groups, routing, meters, periods))
            .orElseGet(() -> none(context));
    InParallel.run(
        List.of(
            () -> OpenPartitions.stage(context, Table.USAGE, "period_end", openUsage),
            () -> staging.write(FINDINGS, findings),
            () -> staging.write(Audit.METERING_DIFFERENCES, differences)));
    return Map.of("events", total(context));
  }

  /** Folds what is new into the kept state, or makes the state anew. */
  private static void fold(RunContext context, Counting counting, Optional<KeptState> kept) {
    Staging staging = context.staging();
    Optional<Dataset<Row>> added =
        counting
            .reportedValues()
            .map(
                values ->
                    kept.map(state -> SeenValues.added(staging, values, state.seenValues()))
                        .orElse(values))
            .map(values -> context.lake().conform(Table.SEEN_VALUES, values))
            .map(values -> staging.write(NEW_VALUES, values));
    added.ifPresent(values -> keep(staging, values, kept));
    staging.write(Table.USAGE_STATE, counting.usage(kept.map(KeptState::usage), added));
  }

  /**
   * New values join those that were seen; where these stay as they are, nothing is written again.
   */
  private static void keep(Staging staging, Dataset<Row> values, Optional<KeptState> kept) {
    if (kept.isEmpty()) {
      staging.share(NEW_VALUES, Table.SEEN_VALUES);
    } else if (kept.get().isSeenAsPublished()) {
      staging.shareAdded(NEW_VALUES, Table.SEEN_VALUES);
    } else {
      staging.write(Table.SEEN_VALUES, kept.get().seenValues().unionByName(values));
    }
  }

  private static Dataset<Row> none(RunContext context) {
    return context.spark().createDataFrame(List.of(), StructType.fromDDL("breach STRING"));
  }

  /**
   * What is used of each meter, by subscription, period and dimension values, when the routed
   * events are all there are. No I/O, so tests call it on rows they make up.
   */
  public static Dataset<Row> metered(Dataset<Row> routed, Catalog catalog, Dataset<Row> periods) {
    return Counting.metered(routed, PricedMeters.of(catalog), periods);
  }

  /** What cannot be priced; such usage is not written, and its invoice is held. */
  private static Dataset<Row> refused(RunContext context, Dataset<Row> metered) {
    return Sql.run(context.spark(), "refused_usage", Map.of("metered", metered), Map.of());
  }

  private static Dataset<Row> openUsage(
      RunContext context, Dataset<Row> metered, Dataset<Row> refused, Dataset<Row> periods) {
    return Sql.run(
        context.spark(),
        "open_usage",
        Map.of("metered", metered, "refused_usage", refused, "billing_periods", periods),
        Map.of());
  }

  private static Dataset<Row> findings(
      RunContext context, Dataset<Row> metered, Dataset<Row> refused) {
    return Sql.run(
        context.spark(),
        "metering_findings",
        Map.of(
            "unmatched_events",
            context.staging().read(Table.UNMATCHED_EVENTS),
            "event_counts",
            context.staging().read(Table.EVENT_COUNTS),
            "metered",
            metered,
            "refused_usage",
            refused),
        Map.of());
  }

  private static long total(RunContext context) {
    Row sum =
        context.staging().read(Table.EVENT_COUNTS).selectExpr("coalesce(sum(events), 0)").first();
    return sum.getLong(0) + context.staging().rows(Table.UNMATCHED_EVENTS);
  }
}
