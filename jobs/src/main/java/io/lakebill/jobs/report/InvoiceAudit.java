package io.lakebill.jobs.report;

import io.lakebill.jobs.close.ClosedFigures;
import io.lakebill.jobs.run.Closings;
import io.lakebill.jobs.run.Evidence;
import io.lakebill.jobs.run.InvoiceLaws;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whether all finalized invoices, their lines and the credits that pay them are as they were made.
 *
 * @param invoices how many were looked at, with so many {@code lines} and {@code creditEntries}
 * @param breaches what differs, each in a sentence; empty when nothing does
 */
public record InvoiceAudit(long invoices, long lines, long creditEntries, List<String> breaches) {

  /** Looks at all; nothing is taken from an earlier audit. */
  public static InvoiceAudit of(PublishedTables tables) {
    Dataset<Row> invoices = tables.read(Table.INVOICES);
    Dataset<Row> lines = tables.read(Table.INVOICE_LINES);
    Dataset<Row> creditEntries = tables.read(Table.CREDIT_LEDGER);
    Dataset<Row> runs = tables.read(Table.BILLING_RUNS);
    Closings closings = Closings.of(tables.read(Table.PERIOD_CLOSINGS));
    return new InvoiceAudit(
        invoices.count(),
        lines.count(),
        creditEntries.count(),
        Stream.of(
                InvoiceLaws.ofAll(invoices, lines, creditEntries, runs).breaches(),
                Evidence.breaches(runs),
                closings.breaches(),
                ClosedFigures.breaches(tables.spark(), tables::read, closings))
            .flatMap(List::stream)
            .toList());
  }
}
