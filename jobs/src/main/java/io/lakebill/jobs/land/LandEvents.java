package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.load.ApplyCatalog;
import io.lakebill.jobs.meter.Promotion;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Reads files of sources and writes {@code events}, {@code rejected_events} and, last, {@code
 * landings}. Every row handed over is accepted, a duplicate, a conflict or rejected. A landing that
 * died before its row in {@code landings} is undone by the next one.
 */
public final class LandEvents {

  private static final long ROWS_OF_A_FILE = 4_000_000;

  private final Clock clock;

  /**
   * @param clock tells the landing time
   */
  public LandEvents(Clock clock) {
    this.clock = clock;
  }

  /**
   * Lands what several sources handed over as one landing; the caller holds the lake's lock. A file
   * that landed before, under whatever name, is not read again. One that turns out to be damaged is
   * refused, and the rest lands without it. Without any file there is no landing; its number is 0.
   */
  public Landing land(Lake lake, List<Delivery> deliveries) {
    LandingJournal journal = new LandingJournal(lake);
    journal.undoUnfinished();
    if (Delivery.withFiles(deliveries).isEmpty()) {
      return new Landing(0, Map.of(), List.of());
    }
    KnownContents known = KnownContents.of(lake, deliveries);
    List<Delivery> unseen = Delivery.without(deliveries, known.rows().keySet());
    try {
      return land(lake, journal, unseen, known, UnreadableFiles.NONE);
    } catch (InvalidDocuments refused) {
      throw refused;
    } catch (Exception failure) {
      UnreadableFiles unreadable = UnreadableFiles.among(lake.spark(), unseen);
      if (unreadable.isEmpty()) {
        throw failure;
      }
      journal.undoUnfinished();
      List<Delivery> readable = Delivery.without(unseen, unreadable.reasons().keySet());
      return land(lake, journal, readable, known, unreadable);
    }
  }

  private Landing land(
      Lake lake,
      LandingJournal journal,
      List<Delivery> deliveries,
      KnownContents known,
      UnreadableFiles unreadable) {
    long number = journal.begin();
    Instant landedAt = clock.instant();
    Promotion promotion =
        ApplyCatalog.current(lake)
            .map(catalog -> Promotion.of(lake.spark(), catalog))
            .orElse(Promotion.NONE);
    if (!unreadable.isEmpty()) {
      lake.append(
          Table.REJECTED_EVENTS,
          lake.spark()
              .createDataFrame(
                  unreadable.rows(number, landedAt), lake.schema(Table.REJECTED_EVENTS)),
          newKey());
    }
    LandedFiles landed =
        (deliveries.isEmpty()
                ? LandedFiles.none(deliveries)
                : landReadable(lake, journal, deliveries, promotion, number, landedAt))
            .plus(known.outcomes())
            .plus(unreadable.outcomes());
    Map<LandedFiles.FileOfSource, String> hashes = known.lasting();
    hashes.keySet().removeAll(unreadable.reasons().keySet());
    Failpoint.reach("land:landings");
    lake.append(
        Table.LANDINGS,
        lake.spark()
            .createDataFrame(
                landed.rows(number, landedAt, hashes, promotion.byName()), lake.schema(Table.LANDINGS)),
        newKey());
    Failpoint.reach("land:landed");
    journal.end();
    return new Landing(number, landed.bySource(), unreadable.messages());
  }

  private static WriteKey newKey() {
    return WriteKey.of("landing-" + UUID.randomUUID());
  }

  private static LandedFiles landReadable(
      Lake lake,
      LandingJournal journal,
      List<Delivery> deliveries,
      Promotion promotion,
      long number,
      Instant landedAt) {
    Batch batch = Batch.open(lake.spark(), deliveries);
    Batch kept = batch.kept(journal);
    Disputed disputed = Disputed.find(lake, journal, kept.candidates(), number);
    Map<String, Object> parameters = Map.of("landing", number, "landed_at", landedAt);
    Dataset<Row> checked = checked(kept.candidates(), parameters);
    RefusedFiles refused = RefusedFiles.among(checked, deliveries);
    Dataset<Row> classified =
        journal.stage(
            "classified",
            Sql.run(
                lake.spark(),
                "classified_rows",
                Map.of(
                    "checked_rows", refused.refuse(checked),
                    "disputed_rows",
                        refused.refuse(checked(kept.among(disputed.hashes()), parameters)),
                    "earlier_events", disputed.earlierEvents()),
                Map.of()));
    Dataset<Row> accepted =
        Sql.run(
            lake.spark(),
            "accepted_rows",
            Map.of(
                "undisputed_rows",
                refused.refuse(checked(kept.notAmong(disputed.hashes()), parameters)),
                "classified_rows",
                classified),
            Map.of());
    LandedFiles notAccepted =
        LandedFiles.none(deliveries).plus(classified.where("outcome <> 'accepted'"));
    long toAccept = disputed.handedOver() - notAccepted.total().handedOver();

    WriteKey key = newKey();
    InParallel.run(
        List.of(
            () -> keepRefused(lake, classified, notAccepted.total(), key),
            () -> accept(lake, promotion.promote(accepted), toAccept, key)));
    batch.readAgain().check();
    LandedFiles landed = notAccepted.plus(acceptedBy(lake, number));
    requireAll(disputed.handedOver(), landed.total().handedOver());
    return landed;
  }

  private static Dataset<Row> checked(Dataset<Row> candidates, Map<String, Object> parameters) {
    return Sql.run(
        candidates.sparkSession(), "checked_rows", Map.of("candidates", candidates), parameters);
  }

  private static void keepRefused(
      Lake lake, Dataset<Row> classified, LandedRows rows, WriteKey key) {
    Failpoint.reach("land:rejected_events");
    if (rows.rejected() + rows.conflicts() > 0) {
      lake.append(
          Table.REJECTED_EVENTS, classified.where("outcome IN ('rejected', 'conflict')"), key);
    }
  }

  private static void accept(Lake lake, Dataset<Row> accepted, long rows, WriteKey key) {
    Failpoint.reach("land:events");
    if (rows > 0) {
      lake.append(Table.EVENTS, inFileOrder(accepted, rows), key);
    }
  }

  /**
   * Each file sorted by day and, within it, by subject, which is how metering looks events up. The
   * table is not partitioned: a landing spans many days, and a file for each would be small.
   */
  private static Dataset<Row> inFileOrder(Dataset<Row> events, long rows) {
    int files = events.sparkSession().sparkContext().defaultParallelism();
    return events
        .coalesce((int) Math.max(files, rows / ROWS_OF_A_FILE))
        .sortWithinPartitions("event_date", "subject", "event_time", "event_id");
  }

  /** Counted in the table, so that what is reported is what is there. */
  private static Dataset<Row> acceptedBy(Lake lake, long landing) {
    return lake.read(Table.EVENTS)
        .where(col("landing").equalTo(landing))
        .withColumn("outcome", lit("accepted"));
  }

  private static void requireAll(long handedOver, long accountedFor) {
    if (handedOver != accountedFor) {
      throw new IllegalStateException(
          "%d rows were handed over, but %d are accounted for".formatted(handedOver, accountedFor));
    }
  }
}
