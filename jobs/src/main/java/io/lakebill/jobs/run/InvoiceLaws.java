package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What holds of finalized invoices: each is as it was sealed, its series goes on without gap or
 * double, all sums add up, and credits paid what it says they did.
 *
 * @param invoices those that are looked at, with all of their {@code lines} and {@code
 *     creditEntries}
 * @param earlierInvoices the last one of each series that they follow on; none if they are all
 * @param earlierCreditEntries what became of credits before
 * @param publications rows of {@code billing_runs}
 */
public record InvoiceLaws(
    Dataset<Row> invoices,
    Dataset<Row> lines,
    Dataset<Row> creditEntries,
    Dataset<Row> earlierInvoices,
    Dataset<Row> earlierCreditEntries,
    Dataset<Row> publications) {

  /** The staged frame of the credit notes that a run makes because they were asked for. */
  public static final String ASKED_NOTES = "asked_credit_notes";

  /** What {@code billing_runs} counts of a run that looked at all invoices there ever were. */
  static final String LOOKED_AT_ALL = "audits_of_all_invoices";

  /** Of so many new invoices seals are computed again before they are published. */
  private static final long MOST_SEALED_AGAIN = 1_000;

  private static final BigDecimal FIFTY = BigDecimal.valueOf(50);

  /** Of all that is published. */
  public static InvoiceLaws ofAll(
      Dataset<Row> invoices,
      Dataset<Row> lines,
      Dataset<Row> creditEntries,
      Dataset<Row> publications) {
    return new InvoiceLaws(
        invoices,
        lines,
        creditEntries,
        lastOfSeries(invoices).limit(0),
        creditEntries.limit(0),
        publications);
  }

  /** Each breach, in a sentence; empty when all is well. */
  public List<String> breaches() {
    return told(
        ofInvoices("", LocalDate.EPOCH, true).union(ofLines()).union(ofCredits()).union(ofNotes()));
  }

  /**
   * Adds the column {@code content_hash}.
   *
   * @param withLines invoices, each with its lines in the column {@code line_rows}
   */
  public static Dataset<Row> withContentHash(Dataset<Row> withLines) {
    return Sql.run(
        withLines.sparkSession(),
        "content_hashes",
        Map.of("invoices_with_lines", withLines),
        Map.of());
  }

  /**
   * Those of what a run is about to publish, or of that and all that was ever published. Lines of
   * new invoices are looked at by what they come to; of very many, seals are not computed again.
   */
  static List<String> breachesBy(RunContext context) {
    boolean isAll = looksAtAll(context);
    if (context.staging().rows(Table.INVOICES) <= MOST_SEALED_AGAIN) {
      return isAll
          ? ofAll(context).breachesBy(context, true)
          : ofNew(context).breachesBy(context, false);
    }
    List<String> breaches = new ArrayList<>(ofNew(context).breachesBy(context, false));
    if (isAll && !context.isEmpty(Table.INVOICES)) {
      breaches.addAll(ofPublished(context).breaches());
    }
    return breaches;
  }

  private List<String> breachesBy(RunContext context, boolean isAll) {
    Staging staging = context.staging();
    long number = staging.rows(Table.INVOICES);
    boolean isWithCredits = isAll || staging.rows(Table.CREDIT_LEDGER) > 0;
    if (!isWithCredits && number == 0) {
      return List.of();
    }
    Dataset<Row> found =
        ofInvoices(context.run().runId(), context.run().asOf(), number <= MOST_SEALED_AGAIN);
    found = isWithCredits ? found.union(ofCredits()) : found;
    if (isAll || staging.rows(ASKED_NOTES) > 0) {
      found = found.union(ofAll(context).ofNotes());
    }
    return told(isAll ? found.union(ofLines()) : found);
  }

  private static InvoiceLaws ofPublished(RunContext context) {
    return ofAll(
        context.pinned(Table.INVOICES),
        context.pinned(Table.INVOICE_LINES),
        context.pinned(Table.CREDIT_LEDGER),
        context.lake().read(Table.BILLING_RUNS));
  }

  private static InvoiceLaws ofAll(RunContext context) {
    return ofAll(
        withStaged(context, Table.INVOICES),
        withStaged(context, Table.INVOICE_LINES),
        withStaged(context, Table.CREDIT_LEDGER),
        context.lake().read(Table.BILLING_RUNS));
  }

  private static Dataset<Row> withStaged(RunContext context, Table table) {
    return context.pinned(table).unionByName(context.staging().read(table));
  }

  private static InvoiceLaws ofNew(RunContext context) {
    Staging staging = context.staging();
    return new InvoiceLaws(
        staging.read(Table.INVOICES),
        staging.read(Table.INVOICE_LINES),
        staging.read(Table.CREDIT_LEDGER),
        lastOfSeries(context.pinned(Table.INVOICES)),
        context.pinned(Table.CREDIT_LEDGER),
        context.lake().read(Table.BILLING_RUNS));
  }

  /** Whether a run looks at all invoices: the first one of each calendar month does. */
  static boolean looksAtAll(RunContext context) {
    return Optional.ofNullable(
            context
                .lake()
                .read(Table.BILLING_RUNS)
                .where(functions.col("counts").getItem(LOOKED_AT_ALL).isNotNull())
                .agg(functions.expr("max_by(as_of, publication)"))
                .head()
                .<LocalDate>getAs(0))
        .filter(last -> YearMonth.from(last).equals(YearMonth.from(context.run().asOf())))
        .isEmpty();
  }

  private Dataset<Row> ofInvoices(String runId, LocalDate asOf, boolean isSealedAgain) {
    Dataset<Row> withLines =
        laws("invoices_with_lines", Map.of("invoices", invoices, "invoice_lines", lines), Map.of());
    return laws(
        "invoice_laws",
        Map.of(
            "invoices", invoices,
            "hashed_invoices",
                isSealedAgain
                    ? withContentHash(withLines)
                    : withLines.withColumn("content_hash", functions.col("sealed_hash")),
            "credit_entries", creditEntries,
            "earlier_invoices", earlierInvoices,
            "publications", publications),
        Map.of("run", runId, "as_of", asOf));
  }

  private Dataset<Row> ofLines() {
    return laws(
        "line_laws",
        Map.of("invoices", invoices, "invoice_lines", lines),
        Map.of("fifty_parts", fiftyParts()));
  }

  private Dataset<Row> ofCredits() {
    return laws(
        "credit_laws",
        Map.of(
            "invoices", invoices,
            "invoice_lines", lines,
            "credit_entries", creditEntries,
            "earlier_credit_entries", earlierCreditEntries),
        Map.of());
  }

  private Dataset<Row> ofNotes() {
    return laws(
        "note_laws",
        Map.of("invoices", invoices, "invoice_lines", lines, "credit_entries", creditEntries),
        Map.of());
  }

  private Dataset<Row> laws(
      String name, Map<String, Dataset<Row>> frames, Map<String, Object> parameters) {
    return Sql.run(invoices.sparkSession(), name, frames, parameters);
  }

  private static List<String> told(Dataset<Row> breaches) {
    return breaches.collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static Dataset<Row> lastOfSeries(Dataset<Row> invoices) {
    return invoices
        .groupBy("seller_id", "series")
        .agg(
            functions.max("sequence").as("sequence"),
            functions.expr("max_by(number, sequence)").as("number"),
            functions.expr("max_by(chain_hash, sequence)").as("chain_hash"));
  }

  private static String fiftyParts() {
    return PricingUnit.currencies().stream()
        .map(unit -> unit.code() + ":" + FIFTY.movePointLeft(unit.decimals()).toPlainString())
        .collect(Collectors.joining(","));
  }
}
