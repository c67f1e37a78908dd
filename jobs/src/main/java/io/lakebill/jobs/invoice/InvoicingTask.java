package io.lakebill.jobs.invoice;

import io.lakebill.jobs.contract.TaxRates;
import io.lakebill.jobs.invoice.account.AccountDrafts;
import io.lakebill.jobs.invoice.account.AccountFacts;
import io.lakebill.jobs.invoice.account.BillableAccount;
import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.CreditEntries;
import io.lakebill.jobs.invoice.account.DraftInvoice;
import io.lakebill.jobs.invoice.account.Holds;
import io.lakebill.jobs.lake.FrameRows;
import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.run.Demand;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.catalog.Catalog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;

/**
 * The accounts of one task.
 *
 * @param accounts in the columns of {@code account_facts}
 * @param charges theirs, in {@link ChargedPeriod#COLUMNS}, those that an account pays one after the
 *     other
 * @param demand whom alone the run bills; null for all
 * @param token of the run, for the ledger
 */
record InvoicingTask(
    Catalog catalog,
    TaxRates taxRates,
    ExchangeRates exchange,
    LocalDate asOf,
    Demand demand,
    long mostDue,
    Holds holds,
    long token,
    Iterator<Row> accounts,
    Iterator<InternalRow> charges) {

  /**
   * Writes drafts, their lines, what holds them beside their charges, and what is to be entered of
   * credits; counts the drafts.
   */
  long write(FrameRows frames) {
    Map<String, BillableAccount> known = new HashMap<>();
    accounts.forEachRemaining(
        row -> {
          BillableAccount account =
              BillableAccount.of(row, this::unit, taxRates, exchange, catalog).asked(demand);
          known.put(account.id(), account);
        });
    DraftRows rows = new DraftRows();
    KnownTexts texts = new KnownTexts();
    long drafts = 0;
    String current = null;
    List<ChargedPeriod> ofCurrent = new ArrayList<>();
    while (charges.hasNext()) {
      InternalRow row = charges.next();
      String account = ChargedPeriod.payer(row);
      if (current != null && !account.equals(current)) {
        drafts += write(take(current, known), ofCurrent, rows, frames);
        ofCurrent.clear();
      }
      current = account;
      ofCurrent.add(ChargedPeriod.of(row, texts));
    }
    if (current != null) {
      drafts += write(take(current, known), ofCurrent, rows, frames);
    }
    for (BillableAccount idle : known.values()) {
      if (idle.hasAgreements()) {
        drafts += write(idle, List.of(), rows, frames);
      }
    }
    return drafts;
  }

  private Optional<PricingUnit> unit(String code) {
    return AccountFacts.unit(catalog, code);
  }

  private static BillableAccount take(String account, Map<String, BillableAccount> known) {
    return Objects.requireNonNull(
        known.remove(account), () -> "account " + account + " is charged, and nothing known of it");
  }

  private long write(
      BillableAccount account, List<ChargedPeriod> charged, DraftRows rows, FrameRows frames) {
    AccountDrafts of = new AccountDrafts(account, charged, catalog, asOf, demand, mostDue, holds);
    AccountDrafts.Invoiced invoiced = of.invoiced();
    List<DraftInvoice> drafts = invoiced.drafts();
    for (DraftInvoice draft : drafts) {
      String id = of.invoiceId(draft.key());
      InternalRow row = rows.draft(draft, account, id, asOf);
      if (!draft.lacks().isEmpty()) {
        frames.add(AccountInvoices.FINDINGS, rows.finding(draft, account.id()));
      }
      if (draft.state(asOf).equals("due")) {
        frames.add(AccountInvoices.DUE, new JoinedRow(row, rows.lines(draft, account.id(), id)));
      } else {
        frames.add(AccountInvoices.WAITING, row);
        for (int number = 1; number <= draft.lines().size(); number++) {
          frames.add(AccountInvoices.WAITING_LINES, rows.line(draft, number, account.id(), id));
        }
      }
    }
    for (CreditEntries.Entry entry : invoiced.entries()) {
      for (boolean isGiving : new boolean[] {true, false}) {
        frames.add(
            AccountInvoices.CREDIT_ENTRIES, rows.entry(entry, isGiving, account.id(), token));
      }
    }
    return drafts.size();
  }
}
