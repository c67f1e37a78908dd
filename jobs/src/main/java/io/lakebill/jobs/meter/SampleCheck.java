package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.count.Counting;
import io.lakebill.jobs.meter.event.EventFrame;
import io.lakebill.jobs.meter.event.EventGroups;
import io.lakebill.jobs.meter.fold.Folding;
import io.lakebill.jobs.meter.fold.Input;
import io.lakebill.jobs.meter.fold.Output;
import io.lakebill.jobs.meter.kept.IncludedUsage;
import io.lakebill.jobs.meter.kept.KeptState;
import io.lakebill.jobs.meter.payer.Routes;
import io.lakebill.jobs.meter.payer.Routing;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.meter.tally.TallyPlan.Grain;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Whether folding came to what metering all events would have: a few of the accounts that had new
 * events are metered from their first event on, and compared bit for bit. Another run looks at
 * other accounts.
 */
final class SampleCheck {

  /** The staged groups of the events that are metered again. */
  static final String GROUPS = "sampled_event_groups";

  /** The staged routes to all periods of the accounts that are metered again. */
  static final String ROUTES = "sampled_routes";

  private static final int ACCOUNTS = 3;

  private SampleCheck() {}

  /**
   * A sentence for each row that differs; none in a sample that agrees, or without new events.
   *
   * @param kept what was folded into
   */
  static Dataset<Row> differences(
      RunContext context, KeptState kept, PricedMeters meters, Dataset<Row> periods) {
    List<String> accounts = sample(context, kept);
    if (accounts.isEmpty()) {
      return none(context);
    }
    SomeAccounts sampled = SomeAccounts.of(context, ROUTES, accounts, periods);
    Folding again = again(context, sampled, meters, periods);
    return Sql.run(
        context.spark(),
        "metering_differences",
        Map.of(
            "folded_usage",
            sampled.of(context.staging().read(Table.USAGE_STATE)),
            "metered_usage",
            context.lake().conform(Table.USAGE_STATE, sampled.of(again.output(Output.STATE))),
            "folded_counts",
            sampled.of(context.staging().read(Table.EVENT_COUNTS)),
            "metered_counts",
            context.lake().conform(Table.EVENT_COUNTS, sampled.of(again.output(Output.COUNTS)))),
        Map.of());
  }

  private static Folding again(
      RunContext context, SomeAccounts sampled, PricedMeters meters, Dataset<Row> periods) {
    Routing routing = sampled.routing();
    List<EventFrame> events =
        EventFrame.all(context).stream()
            .map(frame -> frame.with(rows -> rows.where(sampled.isTheirs())))
            .toList();
    Folding again =
        Folding.byAccount(meters.foldPlan(), 1)
            .with(Input.PERIODS, sampled.of(periods))
            .with(
                Input.INCLUDED,
                IncludedUsage.of(
                    context.spark(), sampled.of(context.pinned(Table.CHARGES)), context.catalog()))
            .with(
                Input.GROUPS,
                context
                    .staging()
                    .write(
                        GROUPS,
                        EventGroups.of(
                            events, routing, meters, Grain.PERIOD, context.run().landing())));
    if (!context.staging().read(GROUPS).where("is_shared").isEmpty()) {
      Dataset<Row> routed = routing.route(KeptState.allEvents(context).where(sampled.isTheirs()));
      again.with(
          Input.COUNTS, Counting.sharedCounts(context.spark(), routed.where("is_shared"), meters));
    }
    return again;
  }

  /** Accounts that have new events, if there are any. */
  private static List<String> sample(RunContext context, KeptState kept) {
    return kept.frames().stream()
        .map(frame -> frame.events().select("subject"))
        .reduce(Dataset::union)
        .orElseThrow()
        .distinct()
        .join(Routes.subjects(context).select("subject", "account_id"), "subject")
        .select("account_id")
        .distinct()
        .orderBy(xxhash64(col("account_id"), lit(context.run().runId())), col("account_id"))
        .limit(ACCOUNTS)
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** No sentence, of metering that could not differ. */
  static Dataset<Row> none(RunContext context) {
    return context.spark().createDataFrame(List.of(), StructType.fromDDL("breach STRING"));
  }
}
