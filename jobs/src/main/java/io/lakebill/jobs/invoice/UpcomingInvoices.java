package io.lakebill.jobs.invoice;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.invoice.account.AccountDrafts;
import io.lakebill.jobs.invoice.account.AccountFacts;
import io.lakebill.jobs.invoice.account.BillableAccount;
import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.DraftInvoice;
import io.lakebill.jobs.invoice.account.Holds;
import io.lakebill.jobs.invoice.correction.PendingCorrections;
import io.lakebill.jobs.lake.InternalRows;
import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.rate.RateUsage;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.UnopenedRun;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The invoices that a subscription is on its way to, as a night of a date would draft them from the
 * usage that the last one metered. Nothing is written.
 *
 * @param account that pays
 * @param drafts those that bill the subscription, in the order in which they draw on credits
 * @param from what they rest on
 */
public record UpcomingInvoices(
    String subscription, String account, List<Draft> drafts, UnopenedRun from) {

  /**
   * One of them.
   *
   * @param id that the invoice will have
   * @param state as {@code draft_invoices} says it
   */
  public record Draft(String id, String state, DraftInvoice invoice) {}

  /**
   * Drafts them.
   *
   * @throws IllegalArgumentException if there is no such subscription, or nothing of it to bill on
   *     the date of the run
   */
  public static UpcomingInvoices of(UnopenedRun from, String subscription) {
    RunContext context = from.context();
    LocalDate asOf = context.run().asOf();
    Row row = subscription(context, subscription);
    LocalDate start = row.getAs("start_date");
    LocalDate end = row.getAs("end_date");
    if (asOf.isBefore(start)) {
      throw new IllegalArgumentException(
          "subscription %s starts on %s; ask for that day or a later one"
              .formatted(subscription, start));
    }
    Dataset<Row> accounts = accounts(context, row.getAs("account_id"));
    String payer = accounts.first().getAs(ChargedPeriod.PAYER);
    Dataset<Row> charges = charges(context, accounts.select("account_id").collectAsList());
    BillableAccount account = account(context, payer, charges);
    AccountDrafts all =
        new AccountDrafts(
            account,
            Stream.concat(
                    charged(charges, accounts).stream(),
                    PendingCorrections.of(context, payer).stream())
                .toList(),
            context.catalog(),
            asOf,
            null,
            context.run().mostDue(),
            Holds.of(context));
    List<Draft> drafts =
        all.invoiced().drafts().stream()
            .filter(draft -> draft.subscriptions().containsValue(subscription))
            .map(draft -> new Draft(all.invoiceId(draft.key()), draft.state(asOf), draft))
            .toList();
    if (drafts.isEmpty() && end != null && !asOf.isBefore(end)) {
      throw new IllegalArgumentException(
          "subscription %s ended on %s, and all of it is invoiced; ask for a day before, or look into `invoices`"
              .formatted(subscription, end));
    }
    return new UpcomingInvoices(subscription, payer, drafts, from);
  }

  private static Row subscription(RunContext context, String id) {
    return context
        .pinned(Table.SUBSCRIPTIONS)
        .where(col("subscription_id").equalTo(id))
        .collectAsList()
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ("there is no subscription '%s'; `lakebill sql` lists all with SELECT"
                            + " subscription_id FROM subscriptions")
                        .formatted(id)));
  }

  /** The accounts that the payer of one pays for, itself among them, each with the payer. */
  private static Dataset<Row> accounts(RunContext context, String account) {
    Dataset<Row> payers =
        context
            .pinned(Table.ACCOUNTS)
            .selectExpr("account_id", "coalesce(paid_by, account_id) AS " + ChargedPeriod.PAYER);
    String payer = payers.where(col("account_id").equalTo(account)).first().getString(1);
    return context
        .spark()
        .createDataFrame(
            payers.where(col(ChargedPeriod.PAYER).equalTo(payer)).collectAsList(), payers.schema());
  }

  private static Dataset<Row> charges(RunContext context, List<Row> accounts) {
    Object[] ids = accounts.stream().map(row -> row.get(0)).toArray();
    Dataset<Row> periods =
        kept(
            BillingPeriods.of(
                context, context.pinned(Table.SUBSCRIPTIONS).where(col("account_id").isin(ids))));
    Object[] ends =
        periods
            .where("is_metered AND arrears_landing IS NULL")
            .select("period_end")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.get(0))
            .toArray();
    Dataset<Row> usage =
        context
            .pinned(Table.USAGE)
            .where(col("period_end").isin(ends))
            .join(
                periods.where("is_metered AND arrears_landing IS NULL"),
                new String[] {"subscription_id", "period_start", "period_end"},
                "left_semi");
    return kept(
        Sql.run(
            context.spark(),
            "billable_charges",
            Map.of(
                "open_charges", RateUsage.charges(context, periods, usage),
                "metering_findings", context.pinned(Table.BILLING_ISSUES)),
            Map.of()));
  }

  /** The same rows, which nobody computes again. */
  private static Dataset<Row> kept(Dataset<Row> few) {
    return few.sparkSession().createDataFrame(few.collectAsList(), few.schema());
  }

  private static BillableAccount account(RunContext context, String id, Dataset<Row> charges) {
    List<Object> dates =
        charges.select("billing_date").distinct().collectAsList().stream()
            .map(row -> row.get(0))
            .toList();
    Row facts = AccountFacts.facts(context, dates).where(col("account_id").equalTo(id)).first();
    return BillableAccount.of(
        facts,
        code -> AccountFacts.unit(context.catalog(), code),
        AccountFacts.taxRates(context),
        AccountFacts.exchangeRates(context),
        context.catalog());
  }

  private static List<ChargedPeriod> charged(Dataset<Row> charges, Dataset<Row> accounts) {
    KnownTexts texts = new KnownTexts();
    return InternalRows.of(
            charges
                .join(accounts, "account_id")
                .selectExpr(ChargedPeriod.COLUMNS.toArray(String[]::new)))
        .map(InternalRow::copy)
        .collect()
        .stream()
        .map(row -> ChargedPeriod.of(row, texts))
        .toList();
  }
}
