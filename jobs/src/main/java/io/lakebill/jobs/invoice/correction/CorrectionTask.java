package io.lakebill.jobs.invoice.correction;

import io.lakebill.jobs.contract.TaxRates;
import io.lakebill.jobs.invoice.account.AccountFacts;
import io.lakebill.jobs.invoice.account.BillableAccount;
import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.InvoiceKey;
import io.lakebill.jobs.lake.FrameRows;
import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.schemas.catalog.Catalog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The accounts of one task whose periods are corrected.
 *
 * @param accounts in the columns of {@code account_facts}
 * @param charges in {@link #CHARGES}
 * @param billed whom alone the run bills, so that nobody else's credits change; null for all
 * @param token of the run
 * @param invoiced in the columns of {@code invoiced_before}
 * @param used in the columns of {@code credits_of_invoiced}
 * @param periods in the columns of {@code next_invoices} that {@link #PERIODS} names
 */
public record CorrectionTask(
    Catalog catalog,
    TaxRates taxRates,
    ExchangeRates exchange,
    LocalDate asOf,
    String billed,
    long token,
    Iterator<Row> accounts,
    Iterator<InternalRow> charges,
    Iterator<InternalRow> invoiced,
    Iterator<InternalRow> used,
    Iterator<InternalRow> periods) {

  /** The columns of {@code invoiced_together}: those of charges, and which they are. */
  static final List<String> CHARGES =
      Stream.concat(ChargedPeriod.COLUMNS.stream(), Stream.of("version")).toList();

  /** The columns of {@code invoiced_before}. */
  static final List<String> INVOICED =
      List.of(
          ChargedPeriod.PAYER,
          "seller_id",
          "currency",
          "payment_terms_days",
          "billing_date",
          "number",
          "subscription_id",
          "charge_id",
          "period_start",
          "amount",
          "discount");

  /** The columns of {@code credits_of_invoiced}. */
  static final List<String> USED =
      List.of(
          ChargedPeriod.PAYER,
          "seller_id",
          "currency",
          "payment_terms_days",
          "billing_date",
          "invoice_id",
          "subscription_id",
          "period_start",
          "charge_id",
          "credit_grant_id",
          "recurrence",
          "unit",
          "used",
          "returned");

  /** The columns of {@code next_invoices}. */
  static final List<String> PERIODS =
      List.of(
          ChargedPeriod.PAYER,
          "subscription_id",
          "account_id",
          "plan_id",
          "period_start",
          "period_end",
          "next_date",
          "next_seller",
          "next_terms");

  private static final int LEDGER_DIGITS = 38;

  private static final int VERSION = ChargedPeriod.COLUMNS.size();

  /** What there is of an account that pays. */
  private static final class Account {

    private final Map<String, List<ChargedPeriod>> charges = new HashMap<>();
    private final List<AccountCorrections.Invoiced> invoiced = new ArrayList<>();
    private final List<UsedCredits.Used> used = new ArrayList<>();
    private final List<AccountCorrections.Period> periods = new ArrayList<>();

    List<ChargedPeriod> charges(String version) {
      return charges.getOrDefault(version, List.of());
    }
  }

  /** Writes corrections as rows of charges, and what cannot be corrected; counts the first. */
  long write(FrameRows frames) {
    KnownTexts texts = new KnownTexts();
    Map<String, Account> byPayer = new HashMap<>();
    periods.forEachRemaining(
        row ->
            byPayer
                .computeIfAbsent(row.getUTF8String(0).toString(), any -> new Account())
                .periods
                .add(period(row)));
    charges.forEachRemaining(
        row ->
            Optional.ofNullable(byPayer.get(ChargedPeriod.payer(row)))
                .ifPresent(
                    account ->
                        account
                            .charges
                            .computeIfAbsent(
                                row.getUTF8String(VERSION).toString(), any -> new ArrayList<>())
                            .add(ChargedPeriod.of(row, texts))));
    invoiced.forEachRemaining(
        row ->
            Optional.ofNullable(byPayer.get(row.getUTF8String(0).toString()))
                .ifPresent(account -> account.invoiced.add(invoiced(row))));
    used.forEachRemaining(
        row ->
            Optional.ofNullable(byPayer.get(row.getUTF8String(0).toString()))
                .ifPresent(account -> account.used.add(used(row))));
    CorrectionRows rows = new CorrectionRows(catalog, asOf, token);
    long corrections = 0;
    while (accounts.hasNext()) {
      Row row = accounts.next();
      Account of = byPayer.get(row.<String>getAs("account_id"));
      if (of != null) {
        corrections += write(of, row, rows, frames);
      }
    }
    return corrections;
  }

  private long write(Account of, Row facts, CorrectionRows rows, FrameRows frames) {
    AccountCorrections.Result result =
        new AccountCorrections(
                BillableAccount.of(
                    facts, code -> AccountFacts.unit(catalog, code), taxRates, exchange, catalog),
                of.charges("other"),
                of.charges("billed"),
                of.charges("known"),
                of.invoiced,
                of.used,
                of.periods,
                catalog)
            .result();
    for (AccountCorrections.Correction one : result.corrections()) {
      frames.add(Corrections.STAGED, rows.charge(one));
      frames.add(Corrections.FINDINGS, rows.finding(one));
    }
    String payer = facts.getAs("account_id");
    if (billed == null || billed.equals(payer)) {
      for (UsedCredits.Return one : result.returned()) {
        frames.add(Corrections.RETURNS, rows.entry(one, payer, "burned", one.amount().negate()));
        frames.add(Corrections.RETURNS, rows.entry(one, payer, "available", one.amount()));
      }
    }
    result.uncorrected().forEach(one -> frames.add(Corrections.FINDINGS, rows.finding(one)));
    return result.corrections().size();
  }

  private static AccountCorrections.Period period(InternalRow row) {
    return new AccountCorrections.Period(
        row.getUTF8String(1).toString(),
        row.getUTF8String(2).toString(),
        row.getUTF8String(3).toString(),
        LocalDate.ofEpochDay(row.getInt(4)),
        LocalDate.ofEpochDay(row.getInt(5)),
        row.isNullAt(6)
            ? Optional.empty()
            : Optional.of(
                new InvoiceKey(
                    LocalDate.ofEpochDay(row.getInt(6)),
                    row.getUTF8String(7).toString(),
                    "",
                    row.getInt(8))));
  }

  /** The invoice that a row of {@link #INVOICED} or {@link #USED} is of. */
  private static Optional<InvoiceKey> key(InternalRow row) {
    return row.isNullAt(4)
        ? Optional.empty()
        : Optional.of(
            new InvoiceKey(
                LocalDate.ofEpochDay(row.getInt(4)),
                row.getUTF8String(1).toString(),
                row.getUTF8String(2).toString(),
                row.getInt(3)));
  }

  private static AccountCorrections.Invoiced invoiced(InternalRow row) {
    String currency = row.getUTF8String(2).toString();
    return new AccountCorrections.Invoiced(
        key(row),
        row.isNullAt(5) ? Optional.empty() : Optional.of(row.getUTF8String(5).toString()),
        row.isNullAt(6) ? null : row.getUTF8String(6).toString(),
        row.getUTF8String(7).toString(),
        LocalDate.ofEpochDay(row.getInt(8)),
        StoredValues.amount(row, 9),
        StoredValues.amount(row, 10),
        currency);
  }

  private static UsedCredits.Used used(InternalRow row) {
    return new UsedCredits.Used(
        key(row),
        text(row, 5),
        text(row, 6),
        row.isNullAt(7) ? null : LocalDate.ofEpochDay(row.getInt(7)),
        text(row, 8),
        text(row, 9),
        row.isNullAt(10) ? null : row.getInt(10),
        text(row, 11),
        row.getDecimal(12, LEDGER_DIGITS, StoredValues.AMOUNT_DECIMALS).toJavaBigDecimal(),
        row.getDecimal(13, LEDGER_DIGITS, StoredValues.AMOUNT_DECIMALS).toJavaBigDecimal());
  }

  private static String text(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
  }
}
