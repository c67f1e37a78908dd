package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.meter.payer.BilledEvents;
import io.lakebill.jobs.meter.payer.Routes;
import io.lakebill.jobs.meter.payer.Routing;
import io.lakebill.jobs.run.RunContext;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A few accounts, all of whose events are looked at again.
 *
 * @param ids theirs
 * @param routing who pays for events under their names, in all of time
 * @param isTheirs whether an event is under a name that is theirs, or that they were billed for
 */
record SomeAccounts(List<String> ids, Routing routing, Column isTheirs) {

  /**
   * Finds who pays for their events, and stages it.
   *
   * @param staged the name of the routes
   * @param periods of all accounts, as metering has them
   */
  static SomeAccounts of(
      RunContext context, String staged, List<String> ids, Dataset<Row> periods) {
    Dataset<Row> found = Routes.subjects(context).where(col("account_id").isin(ids.toArray()));
    List<Row> subjects = found.collectAsList();
    Routing routing =
        Routing.stage(
            context,
            staged,
            Routes.of(
                context,
                periods.where(col("account_id").isin(withPayers(context, ids, subjects))),
                context.spark().createDataFrame(subjects, found.schema())));
    Column isTheirs =
        col("subject")
            .isin(
                Stream.concat(
                        subjects.stream().map(row -> row.<String>getAs("subject")),
                        BilledEvents.distinct(
                            context, col("account_id").isin(ids.toArray()), "subject")
                            .stream())
                    .toArray());
    return new SomeAccounts(ids, routing, isTheirs);
  }

  /** Accounts with those that paid for events under names of theirs: such events are not theirs. */
  private static Object[] withPayers(RunContext context, List<String> ids, List<Row> subjects) {
    Object[] names = subjects.stream().map(row -> row.getAs("subject")).toArray();
    return Stream.concat(
            ids.stream(),
            BilledEvents.distinct(context, col("subject").isin(names), "account_id").stream())
        .distinct()
        .toArray();
  }

  /** Their rows. */
  Dataset<Row> of(Dataset<Row> rows) {
    return rows.where(col("account_id").isin(ids.toArray()));
  }
}
