package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.Failpoint;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads files of sources and writes {@code events}, {@code rejected_events} and, last, {@code
 * landings}. Every row handed over is accepted, a duplicate, a conflict or rejected. A landing that
 * died before its row in {@code landings} is undone by the next one.
 */
public final class LandEvents {

  private final Clock clock;

  /**
   * @param clock tells the landing time
   */
  public LandEvents(Clock clock) {
    this.clock = clock;
  }

  /** Lands what several sources handed over as one landing; the caller holds the lake's lock. */
  public Landing land(Lake lake, List<Delivery> deliveries) {
    LandingJournal journal = new LandingJournal(lake);
    journal.undoUnfinished();
    Dataset<Row> candidates =
        deliveries.stream()
            .flatMap(delivery -> candidates(lake, delivery))
            .reduce(Dataset::unionByName)
            .orElseThrow(() -> new IllegalArgumentException("nothing to land"));

    long number = journal.begin();
    Instant landedAt = clock.instant();
    Dataset<Row> classified =
        journal.stage(
            Sql.run(
                lake.spark(),
                "classified_rows",
                Map.of("candidates", candidates, "events", lake.read(Table.EVENTS)),
                Map.of("landing", number, "landed_at", landedAt)));
    LandedFiles landed = LandedFiles.count(lake.spark(), classified, deliveries);
    Landing landing = new Landing(number, landed.bySource());

    WriteKey key = WriteKey.of("landing-" + UUID.randomUUID());
    InParallel.run(
        List.of(
            () -> keepRefused(lake, classified, landing.total(), key),
            () -> accept(lake, classified, landing.total(), key)));
    Failpoint.reach("land:landings");
    lake.append(
        Table.LANDINGS,
        lake.spark().createDataFrame(landed.rows(number, landedAt), lake.schema(Table.LANDINGS)),
        key);
    journal.end();
    return landing;
  }

  private static Stream<Dataset<Row>> candidates(Lake lake, Delivery delivery) {
    return InputFiles.read(lake.spark(), delivery.source(), delivery.files()).stream()
        .map(rows -> Candidates.of(rows, delivery.source()));
  }

  private static void keepRefused(
      Lake lake, Dataset<Row> classified, LandedRows rows, WriteKey key) {
    if (rows.rejected() + rows.conflicts() > 0) {
      lake.append(
          Table.REJECTED_EVENTS, classified.where("outcome IN ('rejected', 'conflict')"), key);
    }
  }

  private static void accept(Lake lake, Dataset<Row> classified, LandedRows rows, WriteKey key) {
    Failpoint.reach("land:events");
    if (rows.accepted() > 0) {
      lake.append(Table.EVENTS, inFileOrder(classified.where("outcome = 'accepted'")), key);
    }
  }

  /**
   * Sorted by day and, within it, by subject, which is how metering looks events up. The table is
   * not partitioned: a landing spans many days, and a file for each would be small.
   */
  private static Dataset<Row> inFileOrder(Dataset<Row> events) {
    return events.orderBy("event_date", "subject", "event_time", "event_id");
  }
}
