package io.lakebill.jobs.invoice;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.contract.TaxRates;
import io.lakebill.jobs.invoice.account.AccountFacts;
import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.Holds;
import io.lakebill.jobs.lake.InternalRows;
import io.lakebill.jobs.lake.SmallFrames;
import io.lakebill.jobs.run.Demand;
import io.lakebill.jobs.run.Run;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Invoices accounts: brings what each is charged, and what else is known of it, together in one
 * task, which computes its invoices with {@code pricing}.
 */
final class AccountInvoices {

  /** The staged frames of drafts that stay drafts, as their tables have them. */
  static final String WAITING = "waiting_drafts";

  static final String WAITING_LINES = "waiting_lines";

  /** The staged frame of drafts that become invoices: each with its lines, in their order. */
  static final String DUE = "due_drafts";

  /**
   * The column of {@link #DUE} with what {@code draft_invoice_lines} says of a line beside {@link
   * #OF_DRAFT}. All of it is sealed.
   */
  static final String LINES = "line_rows";

  /** The columns of lines that their draft has as well. */
  static final List<String> OF_DRAFT = List.of("invoice_id", "account_id", "billing_date");

  /** What holds drafts beside their charges, as rows of {@code billing_issues}. */
  static final String FINDINGS = "invoicing_findings";

  /** What is entered into {@code credit_ledger} when they do. */
  static final String CREDIT_ENTRIES = "credit_entries";

  private AccountInvoices() {}

  /**
   * Stages these frames.
   *
   * @param charges that are open, as in {@code charges}; held where they must not be billed
   * @param days of invoices that have charges beside those of the run's {@code charges}
   */
  static void stage(RunContext context, Dataset<Row> charges, List<LocalDate> days) {
    int tasks = context.spark().sessionState().conf().numShufflePartitions();
    Catalog catalog = context.catalog();
    Run run = context.run();
    LocalDate asOf = run.asOf();
    Demand demand = run.demand();
    long mostDue = run.mostDue();
    Holds holds = Holds.of(context);
    long token = run.token();
    TaxRates taxRates = AccountFacts.taxRates(context);
    ExchangeRates exchange = AccountFacts.exchangeRates(context);
    Map<String, StructType> frames =
        Map.of(
            WAITING, context.lake().nullable(Table.DRAFT_INVOICES),
            WAITING_LINES, context.lake().nullable(Table.DRAFT_INVOICE_LINES),
            DUE, withLines(context),
            FINDINGS, context.lake().nullable(Table.BILLING_ISSUES),
            CREDIT_ENTRIES, context.lake().nullable(Table.CREDIT_LEDGER));
    List<LocalDate> open = new ArrayList<>(context.staging().partitions(Table.CHARGES));
    open.addAll(days);
    Dataset<Row> facts = AccountFacts.facts(context, open);
    Dataset<Row> payers = named(withPayer(charges, paidFor(context)));
    Optional<List<InternalRow>> few = SmallFrames.rows(payers.sort(ChargedPeriod.PAYER));
    if (few.isPresent() && SmallFrames.rows(facts).isPresent()) {
      context
          .staging()
          .writeHere(
              frames,
              new InvoicingTask(
                  catalog,
                  taxRates,
                  exchange,
                  asOf,
                  demand,
                  mostDue,
                  holds,
                  token,
                  facts.collectAsList().iterator(),
                  few.get().iterator()),
              (task, rows) -> task.write(rows));
      return;
    }
    JavaRDD<InvoicingTask> shares =
        facts
            .repartition(tasks, col("account_id"))
            .toJavaRDD()
            .zipPartitions(
                rows(payers, tasks),
                (accounts, theirs) ->
                    List.of(
                            new InvoicingTask(
                                catalog, taxRates, exchange, asOf, demand, mostDue, holds, token,
                                accounts, theirs))
                        .iterator());
    context.staging().write(frames, shares, (task, rows) -> task.write(rows));
  }

  /** The columns of {@link #DUE}. */
  static StructType withLines(RunContext context) {
    StructType line = new StructType();
    for (StructField field : context.lake().nullable(Table.DRAFT_INVOICE_LINES).fields()) {
      line = OF_DRAFT.contains(field.name()) ? line : line.add(field);
    }
    return context
        .lake()
        .nullable(Table.DRAFT_INVOICES)
        .add(LINES, DataTypes.createArrayType(line, false));
  }

  /** All drafts, as in {@code draft_invoices}. */
  static Dataset<Row> drafts(RunContext context) {
    return context.staging().read(WAITING).unionByName(context.staging().read(DUE).drop(LINES));
  }

  private static JavaRDD<InternalRow> rows(Dataset<Row> payers, int tasks) {
    return InternalRows.of(
        payers
            .repartition(tasks, col(ChargedPeriod.PAYER))
            .sortWithinPartitions(ChargedPeriod.PAYER));
  }

  private static Dataset<Row> named(Dataset<Row> payers) {
    return payers.select(
        ChargedPeriod.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new));
  }

  /** Accounts whose invoices go to another. */
  static Dataset<Row> paidFor(RunContext context) {
    return context
        .pinned(Table.ACCOUNTS)
        .where("paid_by IS NOT NULL")
        .select("account_id", "paid_by");
  }

  /** Accounts that are invoiced in a currency of their own, or of the one that pays for them. */
  static Dataset<Row> billedIn(RunContext context) {
    Dataset<Row> accounts = inCurrencyAsked(context);
    Dataset<Row> payers =
        accounts
            .where("currency IS NOT NULL")
            .select(col("account_id").as("payer"), col("currency"));
    return accounts
        .withColumn("payer", functions.coalesce(col("paid_by"), col("account_id")))
        .select("account_id", "payer")
        .join(payers, "payer")
        .select("account_id", "currency");
  }

  private static Dataset<Row> inCurrencyAsked(RunContext context) {
    Dataset<Row> accounts = context.pinned(Table.ACCOUNTS);
    return context
        .run()
        .onDemand()
        .flatMap(
            demand ->
                demand
                    .inCurrency()
                    .map(
                        currency ->
                            accounts.withColumn(
                                "currency",
                                functions
                                    .when(
                                        col("account_id").equalTo(demand.account()),
                                        functions.lit(currency))
                                    .otherwise(col("currency")))))
        .orElse(accounts);
  }

  private static Dataset<Row> withPayer(Dataset<Row> charges, Dataset<Row> paidFor) {
    return paidFor.isEmpty()
        ? charges.withColumn(ChargedPeriod.PAYER, col("account_id"))
        : charges
            .join(functions.broadcast(paidFor), new String[] {"account_id"}, "left")
            .withColumn(ChargedPeriod.PAYER, functions.coalesce(col("paid_by"), col("account_id")));
  }
}
