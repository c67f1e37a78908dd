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
import io.lakebill.jobs.meter.payer.BilledEvents;
import io.lakebill.jobs.meter.payer.Routes;
import io.lakebill.jobs.meter.payer.Routing;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.meter.tally.TallyPlan.Grain;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
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
    Object[] accounts = sample(context, kept);
    if (accounts.length == 0) {
      return none(context);
    }
    Dataset<Row> found = of(accounts, Routes.subjects(context));
    List<Row> subjects = found.collectAsList();
    Routing routing =
        Routing.stage(
            context,
            ROUTES,
            Routes.of(
                context,
                of(withPayers(context, accounts, subjects), periods),
                context.spark().createDataFrame(subjects, found.schema())));
    Column isSampled =
        col("subject")
            .isin(
                Stream.concat(
                        subjects.stream().map(row -> row.<String>getAs("subject")),
                        BilledEvents.distinct(context, col("account_id").isin(accounts), "subject")
                            .stream())
                    .toArray());
    Folding again = again(context, isSampled, accounts, routing, meters, periods);
    return Sql.run(
        context.spark(),
        "metering_differences",
        Map.of(
            "folded_usage",
            of(accounts, context.staging().read(Table.USAGE_STATE)),
            "metered_usage",
            context.lake().conform(Table.USAGE_STATE, of(accounts, again.output(Output.STATE))),
            "folded_counts",
            of(accounts, context.staging().read(Table.EVENT_COUNTS)),
            "metered_counts",
            context.lake().conform(Table.EVENT_COUNTS, of(accounts, again.output(Output.COUNTS)))),
        Map.of());
  }

  /** Accounts with those that paid for events under names of theirs: such events are not theirs. */
  private static Object[] withPayers(RunContext context, Object[] accounts, List<Row> subjects) {
    Object[] names = subjects.stream().map(row -> row.getAs("subject")).toArray();
    return Stream.concat(
            Stream.of(accounts),
            BilledEvents.distinct(context, col("subject").isin(names), "account_id").stream())
        .distinct()
        .toArray();
  }

  private static Folding again(
      RunContext context,
      Column isSampled,
      Object[] accounts,
      Routing routing,
      PricedMeters meters,
      Dataset<Row> periods) {
    List<EventFrame> events =
        EventFrame.all(context).stream()
            .map(frame -> frame.with(rows -> rows.where(isSampled)))
            .toList();
    Folding again =
        Folding.byAccount(meters.foldPlan(), 1)
            .with(Input.PERIODS, of(accounts, periods))
            .with(
                Input.INCLUDED,
                IncludedUsage.of(
                    context.spark(),
                    of(accounts, context.pinned(Table.CHARGES)),
                    context.catalog()))
            .with(
                Input.GROUPS,
                context
                    .staging()
                    .write(
                        GROUPS,
                        EventGroups.of(
                            events, routing, meters, Grain.PERIOD, context.run().landing())));
    if (!context.staging().read(GROUPS).where("is_shared").isEmpty()) {
      Dataset<Row> routed = routing.route(KeptState.allEvents(context).where(isSampled));
      again.with(
          Input.COUNTS, Counting.sharedCounts(context.spark(), routed.where("is_shared"), meters));
    }
    return again;
  }

  /** Accounts that have new events, if there are any. */
  private static Object[] sample(RunContext context, KeptState kept) {
    List<String> accounts =
        kept.frames().stream()
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
    return accounts.toArray();
  }

  /** No sentence, of metering that could not differ. */
  static Dataset<Row> none(RunContext context) {
    return context.spark().createDataFrame(List.of(), StructType.fromDDL("breach STRING"));
  }

  private static Dataset<Row> of(Object[] accounts, Dataset<Row> rows) {
    return rows.where(col("account_id").isin(accounts));
  }
}
