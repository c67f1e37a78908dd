package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.Failpoint;
import io.lakebill.schemas.source.Source;
import io.lakebill.schemas.table.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads files of a source and writes {@code events}, {@code rejected_events} and, last, {@code
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

  /** Lands the files as one landing; the caller holds the lake's lock. */
  public Landing land(Lake lake, Source source, List<Path> files) {
    LandingJournal journal = new LandingJournal(lake);
    journal.undoUnfinished();
    List<RawRows> raw = InputFiles.read(lake.spark(), source, files);
    Dataset<Row> candidates =
        raw.stream()
            .map(rows -> Candidates.of(rows, source))
            .reduce(Dataset::unionByName)
            .orElseThrow(() -> new IllegalArgumentException("no files to land"));

    long number = journal.begin();
    Instant landedAt = clock.instant();
    Dataset<Row> classified =
        journal.stage(
            Sql.run(
                lake.spark(),
                "classified_rows",
                Map.of("candidates", candidates, "events", lake.read(Table.EVENTS)),
                Map.of("source", source.id(), "landing", number, "landed_at", landedAt)));
    List<Row> fileRows = countByFile(lake, classified, source, files, number, landedAt);
    Landing landing = total(number, fileRows);

    WriteKey key = WriteKey.of("landing-" + UUID.randomUUID());
    InParallel.run(
        List.of(
            () -> keepRefused(lake, classified, landing, key),
            () -> accept(lake, classified, landing, key)));
    Failpoint.reach("land:landings");
    lake.append(
        Table.LANDINGS, lake.spark().createDataFrame(fileRows, lake.schema(Table.LANDINGS)), key);
    journal.end();
    return landing;
  }

  private static void keepRefused(
      Lake lake, Dataset<Row> classified, Landing landing, WriteKey key) {
    if (landing.rejected() + landing.conflicts() > 0) {
      lake.append(
          Table.REJECTED_EVENTS, classified.where("outcome IN ('rejected', 'conflict')"), key);
    }
  }

  private static void accept(Lake lake, Dataset<Row> classified, Landing landing, WriteKey key) {
    Failpoint.reach("land:events");
    if (landing.accepted() > 0) {
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

  private static List<Row> countByFile(
      Lake lake,
      Dataset<Row> classified,
      Source source,
      List<Path> files,
      long number,
      Instant landedAt) {
    List<Row> counts =
        Sql.run(lake.spark(), "landed_files", Map.of("classified_rows", classified), Map.of())
            .collectAsList();
    List<Row> rows = new ArrayList<>();
    Set<String> counted = new HashSet<>();
    for (Row count : counts) {
      counted.add(count.getAs(RawRows.FILE));
      rows.add(
          RowFactory.create(
              number,
              source.id(),
              count.getAs(RawRows.FILE),
              count.getAs("handed_over"),
              count.getAs("accepted"),
              count.getAs("duplicates"),
              count.getAs("conflicts"),
              count.getAs("rejected"),
              landedAt));
    }
    for (Path file : files) {
      String path = file.toAbsolutePath().normalize().toString();
      if (counted.add(path)) {
        rows.add(RowFactory.create(number, source.id(), path, 0L, 0L, 0L, 0L, 0L, landedAt));
      }
    }
    return rows;
  }

  private static Landing total(long number, List<Row> files) {
    long[] sums = new long[5];
    for (Row file : files) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += file.getLong(3 + i);
      }
    }
    return new Landing(number, sums[0], sums[1], sums[2], sums[3], sums[4]);
  }
}
