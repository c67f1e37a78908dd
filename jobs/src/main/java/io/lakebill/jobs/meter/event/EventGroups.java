package io.lakebill.jobs.meter.event;

import io.lakebill.jobs.lake.Scan;
import io.lakebill.jobs.meter.payer.Routing;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.meter.tally.Tally;
import io.lakebill.jobs.meter.tally.TallyPlan;
import io.lakebill.jobs.meter.tally.TallyPlan.Grain;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The one pass over events: those of one subscription, billing period, name and combination of
 * dimension values are added up for all meters at once, as fine as any charge wants them split.
 * Coarser splits are put together from these groups, not from events again.
 */
public final class EventGroups {

  private EventGroups() {}

  /** The groups of events, in the columns of {@link Tally#SCHEMA}, with who pays for them. */
  public static Dataset<Row> of(
      List<EventFrame> events,
      Routing routing,
      PricedMeters meters,
      Grain grain,
      long lastLanding) {
    SparkSession spark = routing.routes().sparkSession();
    Questions questions = Questions.of(spark, meters);
    TallyPlan plan = questions.plan(grain, lastLanding);
    if (routing.isSent()) {
      return Tally.of(
          events.stream().map(frame -> frame.input(questions)).toList(), routing.sent(), plan);
    }
    Dataset<Row> routes = routing.forTally();
    return events.stream()
        .map(
            frame -> {
              Dataset<Row> wanted = frame.wanted(questions);
              return Tally.apart(
                  wanted,
                  questions.reading(List.of(wanted.columns()), frame.promotion()),
                  routes,
                  plan);
            })
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  /** The same of events that say themselves who pays for them. */
  public static Dataset<Row> ofRouted(Dataset<Row> routed, PricedMeters meters) {
    Questions questions = Questions.of(routed.sparkSession(), meters);
    Dataset<Row> rows = routed.drop("landing");
    Scan scan = Scan.of(rows);
    return Tally.ofRouted(
        rows,
        new Tally.Input(scan, questions.reading(scan.columns(), Promotion.NONE)),
        questions.plan(Grain.PERIOD, Long.MAX_VALUE));
  }
}
