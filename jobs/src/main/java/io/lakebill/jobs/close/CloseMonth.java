package io.lakebill.jobs.close;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakebill.jobs.invoice.note.PendingRequests;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.lake.WriteKey;
import io.lakebill.jobs.run.Closing;
import io.lakebill.jobs.run.Closings;
import io.lakebill.jobs.run.Figure;
import io.lakebill.jobs.run.OutOfOrderException;
import io.lakebill.jobs.run.Published;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Closes months, and opens them again. What was signed of a month never changes: documents that are
 * published later are of the next one that is closed, and events that land later correct no usage
 * of it.
 */
public final class CloseMonth {

  private final Lake lake;
  private final Clock clock;
  private final Optional<Row> publication;
  private final Closings closings;

  /** Those of a lake, as it is published now. */
  public CloseMonth(Lake lake, Clock clock) {
    this.lake = lake;
    this.clock = clock;
    this.publication = Published.last(lake);
    this.closings = Closings.of(lake.read(Table.PERIOD_CLOSINGS));
  }

  /** What was signed of a month that is closed. */
  public Optional<Closing> signed(YearMonth period) {
    return Optional.ofNullable(closings.inForce().get(period));
  }

  /**
   * What would be signed now; nothing is written.
   *
   * @param reason null for none
   * @throws OutOfOrderException if the month cannot be closed
   */
  public Closing look(YearMonth period, String by, String reason) {
    LocalDate lastDay = period.atEndOfMonth();
    Row published =
        publication
            .filter(row -> row.<LocalDate>getAs("as_of").isAfter(lastDay))
            .orElseThrow(
                () ->
                    new OutOfOrderException(
                        "no run after the end of %s is published; run `nightly --as-of %s` or a later one first"
                            .formatted(period, lastDay.plusDays(1))));
    Closing empty =
        closings.close(period, by, reason, clock.instant(), published, List.<Figure>of());
    requireNothingWaits(period, lastDay);
    List<Figure> figures =
        new ArrayList<>(
            ClosedFigures.of(lake.spark(), this::read, closings, List.of(empty))
                .getOrDefault(empty.number(), List.of()));
    figures.addAll(state(period, published));
    return closings.close(period, by, reason, empty.at(), published, figures);
  }

  /**
   * Closes a month, with all before it.
   *
   * @param reason null for none
   * @throws OutOfOrderException if it cannot be closed
   */
  public Closing close(YearMonth period, String by, String reason) {
    return write(look(period, by, reason));
  }

  /**
   * Opens a month again.
   *
   * @throws OutOfOrderException if it is not the last that is closed
   */
  public Closing reopen(YearMonth period, String by, String reason) {
    return write(
        closings.reopen(
            period,
            by,
            reason,
            clock.instant(),
            publication.orElseThrow(() -> new OutOfOrderException("no month is closed"))));
  }

  private Closing write(Closing closing) {
    lake.append(
        Table.PERIOD_CLOSINGS,
        lake.spark().createDataFrame(List.of(closing.asRow()), lake.schema(Table.PERIOD_CLOSINGS)),
        WriteKey.of("closing-" + closing.number()));
    return closing;
  }

  /** What waits for time or for a run would be missing in the month. */
  private void requireNothingWaits(YearMonth period, LocalDate lastDay) {
    Row waiting =
        read(Table.DRAFT_INVOICES)
            .where(col("state").equalTo("open").and(col("billing_date").leq(lastDay.plusDays(1))))
            .agg(functions.count(lit(1)), functions.max("earliest_issue_date"))
            .first();
    if (waiting.getLong(0) > 0) {
      throw new OutOfOrderException(
          "%d invoices of %s wait for late events until %s; close it after the run of that day, or ask for them with `invoices finalize`"
              .formatted(waiting.getLong(0), period, waiting.get(1)));
    }
    List<String> asked =
        PendingRequests.pending(
                lake.read(Table.INVOICE_REQUESTS)
                    .where(col("request").isin(PendingRequests.NOTES.toArray())),
                read(Table.INVOICE_EVENTS))
            .select("request_id")
            .as(Encoders.STRING())
            .collectAsList();
    if (!asked.isEmpty()) {
      throw new OutOfOrderException(
          "credit notes were asked for that no run has issued yet (%s); run `nightly` first"
              .formatted(String.join(", ", asked)));
    }
  }

  private List<Figure> state(YearMonth period, Row published) {
    Dataset<Row> receivables =
        Sql.run(
            lake.spark(),
            "receivables",
            Map.of("invoices", read(Table.INVOICES), "invoice_events", read(Table.INVOICE_EVENTS)),
            Map.of("as_of", published.<LocalDate>getAs("as_of")));
    Dataset<Row> issued = issued(period);
    return Sql.run(
            lake.spark(),
            "closing_state",
            Map.of(
                "new_invoices", issued,
                "drafts_before", draftsBefore(issued),
                "draft_invoices", read(Table.DRAFT_INVOICES),
                "billing_issues", read(Table.BILLING_ISSUES),
                "receivables", receivables,
                "payments", lake.read(Table.PAYMENTS),
                "invoice_events", read(Table.INVOICE_EVENTS)),
            Map.of("last_day", period.atEndOfMonth()))
        .collectAsList()
        .stream()
        .map(Figure::of)
        .toList();
  }

  /** What was issued of the month itself, each with its publication. */
  private Dataset<Row> issued(YearMonth period) {
    return read(Table.INVOICES)
        .where(
            col("billing_date")
                .between(period.atDay(2), period.plusMonths(1).atDay(1))
                .and(col("refers_to").isNull())
                .and(col("replaces").isNull()))
        .join(
            lake.read(Table.BILLING_RUNS)
                .where("action = 'publish'")
                .select("run_id", "publication"),
            "run_id");
  }

  /** The drafts that readers saw before what was issued was published. */
  private Dataset<Row> draftsBefore(Dataset<Row> issued) {
    Object[] before =
        issued
            .select(col("publication").minus(1))
            .distinct()
            .as(Encoders.LONG())
            .collectAsList()
            .toArray();
    return lake
        .read(Table.BILLING_RUNS)
        .where(col("publication").isin(before))
        .collectAsList()
        .stream()
        .map(
            row ->
                Published.read(lake, Table.DRAFT_INVOICES, Optional.of(row))
                    .withColumn("publication", lit(row.<Long>getAs("publication") + 1)))
        .reduce(Dataset::unionByName)
        .orElseGet(() -> lake.read(Table.DRAFT_INVOICES, 0).withColumn("publication", lit(0L)));
  }

  private Dataset<Row> read(Table table) {
    return Published.read(lake, table, publication);
  }
}
