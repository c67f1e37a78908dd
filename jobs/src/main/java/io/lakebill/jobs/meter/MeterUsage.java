package io.lakebill.jobs.meter;

import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.count.Counting;
import io.lakebill.jobs.meter.count.EventAmounts;
import io.lakebill.jobs.meter.event.EventFrame;
import io.lakebill.jobs.meter.event.EventGroups;
import io.lakebill.jobs.meter.fold.Folding;
import io.lakebill.jobs.meter.fold.Input;
import io.lakebill.jobs.meter.fold.Output;
import io.lakebill.jobs.meter.kept.IncludedUsage;
import io.lakebill.jobs.meter.kept.KeptState;
import io.lakebill.jobs.meter.payer.Routes;
import io.lakebill.jobs.meter.payer.Routing;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.PricedMeters;
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
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads {@code events} and writes {@code usage} of the open billing periods; beside it in what
 * state each event is, and what of metering needs attention.
 */
public final class MeterUsage implements Job {

  /** The staged findings of metering; the invoice job adds its own and publishes them. */
  public static final String FINDINGS = "metering_findings";

  private static final String CHARGE_FINDINGS = "charge_findings";

  private static final String NEW_VALUES = "new_values";

  /** So many periods are folded by one task. */
  private static final long PERIODS_OF_A_TASK = 50_000;

  @Override
  public String name() {
    return "meter";
  }

  @Override
  public Set<String> stages() {
    return Set.of(
        BillingPeriods.stagedName(),
        Routing.STAGED,
        Routing.STAGED_TO_ALL,
        SampleCheck.ROUTES,
        KeptState.STAGED,
        SampleCheck.GROUPS,
        NEW_VALUES,
        CHARGE_FINDINGS,
        EventAmounts.STAGED,
        Table.USAGE_STATE.tableName(),
        Table.EVENT_COUNTS.tableName(),
        Table.SEEN_VALUES.tableName(),
        Staging.addedName(Table.SEEN_VALUES),
        Table.UNMATCHED_EVENTS.tableName(),
        Staging.openName(Table.USAGE),
        Table.USAGE.tableName(),
        FINDINGS,
        Audit.METERING_DIFFERENCES);
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Staging staging = context.staging();
    Dataset<Row> periods = BillingPeriods.stage(context);
    PricedMeters meters = PricedMeters.of(context);
    Optional<KeptState> kept = KeptState.find(context, periods);
    Routing routing =
        Routing.stage(
            context,
            Routing.STAGED,
            kept.map(state -> Routes.since(context, state.periodsOfEvents()))
                .orElseGet(() -> Routes.of(context, periods)));
    Supplier<Routing> all = () -> kept.isEmpty() ? routing : Routing.toAll(context, periods);
    Dataset<Row> routed =
        routing.route(kept.map(KeptState::events).orElseGet(() -> KeptState.allEvents(context)));

    Folding folding = folding(context, meters, routing, all, kept, periods, routed);
    long nobodys = folding.stage(staging, outputs());
    if (!meters.only(MeteredProfile::keepsValues).isEmpty()) {
      keep(staging, staging.read(NEW_VALUES), kept);
    }
    staging.write(
        Table.UNMATCHED_EVENTS, routed.where(nobodys > 0 ? "subscription_id IS NULL" : "FALSE"));
    Dataset<Row> differences =
        kept.map(folded -> SampleCheck.differences(context, folded, meters, periods))
            .orElseGet(() -> SampleCheck.none(context));
    if (EventAmounts.areWanted(context.catalog())) {
      Dataset<Row> events = all.get().route(KeptState.allEvents(context));
      staging.write(EventAmounts.STAGED, EventAmounts.of(events, context.catalog()));
    }
    Dataset<Row> findings = findings(context, WithdrawnUsage.of(context, all, meters, periods));
    InParallel.run(
        List.of(
            () -> OpenPartitions.complete(context, Table.USAGE, "period_end"),
            () -> staging.write(FINDINGS, findings),
            () -> staging.write(Audit.METERING_DIFFERENCES, differences)));
    return Map.of("events", total(context));
  }

  private static Map<Output, String> outputs() {
    return Map.of(
        Output.STATE, Table.USAGE_STATE.tableName(),
        Output.COUNTS, Table.EVENT_COUNTS.tableName(),
        Output.VALUES, NEW_VALUES,
        Output.USAGE, Staging.openName(Table.USAGE),
        Output.FINDINGS, CHARGE_FINDINGS);
  }

  /**
   * What is brought together: new events, and what earlier ones came to.
   *
   * @param routing who pays for new events
   * @param all who pays for any event; asked for where earlier ones are counted again
   */
  private static Folding folding(
      RunContext context,
      PricedMeters meters,
      Routing routing,
      Supplier<Routing> all,
      Optional<KeptState> kept,
      Dataset<Row> periods,
      Dataset<Row> routed) {
    int tasks =
        (int)
            Math.max(
                context.spark().sessionState().conf().numShufflePartitions(),
                context.staging().rows(BillingPeriods.stagedName()) / PERIODS_OF_A_TASK);
    Dataset<Row> groups =
        EventGroups.of(
            kept.map(KeptState::frames).orElseGet(() -> EventFrame.all(context)),
            routing,
            meters,
            Grain.PERIOD,
            context.run().landing());
    Folding folding =
        Folding.byAccount(meters.foldPlan(), tasks)
            .with(Input.GROUPS, groups)
            .with(Input.PERIODS, kept.map(KeptState::periodsOfState).orElse(periods));
    Optional<Dataset<Row>> shared =
        routing.isShared()
            ? Optional.of(Counting.sharedCounts(context.spark(), routed.where("is_shared"), meters))
            : Optional.empty();
    if (kept.isPresent()) {
      Dataset<Row> counts = kept.get().eventCounts();
      folding
          .with(Input.STATE, kept.get().usage())
          .with(Input.COUNTS, shared.map(counts::unionByName).orElse(counts));
      if (!meters.only(MeteredProfile::keepsValues).isEmpty()) {
        folding.with(Input.SEEN, kept.get().seenValues());
      }
    } else {
      shared.ifPresent(counts -> folding.with(Input.COUNTS, counts));
    }
    IncludedUsage.published(context, kept).ifPresent(usage -> folding.with(Input.INCLUDED, usage));
    PricedMeters recounted = meters.recounted();
    if (!recounted.isEmpty()) {
      Dataset<Row> events = all.get().route(KeptState.allEvents(context));
      folding.with(Input.QUANTITIES, Counting.recounted(events, recounted, periods));
    }
    return folding;
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

  /**
   * What is used of each meter, by subscription, period and dimension values, when the routed
   * events are all there are. No I/O, so tests call it on rows they make up.
   */
  public static Dataset<Row> metered(Dataset<Row> routed, Catalog catalog, Dataset<Row> periods) {
    return Counting.metered(routed, PricedMeters.of(catalog), periods);
  }

  private static Dataset<Row> findings(RunContext context, Optional<Dataset<Row>> withdrawn) {
    Dataset<Row> ofCharges = context.staging().read(CHARGE_FINDINGS);
    Dataset<Row> findings =
        Sql.run(
            context.spark(),
            "metering_findings",
            Map.of(
                "event_counts", context.staging().read(Table.EVENT_COUNTS),
                "charge_findings", ofCharges,
                "withdrawn_usage", withdrawn.orElseGet(() -> ofCharges.limit(0)),
                "issues_before", context.pinned(Table.BILLING_ISSUES),
                "finalized_periods", context.pinned(Table.FINALIZED_PERIODS)),
            Map.of());
    return context.staging().rows(Table.UNMATCHED_EVENTS.tableName()) == 0
        ? findings
        : findings.unionByName(unmatched(context));
  }

  private static Dataset<Row> unmatched(RunContext context) {
    return Sql.run(
        context.spark(),
        "unmatched_findings",
        Map.of(
            "unmatched_events", context.staging().read(Table.UNMATCHED_EVENTS),
            "subjects", Routes.subjects(context),
            "accounts", context.pinned(Table.ACCOUNTS),
            "subscriptions", context.pinned(Table.SUBSCRIPTIONS)),
        Map.of());
  }

  private static long total(RunContext context) {
    Row sum =
        context.staging().read(Table.EVENT_COUNTS).selectExpr("coalesce(sum(events), 0)").first();
    return sum.getLong(0) + context.staging().rows(Table.UNMATCHED_EVENTS);
  }
}
