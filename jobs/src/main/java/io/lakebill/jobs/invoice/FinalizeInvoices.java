package io.lakebill.jobs.invoice;

import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.invoice.account.Holds;
import io.lakebill.jobs.invoice.correction.Corrections;
import io.lakebill.jobs.invoice.note.CreditNotes;
import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.event.WithdrawnEvents;
import io.lakebill.jobs.meter.kept.IncludedUsage;
import io.lakebill.jobs.meter.payer.BilledEvents;
import io.lakebill.jobs.run.InvoiceLaws;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.Staging;
import io.lakebill.schemas.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Turns the drafts that are due into {@code invoices}: numbered without gaps per seller and series,
 * each sealed with the one before it. What they bill is closed in {@code finalized_periods}; the
 * other drafts stay drafts.
 */
public final class FinalizeInvoices implements Job {

  private static final String NUMBERED = "numbered_invoices";

  /**
   * For so many ends of periods and invoices, numbers, seals and the like are kept whole by every
   * task.
   */
  private static final long MOST_SENT = 500_000;

  @Override
  public String name() {
    return "finalize";
  }

  @Override
  public Set<String> stages() {
    return Set.of(
        NUMBERED,
        Table.INVOICES.tableName(),
        Table.INVOICE_LINES.tableName(),
        Table.CREDIT_LEDGER.tableName(),
        Table.DRAFT_INVOICES.tableName(),
        Table.DRAFT_INVOICE_LINES.tableName(),
        Table.FINALIZED_PERIODS.tableName(),
        Table.BILLED_TIME.tableName(),
        Table.BILLED_EVENTS.tableName(),
        Table.EVENT_LEDGER.tableName());
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Staging staging = context.staging();
    Dataset<Row> finalized = finalizedPeriods(context);
    staging.write(Table.FINALIZED_PERIODS, finalized);
    List<Runnable> writes = new ArrayList<>();
    writes.add(() -> writeCredits(context));
    writes.add(() -> staging.share(AccountInvoices.WAITING, Table.DRAFT_INVOICES));
    writes.add(() -> staging.share(AccountInvoices.WAITING_LINES, Table.DRAFT_INVOICE_LINES));
    writes.addAll(
        issued(staging) == 0
            ? allStayDrafts(context)
            : dueBecomeInvoices(context, numbered(context)));
    InParallel.run(writes);
    writeFacts(context);
    staging.write(Table.EVENT_LEDGER, ledger(context));
    return Map.of("invoices", staging.rows(Table.INVOICES));
  }

  /** How many drafts and credit notes are issued. */
  private static long issued(Staging staging) {
    return staging.rows(AccountInvoices.DUE) + staging.rows(CreditNotes.STAGED);
  }

  /** All that is issued, with its lines. */
  private static Dataset<Row> due(Staging staging) {
    Dataset<Row> drafts = staging.read(AccountInvoices.DUE);
    return staging.rows(CreditNotes.STAGED) == 0
        ? drafts
        : drafts.unionByName(staging.read(CreditNotes.STAGED));
  }

  private static void writeCredits(RunContext context) {
    Staging staging = context.staging();
    List<Dataset<Row>> returns = new ArrayList<>();
    if (staging.rows(CreditNotes.RETURNS) > 0) {
      returns.add(staging.read(CreditNotes.RETURNS));
    }
    Corrections.returns(
            context,
            staging.read(AccountInvoices.DUE).selectExpr("inline(" + AccountInvoices.LINES + ")"))
        .ifPresent(returns::add);
    if (returns.isEmpty()) {
      staging.share(AccountInvoices.CREDIT_ENTRIES, Table.CREDIT_LEDGER);
      return;
    }
    staging.write(
        Table.CREDIT_LEDGER,
        returns.stream()
            .reduce(staging.read(AccountInvoices.CREDIT_ENTRIES), Dataset::unionByName));
  }

  /** What is billed for good becomes known as such: time by charges, and whose events. */
  private static void writeFacts(RunContext context) {
    Staging staging = context.staging();
    if (staging.rows(Table.FINALIZED_PERIODS) == 0) {
      staging.write(
          Table.BILLED_TIME, interim(context).orElseGet(() -> none(context, Table.BILLED_TIME)));
      staging.write(Table.BILLED_EVENTS, none(context, Table.BILLED_EVENTS));
      return;
    }
    Dataset<Row> finalized = staging.read(Table.FINALIZED_PERIODS);
    Dataset<Row> ofEnds =
        Sql.run(
            context.spark(),
            "billed_time",
            Map.of(
                "open_charges",
                staging.read(Staging.openName(Table.CHARGES)),
                "new_finalized_periods",
                finalized),
            Map.of());
    staging.write(Table.BILLED_TIME, interim(context).map(ofEnds::unionByName).orElse(ofEnds));
    staging.write(
        Table.BILLED_EVENTS,
        BilledEvents.billedBy(context, BillingPeriods.toMeter(context), finalized));
  }

  /** What of usage is billed before its period ends, where any plan has that. */
  private static Optional<Dataset<Row>> interim(RunContext context) {
    Staging staging = context.staging();
    return context.catalog().hasUsageThresholds() && staging.rows(AccountInvoices.DUE) > 0
        ? Optional.of(
            Sql.run(
                context.spark(),
                "billed_interim",
                Map.of(
                    "open_charges", staging.read(Staging.openName(Table.CHARGES)),
                    "due_lines",
                        staging
                            .read(AccountInvoices.DUE)
                            .selectExpr("billing_date", "inline(" + AccountInvoices.LINES + ")")),
                Map.of("token", context.run().token())))
        : Optional.empty();
  }

  private static List<Runnable> allStayDrafts(RunContext context) {
    Staging staging = context.staging();
    return List.of(
        () -> staging.write(Table.INVOICES, none(context, Table.INVOICES)),
        () -> staging.write(Table.INVOICE_LINES, none(context, Table.INVOICE_LINES)));
  }

  /** The drafts that are due with their numbers and what seals them, staged without their lines. */
  private static Dataset<Row> numbered(RunContext context) {
    Dataset<Row> due = due(context.staging());
    Dataset<Row> numbers =
        Sql.run(
            context.spark(),
            "invoice_numbers",
            Map.of(
                "due_drafts", due.drop(AccountInvoices.LINES),
                "invoices", context.pinned(Table.INVOICES),
                "sellers", context.pinned(Table.SELLERS)),
            Map.of());
    return context
        .staging()
        .write(
            NUMBERED,
            InvoiceLaws.withContentHash(
                Sql.run(
                    context.spark(),
                    "numbered_invoices",
                    Map.of(
                        "due_drafts", due,
                        "invoice_numbers", sent(context, numbers),
                        "sellers", context.pinned(Table.SELLERS)),
                    Map.of("as_of", context.run().asOf()))));
  }

  private static List<Runnable> dueBecomeInvoices(RunContext context, Dataset<Row> numbered) {
    Staging staging = context.staging();
    Dataset<Row> invoices = sealed(context, numbered);
    Dataset<Row> lines =
        due(staging)
            .selectExpr(
                Stream.concat(
                        AccountInvoices.OF_DRAFT.stream(),
                        Stream.of("inline(" + AccountInvoices.LINES + ")"))
                    .toArray(String[]::new))
            .join(sent(context, numbered.select("invoice_id", "number")), "invoice_id");
    return List.of(
        () -> staging.write(Table.INVOICES, invoices),
        () -> staging.write(Table.INVOICE_LINES, lines));
  }

  /** What there are few rows of for each period that is billed goes to where all others are. */
  private static Dataset<Row> sent(RunContext context, Dataset<Row> few) {
    Staging staging = context.staging();
    long most = Math.max(staging.rows(Table.FINALIZED_PERIODS), issued(staging));
    return most > MOST_SENT ? few : functions.broadcast(few);
  }

  private static Dataset<Row> none(RunContext context, Table table) {
    return context.spark().createDataFrame(List.of(), context.lake().schema(table));
  }

  private static Dataset<Row> finalizedPeriods(RunContext context) {
    Dataset<Row> waiting = context.staging().read(AccountInvoices.WAITING);
    return Sql.run(
        context.spark(),
        "finalized_periods",
        Map.of(
            "billing_periods", asked(context, BillingPeriods.all(context)),
            "waiting_invoices", waiting,
            "early_invoices",
                Holds.of(context).early().isEmpty()
                    ? waiting.limit(0)
                    : context
                        .staging()
                        .read(AccountInvoices.DUE)
                        .where(functions.col("earliest_issue_date").gt(context.run().asOf())),
            "paid_for", AccountInvoices.paidFor(context),
            "billed_in", AccountInvoices.billedIn(context)),
        Map.of(
            "as_of", context.run().asOf(),
            "landing", context.run().landing(),
            "token", context.run().token(),
            "on_demand", context.run().onDemand().isPresent()));
  }

  /** The periods that the run may close: on demand those that one account pays for. */
  private static Dataset<Row> asked(RunContext context, Dataset<Row> periods) {
    return context
        .run()
        .onDemand()
        .map(
            demand ->
                periods.join(
                    context
                        .pinned(Table.ACCOUNTS)
                        .where(
                            functions
                                .coalesce(functions.col("paid_by"), functions.col("account_id"))
                                .equalTo(demand.account()))
                        .select("account_id"),
                    new String[] {"account_id"},
                    "left_semi"))
        .orElse(periods);
  }

  private static Dataset<Row> ledger(RunContext context) {
    return Sql.run(
        context.spark(),
        "event_ledger",
        Map.of(
            "event_counts", context.staging().read(Table.EVENT_COUNTS),
            "unmatched_events", context.staging().read(Table.UNMATCHED_EVENTS),
            "withdrawn_events", WithdrawnEvents.rowsOf(context),
            "new_finalized_periods", sent(context, context.staging().read(Table.FINALIZED_PERIODS)),
            "included_usage",
                sent(
                    context,
                    IncludedUsage.of(context.spark(), newlyBilled(context), context.catalog()))),
        Map.of());
  }

  /** The charges of the run; none when it closes no period, since then it bills no event. */
  private static Dataset<Row> newlyBilled(RunContext context) {
    Dataset<Row> charges = context.staging().read(Table.CHARGES);
    return context.staging().rows(Table.FINALIZED_PERIODS) == 0 ? charges.limit(0) : charges;
  }

  private static Dataset<Row> sealed(RunContext context, Dataset<Row> numbered) {
    Dataset<Row> contents =
        numbered
            .select("seller_id", "series", "sequence", "content_hash")
            .orderBy("seller_id", "series", "sequence");
    Dataset<Row> seals = HashChain.seal(context, contents);
    return numbered
        .drop("content_hash")
        .join(sent(context, seals), HashChain.KEY.toArray(String[]::new))
        .withColumn("run_id", functions.lit(context.run().runId()));
  }
}
