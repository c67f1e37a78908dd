package io.lakebill.jobs.payment;

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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Reads finalized invoices that no export has carried yet, or whose collection failed and is to be
 * tried again, and writes {@code payment_export} and a CSV file under {@code exports/}. Amounts are
 * in minor units; the idempotency key belongs to the attempt, so a payment system that is handed a
 * row twice collects it once.
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
          "due_date",
          "attempt",
          "collect_on");

  /** Where what the file does not say stands in a row, and what it says after that. */
  private static final int FIRST = 8;

  private static final int ATTEMPT = 10;

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
    List<Row> payments = new ArrayList<>();
    payable(context)
        .collectAsList()
        .forEach(
            invoice ->
                payments.add(
                    payment(invoice, 1, invoice.getAs("due_date"), file, context.run().runId())));
    payments.addAll(retries(context, file));
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
            "invoice_events", events(context),
            "payment_export", context.pinned(Table.PAYMENT_EXPORT)),
        Map.of());
  }

  private static Dataset<Row> events(RunContext context) {
    return context
        .pinned(Table.INVOICE_EVENTS)
        .unionByName(context.staging().read(Table.INVOICE_EVENTS));
  }

  /** What failed, and by the schedule of its plans is to be tried again by now. */
  private static List<Row> retries(RunContext context, String file) {
    if (context.isEmpty(Table.PAYMENTS)) {
      return List.of();
    }
    List<Row> failed =
        Sql.run(
                context.spark(),
                "failed_invoices",
                Map.of(
                    "invoices", context.pinned(Table.INVOICES),
                    "invoice_events", events(context),
                    "payment_export", context.pinned(Table.PAYMENT_EXPORT)),
                Map.of())
            .collectAsList();
    RetrySchedule schedule =
        RetrySchedule.of(
            context, failed.stream().map(row -> row.<String>getAs("invoice_id")).toList());
    List<Row> again = new ArrayList<>();
    for (Row row : failed) {
      List<Integer> days = schedule.of(row.getAs("invoice_id"));
      int attempts = Math.toIntExact(row.<Long>getAs("attempts"));
      if (attempts <= days.size()) {
        LocalDate day = row.<LocalDate>getAs("first_failure").plusDays(days.get(attempts - 1));
        if (!day.isAfter(context.run().asOf())) {
          again.add(payment(row, attempts + 1, day, file, context.run().runId()));
        }
      }
    }
    return again;
  }

  private static String nextFile(RunContext context) {
    long before = context.pinned(Table.PAYMENT_EXPORT).select("export_file").distinct().count();
    return "exports/payments-%04d.csv".formatted(before + 1);
  }

  private static Row payment(
      Row invoice, int attempt, LocalDate collectOn, String file, String runId) {
    String invoiceId = invoice.getAs("invoice_id");
    String currency = invoice.getAs("currency");
    BigDecimal due = invoice.getAs("balance");
    return RowFactory.create(
        "lakebill-" + invoiceId + (attempt == 1 ? "" : "-" + attempt),
        invoiceId,
        invoice.getAs("number"),
        invoice.getAs("account_id"),
        currency,
        new Money(due, PricingUnit.currency(currency)).minorUnits(),
        invoice.getAs("issue_date"),
        invoice.getAs("due_date"),
        file,
        runId,
        attempt,
        collectOn);
  }

  private static String csv(List<Row> payments) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(COLUMNS);
      for (Row payment : payments) {
        csv.writeRecord(
            Stream.concat(IntStream.range(0, FIRST).boxed(), Stream.of(ATTEMPT, ATTEMPT + 1))
                .map(i -> SafeCell.of(payment.get(i)))
                .toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write payments as CSV", e);
    }
    return text.toString();
  }
}
