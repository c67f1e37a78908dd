package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.meter.Promotion;
import io.lakebill.schemas.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A landing that is not over yet: what becomes of the rows of its files, written to all tables but
 * {@code landings}.
 *
 * @param number of the landing
 * @param window the stretch of time whose events the files replace, if they do
 * @param promotion which properties its events carry in columns of their own
 */
record LandingUnderWay(
    Lake lake,
    LandingJournal journal,
    long number,
    Instant landedAt,
    Optional<ReplacedWindow> window,
    Promotion promotion) {

  private static final long ROWS_OF_A_FILE = 4_000_000;

  private static final String CLASSIFIED = "classified";

  /** Writes the rows of files that can be read, and tells what became of them. */
  LandedFiles write(List<Delivery> deliveries) {
    Batch batch = Batch.open(lake.spark(), deliveries);
    Batch kept = batch.kept(journal);
    Withdrawals known = Withdrawals.of(lake);
    Disputed disputed = Disputed.find(lake, journal, kept.candidates(), number, known);
    Dataset<Row> checked = checked(kept.candidates());
    RefusedFiles refused = RefusedFiles.among(checked, deliveries);
    Dataset<Row> classified =
        journal.stage(
            CLASSIFIED,
            Sql.run(
                lake.spark(),
                "classified_rows",
                Map.of(
                    "checked_rows", refused.refuse(checked),
                    "disputed_rows", refused.refuse(checked(kept.among(disputed.hashes()))),
                    "known_identities", known.identities(disputed.earlierEvents()),
                    "withdrawals", known.handedOver()),
                parameters()));
    Dataset<Row> accepted =
        Sql.run(
            lake.spark(),
            "accepted_rows",
            Map.of(
                "undisputed_rows",
                refused.refuse(checked(kept.notAmong(disputed.hashes()))),
                "classified_rows",
                classified),
            Map.of());
    LandedFiles notAccepted =
        LandedFiles.none(deliveries).plus(classified.where("outcome <> 'accepted'"));
    window.ifPresent(
        replaced -> ReplacedWindow.requireNone(classified, notAccepted.total().rejected()));
    long toAccept = disputed.handedOver() - notAccepted.total().handedOver();
    Optional<Dataset<Row>> withdrawn =
        window.isPresent()
                || deliveries.stream().anyMatch(files -> files.source().changes().isPossible())
            ? Optional.of(withdrawn(classified, known, kept, deliveries.get(0).source().id()))
            : Optional.empty();

    WriteKey key = LandEvents.newKey();
    InParallel.run(
        List.of(
            () -> keepRefused(classified, notAccepted.total(), key),
            () -> accept(accepted, toAccept, key),
            () -> withdrawn.ifPresent(rows -> withdraw(rows, key))));
    batch.readAgain().check();
    LandedFiles landed = notAccepted.plus(accepted());
    requireAll(disputed.handedOver(), landed.total().handedOver());
    return landed;
  }

  /** How many events count no longer since this landing, counted in the table. */
  long withdrawn() {
    return Withdrawals.of(lake).isNone()
        ? 0
        : lake.read(Table.WITHDRAWN_EVENTS)
            .where(col("landing").equalTo(number).and(col("event_landing").isNotNull()))
            .count();
  }

  private Map<String, Object> parameters() {
    return Map.of(
        "landing",
        number,
        "landed_at",
        landedAt,
        "is_replacing",
        window.isPresent(),
        "from",
        window.map(ReplacedWindow::from).orElse(Instant.EPOCH),
        "last",
        window.map(ReplacedWindow::last).orElse(Instant.EPOCH));
  }

  private Dataset<Row> checked(Dataset<Row> candidates) {
    return Sql.run(lake.spark(), "checked_rows", Map.of("candidates", candidates), parameters());
  }

  private Dataset<Row> withdrawn(
      Dataset<Row> classified, Withdrawals known, Batch kept, String source) {
    Dataset<Row> said =
        Sql.run(lake.spark(), "withdrawn_events", Map.of("classified_rows", classified), Map.of());
    return window.isEmpty()
        ? said
        : said.unionByName(known.leftOut(lake, kept.candidates(), source, parameters()));
  }

  private void withdraw(Dataset<Row> withdrawn, WriteKey key) {
    Failpoint.reach("land:withdrawn_events");
    Dataset<Row> staged = journal.stage("withdrawn", withdrawn);
    if (!staged.isEmpty()) {
      lake.append(Table.WITHDRAWN_EVENTS, staged, key);
    }
  }

  private void keepRefused(Dataset<Row> classified, LandedRows rows, WriteKey key) {
    Failpoint.reach("land:rejected_events");
    if (rows.refused() > 0) {
      lake.append(
          Table.REJECTED_EVENTS,
          classified.where("outcome IN ('rejected', 'conflict', 'superseded')"),
          key);
    }
  }

  private void accept(Dataset<Row> accepted, long rows, WriteKey key) {
    Failpoint.reach("land:events");
    if (rows > 0) {
      lake.append(Table.EVENTS, inFileOrder(promotion.promote(accepted), rows), key);
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
  private Dataset<Row> accepted() {
    return lake.read(Table.EVENTS)
        .where(col("landing").equalTo(number))
        .withColumn("outcome", lit("accepted"));
  }

  private static void requireAll(long handedOver, long accountedFor) {
    if (handedOver != accountedFor) {
      throw new IllegalStateException(
          "%d rows were handed over, but %d are accounted for".formatted(handedOver, accountedFor));
    }
  }
}
