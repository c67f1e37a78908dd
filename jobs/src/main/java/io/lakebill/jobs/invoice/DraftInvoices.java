package io.lakebill.jobs.invoice;

import io.lakebill.jobs.invoice.correction.Corrections;
import io.lakebill.jobs.invoice.note.CreditNotes;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.MeterUsage;
import io.lakebill.jobs.rate.RateUsage;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.Staging;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Reads the charges that are not billed for good and writes {@code draft_invoices} and their lines:
 * one invoice per account, seller, currency, payment terms and billing date, whose total is the sum
 * of its lines. An invoice with a charge that cannot be billed, or whose usage cannot be measured,
 * is held as a whole; so is one whose total cannot be invoiced, and all that are due of an account
 * with more of them than anybody expects.
 */
public final class DraftInvoices implements Job {

  private static final StructType LARGEST_AMOUNT =
      StructType.fromDDL("currency STRING, amount DECIMAL(28, 4)");

  @Override
  public String name() {
    return "draft";
  }

  @Override
  public Set<String> stages() {
    Set<String> stages =
        new HashSet<>(
            Set.of(
                AccountInvoices.WAITING,
                AccountInvoices.WAITING_LINES,
                AccountInvoices.DUE,
                AccountInvoices.FINDINGS,
                AccountInvoices.CREDIT_ENTRIES,
                Table.BILLING_ISSUES.tableName()));
    stages.add(ManualLines.STAGED);
    stages.addAll(Corrections.STAGES);
    stages.addAll(CreditNotes.STAGES);
    return stages;
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Dataset<Row> open = context.staging().read(Staging.openName(Table.CHARGES));
    Dataset<Row> findings = context.staging().read(MeterUsage.FINDINGS);
    List<LocalDate> corrected = Corrections.stage(context);
    Dataset<Row> charged =
        corrected.isEmpty() ? open : open.unionByName(context.staging().read(Corrections.STAGED));
    List<LocalDate> added = ManualLines.stage(context, charged);
    AccountInvoices.stage(
        context,
        Sql.run(
            context.spark(),
            "billable_charges",
            Map.of(
                "open_charges",
                added.isEmpty()
                    ? charged
                    : charged.unionByName(context.staging().read(ManualLines.STAGED)),
                "metering_findings",
                findings),
            Map.of()),
        Stream.concat(corrected.stream(), added.stream()).toList());
    CreditNotes.stage(context, AccountInvoices.withLines(context));
    Dataset<Row> held =
        Sql.run(
            context.spark(),
            "held_findings",
            Map.of(
                "open_charges",
                open,
                "draft_invoices",
                AccountInvoices.drafts(context),
                "largest_amounts",
                largestAmounts(context)),
            Map.of("as_of", context.run().asOf(), "most_due", context.run().mostDue()));
    context
        .staging()
        .write(
            Table.BILLING_ISSUES,
            findings
                .unionByName(context.staging().read(RateUsage.FINDINGS))
                .unionByName(context.staging().read(AccountInvoices.FINDINGS))
                .unionByName(context.staging().read(Corrections.FINDINGS))
                .unionByName(context.staging().read(Corrections.CLOSED))
                .unionByName(context.staging().read(CreditNotes.FINDINGS))
                .unionByName(held));
    return Map.of(
        "drafts",
        context.staging().rows(AccountInvoices.WAITING)
            + context.staging().rows(AccountInvoices.DUE));
  }

  /** The most that an invoice may come to, by currency; the catalog need not sell in it. */
  private static Dataset<Row> largestAmounts(RunContext context) {
    return context
        .spark()
        .createDataFrame(
            PricingUnit.currencies().stream()
                .map(unit -> RowFactory.create(unit.code(), Money.largest(unit).amount()))
                .toList(),
            LARGEST_AMOUNT);
  }
}
