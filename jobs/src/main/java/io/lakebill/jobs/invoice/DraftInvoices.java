package io.lakebill.jobs.invoice;

import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.MeterUsage;
import io.lakebill.jobs.meter.OpenPartitions;
import io.lakebill.jobs.rate.RateUsage;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.pricing.money.Money;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.ZeroInvoices;
import io.lakebill.schemas.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the charges that are not billed for good and writes {@code draft_invoices} and their lines:
 * one invoice per account, seller, currency, payment terms and billing date, whose total is the sum
 * of its lines. An invoice with a charge that cannot be billed, or whose usage cannot be measured,
 * is held as a whole; so is one whose total cannot be invoiced, and all that are due of an account
 * with more of them than anybody expects.
 */
public final class DraftInvoices implements Job {

  /** The staged frames of all drafts, before those that are due become invoices. */
  static final String DRAFTS = "drafts";

  static final String DRAFT_LINES = "draft_lines";

  private static final StructType PLAN = StructType.fromDDL("plan_id STRING, skips_zero BOOLEAN");

  private static final StructType LARGEST_AMOUNT =
      StructType.fromDDL("currency STRING, amount DECIMAL(28, 4)");

  @Override
  public String name() {
    return "draft";
  }

  @Override
  public Set<String> stages() {
    return Set.of(DRAFTS, DRAFT_LINES, Table.BILLING_ISSUES.tableName());
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Dataset<Row> open = context.staging().read(OpenPartitions.stagedName(Table.CHARGES));
    Dataset<Row> findings = context.staging().read(MeterUsage.FINDINGS);
    Dataset<Row> drafts =
        stage(
            context,
            DRAFTS,
            Table.DRAFT_INVOICES,
            Sql.run(
                context.spark(),
                "draft_invoices",
                Map.of(
                    "open_charges",
                    open,
                    "metering_findings",
                    findings,
                    "invoices",
                    invoicedBefore(context),
                    "accounts",
                    context.pinned(Table.ACCOUNTS),
                    "plans",
                    plans(context),
                    "largest_amounts",
                    largestAmounts(context)),
                limits(context)));
    Dataset<Row> lines =
        Sql.run(
            context.spark(),
            "draft_invoice_lines",
            Map.of("open_charges", open, "draft_invoices", drafts),
            Map.of());
    Dataset<Row> held =
        Sql.run(
            context.spark(),
            "held_findings",
            Map.of(
                "open_charges",
                open,
                "draft_invoices",
                drafts,
                "largest_amounts",
                largestAmounts(context)),
            limits(context));
    Dataset<Row> issues =
        findings.unionByName(context.staging().read(RateUsage.FINDINGS)).unionByName(held);
    InParallel.run(
        List.of(
            () -> stage(context, DRAFT_LINES, Table.DRAFT_INVOICE_LINES, lines),
            () -> context.staging().write(Table.BILLING_ISSUES, issues)));
    return Map.of("drafts", context.staging().rows(DRAFTS));
  }

  private static Map<String, Object> limits(RunContext context) {
    return Map.of("as_of", context.run().asOf(), "most_due", context.run().mostDue());
  }

  private static Dataset<Row> plans(RunContext context) {
    return context
        .spark()
        .createDataFrame(
            context.catalog().plans().stream()
                .map(plan -> RowFactory.create(plan.id(), plan.zeroInvoices() == ZeroInvoices.SKIP))
                .toList(),
            PLAN);
  }

  /** The most that an invoice may come to, by currency. */
  private static Dataset<Row> largestAmounts(RunContext context) {
    return context
        .spark()
        .createDataFrame(
            context.catalog().plans().stream()
                .map(Plan::currency)
                .distinct()
                .map(unit -> RowFactory.create(unit.code(), Money.largest(unit).amount()))
                .toList(),
            LARGEST_AMOUNT);
  }

  /** The invoices of billing dates that something is open at. */
  private static Dataset<Row> invoicedBefore(RunContext context) {
    Object[] dates = context.staging().partitions(Table.CHARGES).toArray();
    return context.pinned(Table.INVOICES).where(functions.col("billing_date").isin(dates));
  }

  /** All drafts, as the table has those that stay drafts. */
  private static Dataset<Row> stage(
      RunContext context, String name, Table table, Dataset<Row> rows) {
    return context.staging().write(name, context.lake().conform(table, rows));
  }
}
