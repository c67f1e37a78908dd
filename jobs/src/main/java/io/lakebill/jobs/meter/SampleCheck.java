package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.tally.TallyPlan.Grain;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Whether folding came to what metering all events would have: a few of the accounts that had new
 * events are metered from their first event on, and compared bit for bit. Another run looks at
 * other accounts.
 */
final class SampleCheck {

  /** The staged groups of the events that are metered again. */
  static final String GROUPS = "sampled_event_groups";

  private static final int ACCOUNTS = 3;

  private SampleCheck() {}

  /**
   * A sentence for each row that differs; none in a sample that agrees.
   *
   * @param groups of the events that were folded in
   * @param routing who pays for an event
   */
  static Dataset<Row> differences(
      RunContext context,
      Dataset<Row> groups,
      Routing routing,
      PricedMeters meters,
      Dataset<Row> periods) {
    Object[] accounts = sample(context, groups);
    Object[] subjects =
        Routes.subjects(context)
            .where(col("account_id").isin(accounts))
            .select("subject")
            .as(Encoders.STRING())
            .collectAsList()
            .toArray();
    Column isSampled = col("subject").isin(subjects);
    List<EventFrame> events =
        EventFrame.all(context).stream()
            .map(frame -> frame.with(rows -> rows.where(isSampled)))
            .toList();
    Dataset<Row> routed = routing.route(KeptState.allEvents(context).where(isSampled));
    Counting counting =
        new Counting(
            context
                .staging()
                .write(
                    GROUPS,
                    EventGroups.of(
                        events, routing, meters, Grain.PERIOD, context.run().landing())),
            meters);
    Dataset<Row> none = context.staging().read(Table.EVENT_COUNTS).limit(0);
    Dataset<Row> included =
        IncludedUsage.of(
            context.spark(), of(accounts, context.pinned(Table.CHARGES)), context.catalog());
    Dataset<Row> counts = counting.eventCounts(routed.where("is_shared"), none, periods, included);
    return Sql.run(
        context.spark(),
        "metering_differences",
        Map.of(
            "folded_usage",
            of(accounts, context.staging().read(Table.USAGE_STATE)),
            "metered_usage",
            context.lake().conform(Table.USAGE_STATE, of(accounts, counting.usage())),
            "folded_counts",
            of(accounts, context.staging().read(Table.EVENT_COUNTS)),
            "metered_counts",
            context.lake().conform(Table.EVENT_COUNTS, of(accounts, counts))),
        Map.of());
  }

  private static Object[] sample(RunContext context, Dataset<Row> groups) {
    List<String> accounts =
        groups
            .where("account_id IS NOT NULL")
            .select("account_id")
            .distinct()
            .orderBy(xxhash64(col("account_id"), lit(context.run().runId())), col("account_id"))
            .limit(ACCOUNTS)
            .as(Encoders.STRING())
            .collectAsList();
    return accounts.toArray();
  }

  private static Dataset<Row> of(Object[] accounts, Dataset<Row> rows) {
    return rows.where(col("account_id").isin(accounts));
  }
}
