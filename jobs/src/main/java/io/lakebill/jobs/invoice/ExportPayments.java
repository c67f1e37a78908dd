package io.lakebill.jobs.invoice;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.csv.SafeCell;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads finalized invoices that no export has carried yet and writes {@code payment_export} and a
 * CSV file under {@code exports/}. Amounts are in minor units; the idempotency key belongs to the
 * invoice, so a payment system that is handed a row twice collects it once.
 */
public final class ExportPayments implements Job {

  private static final List<String> COLUMNS =
      List.of(
          "idempotency_key",
          "invoice_id",
          "number",
          "account_id",
          "currency",
          "amount_minor",
          "issue_date",
          "due_date");

  @Override
  public String name() {
    return "export";
  }

  @Override
  public Set<String> stages() {
    return Set.of(Table.PAYMENT_EXPORT.tableName());
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    String file = nextFile(context);
    List<Row> payments =
        payable(context).collectAsList().stream()
            .map(invoice -> payment(invoice, file, context.run().runId()))
            .toList();
    context
        .staging()
        .write(
            Table.PAYMENT_EXPORT,
            context.spark().createDataFrame(payments, context.lake().schema(Table.PAYMENT_EXPORT)));
    if (!payments.isEmpty()) {
      context.staging().writeFile(file, csv(payments).getBytes(StandardCharsets.UTF_8));
    }
    return Map.of("payments", (long) payments.size());
  }

  private static Dataset<Row> payable(RunContext context) {
    return Sql.run(
        context.spark(),
        "payable_invoices",
        Map.of(
            "invoices",
                context.pinned(Table.INVOICES).unionByName(context.staging().read(Table.INVOICES)),
            "payment_export", context.pinned(Table.PAYMENT_EXPORT)),
        Map.of());
  }

  private static String nextFile(RunContext context) {
    long before = context.pinned(Table.PAYMENT_EXPORT).select("export_file").distinct().count();
    return "exports/payments-%04d.csv".formatted(before + 1);
  }

  private static Row payment(Row invoice, String file, String runId) {
    String invoiceId = invoice.getAs("invoice_id");
    String currency = invoice.getAs("currency");
    BigDecimal due = invoice.getAs("amount_due");
    return RowFactory.create(
        "lakebill-" + invoiceId,
        invoiceId,
        invoice.getAs("number"),
        invoice.getAs("account_id"),
        currency,
        new Money(due, PricingUnit.currency(currency)).minorUnits(),
        invoice.getAs("issue_date"),
        invoice.getAs("due_date"),
        file,
        runId);
  }

  private static String csv(List<Row> payments) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(COLUMNS);
      for (Row payment : payments) {
        csv.writeRecord(
            java.util.stream.IntStream.range(0, COLUMNS.size())
                .mapToObj(i -> SafeCell.of(payment.get(i)))
                .toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write payments as CSV", e);
    }
    return text.toString();
  }
}
