package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.lake.Failpoint;
import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.meter.event.Promotion;
import io.lakebill.schemas.source.Source;
import io.lakebill.schemas.table.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
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

  private static final String IS_FAR = "is_far_from_now";

  private static final String CLASSIFIED = "classified";

  /** Writes the rows of files that can be read, and tells what became of them. */
  LandedFiles write(List<Delivery> deliveries) {
    Batch batch = Batch.open(lake.spark(), deliveries);
    Batch kept = batch.kept(journal);
    Withdrawals known = Withdrawals.of(lake);
    Disputed disputed = Disputed.find(lake, journal, kept, number, known);
    RefusedFiles refused = RefusedFiles.among(checked(kept.candidates()), deliveries);
    LandedFrames undisputed =
        stage(
            "landed",
            undisputed(kept.checked(disputed.marking(), rows -> refused.refuse(checked(rows)))),
            disputed.handedOver());
    Dataset<Row> classified = classified(undisputed.disputedRows(), disputed, known);
    LandedFrames looked =
        disputed.isNone() ? undisputed.none() : stage("looked", classified, disputed.count());
    batch.readAgain().check();

    Dataset<Row> refusedRows = undisputed.refusedRows().unionByName(looked.refusedRows());
    LandedFiles notAccepted =
        LandedFiles.none(deliveries)
            .plus(
                classified
                    .where("outcome IN ('duplicate', 'withdrawal')")
                    .withColumn(IS_FAR, lit(false)))
            .plus(refusedRows.withColumn(IS_FAR, lit(false)));
    window.ifPresent(
        replaced -> ReplacedWindow.requireNone(refusedRows, notAccepted.total().rejected()));
    Optional<Dataset<Row>> withdrawn =
        window.isPresent()
                || deliveries.stream().anyMatch(files -> files.source().changes().isPossible())
            ? Optional.of(withdrawn(classified, known, kept, deliveries.get(0).source().id()))
            : Optional.empty();

    WriteKey key = LandEvents.newKey();
    InParallel.run(
        List.of(
            () -> add(Table.REJECTED_EVENTS, undisputed.refused(), looked.refused(), key),
            () -> add(Table.EVENTS, undisputed.events(), looked.events(), key),
            () -> withdrawn.ifPresent(rows -> withdraw(rows, key))));
    LandedFiles landed = notAccepted.plus(accepted(deliveries));
    requireAll(disputed.handedOver(), landed.total().handedOver());
    return landed;
  }

  private LandedFrames stage(String name, Dataset<Row> rows, long mostRows) {
    return LandedFrames.stage(lake, journal, name, promotion.promote(rows), mostRows);
  }

  /** What becomes of rows that nobody disputes; the others stand beside them. */
  private Dataset<Row> undisputed(Dataset<Row> checked) {
    Column isDisputed = col(BatchPart.IS_DISPUTED);
    Column[] all =
        Arrays.stream(checked.columns())
            .filter(name -> !name.equals(BatchPart.IS_DISPUTED))
            .map(name -> col(name))
            .toArray(Column[]::new);
    return explained(
        checked
            .withColumn(
                "outcome",
                when(isDisputed, lit("disputed"))
                    .when(col("reason").isNull(), lit("accepted"))
                    .otherwise(lit("rejected")))
            .withColumn("disputed", when(isDisputed, struct(all))));
  }

  /** What becomes of rows that need a look. */
  private Dataset<Row> classified(Dataset<Row> rows, Disputed disputed, Withdrawals known) {
    Dataset<Row> classified =
        explained(
                Sql.run(
                    lake.spark(),
                    "classified_rows",
                    Map.of(
                        "disputed_rows",
                        rows,
                        "known_identities",
                        known.identities(disputed.earlierEvents()),
                        "withdrawals",
                        known.handedOver()),
                    parameters()))
            .withColumn("disputed", lit(null).cast("struct<event_id: string>"));
    return disputed.isNone()
        ? lake.spark().createDataFrame(List.of(), classified.schema())
        : journal.stage(CLASSIFIED, classified);
  }

  private Dataset<Row> explained(Dataset<Row> decided) {
    return Sql.run(lake.spark(), "explained_rows", Map.of("decided_rows", decided), Map.of());
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

  private void add(Table table, List<Path> undisputed, List<Path> looked, WriteKey key) {
    Failpoint.reach("land:" + table.tableName());
    List<Path> files = Stream.concat(undisputed.stream(), looked.stream()).toList();
    if (!files.isEmpty()) {
      lake.take(table, files, false, key);
    }
  }

  /** Counted in the table, so that what is reported is what is there. */
  private Dataset<Row> accepted(List<Delivery> deliveries) {
    return lake.read(Table.EVENTS)
        .where(col("landing").equalTo(number))
        .withColumn("outcome", lit("accepted"))
        .withColumn(
            IS_FAR,
            deliveries.stream()
                .map(Delivery::source)
                .distinct()
                .map(this::isFarFromNow)
                .reduce(lit(false), Column::or));
  }

  /** Whether a time is one that this source does not expect; a back-fill is no reason to refuse. */
  private Column isFarFromNow(Source source) {
    Instant first = landedAt.minus(Duration.ofDays(source.expectedTimes().daysBack()));
    Instant last = landedAt.plus(Duration.ofDays(source.expectedTimes().daysAhead()));
    return col("source")
        .equalTo(source.id())
        .and(not(col("event_time").between(lit(first), lit(last))));
  }

  private static void requireAll(long handedOver, long accountedFor) {
    if (handedOver != accountedFor) {
      throw new IllegalStateException(
          "%d rows were handed over, but %d are accounted for".formatted(handedOver, accountedFor));
    }
  }
}
