package io.lakebill.jobs.invoice.correction;

import static io.lakebill.jobs.lake.StoredValues.day;

import io.lakebill.jobs.contract.TaxRates;
import io.lakebill.jobs.invoice.account.AccountFacts;
import io.lakebill.jobs.invoice.account.BillableAccount;
import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.InvoiceKey;
import io.lakebill.jobs.lake.FrameRows;
import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.jobs.run.Closing;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.PlanCharge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

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
    long corrections = 0;
    while (accounts.hasNext()) {
      Row row = accounts.next();
      Account of = byPayer.get(row.<String>getAs("account_id"));
      if (of != null) {
        corrections += write(of, row, frames);
      }
    }
    return corrections;
  }

  private long write(Account of, Row facts, FrameRows frames) {
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
      frames.add(Corrections.STAGED, row(one));
      frames.add(Corrections.FINDINGS, finding(one));
    }
    String payer = facts.getAs("account_id");
    if (billed == null || billed.equals(payer)) {
      for (UsedCredits.Return one : result.returned()) {
        frames.add(Corrections.RETURNS, entry(one, payer, "burned", one.amount().negate()));
        frames.add(Corrections.RETURNS, entry(one, payer, "available", one.amount()));
      }
    }
    result.uncorrected().forEach(one -> frames.add(Corrections.FINDINGS, finding(one)));
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

  /** What credits get back of an invoice, as a side of an entry in {@code credit_ledger}. */
  private InternalRow entry(UsedCredits.Return one, String payer, String side, BigDecimal amount) {
    return row(
        UTF8String.fromString(one.of().grant()),
        UTF8String.fromString(payer),
        UTF8String.fromString("return"),
        UTF8String.fromString(side),
        UTF8String.fromString(one.of().unit()),
        StoredValues.amount(amount),
        UTF8String.fromString(one.of().invoice()),
        null,
        UTF8String.fromString(one.of().subscription()),
        UTF8String.fromString(one.of().charge()),
        day(asOf),
        token,
        one.of().recurrence(),
        UTF8String.fromString(one.with().map(AccountCorrections.Period::subscription).orElse(null)),
        one.with().map(period -> day(period.start())).orElse(null));
  }

  /** A correction in the columns of {@code charges}. */
  private InternalRow row(AccountCorrections.Correction correction) {
    AccountCorrections.Period period = correction.period();
    Optional<PlanCharge> charge =
        catalog.charge(period.plan(), correction.charge(), period.start());
    InvoiceKey next = period.next().orElse(correction.key());
    BigDecimal amount = correction.amount().amount();
    BigDecimal sign = BigDecimal.valueOf(amount.signum());
    UTF8String exact = StoredValues.text(amount);
    String label =
        correction
            .invoice()
            .map(number -> ChargedPeriod.CORRECTION + " of " + number)
            .orElse(ChargedPeriod.CORRECTION);
    UTF8String currency = UTF8String.fromString(correction.key().currency());
    return row(
        UTF8String.fromString(period.subscription()),
        UTF8String.fromString(period.account()),
        UTF8String.fromString(next.seller()),
        UTF8String.fromString(period.plan()),
        UTF8String.fromString(correction.charge()),
        UTF8String.fromString(charge.map(PlanCharge::name).orElse(correction.name())),
        UTF8String.fromString(ChargedPeriod.CORRECTION),
        position(catalog, period.plan(), correction.charge(), period.start()),
        null,
        currency,
        next.paymentTermsDays(),
        0,
        day(period.start()),
        day(period.end()),
        day(period.start()),
        day(period.end()),
        day(billingDate(period)),
        StoredValues.quantity(sign),
        exact,
        StoredValues.amount(amount),
        new GenericArrayData(
            new Object[] {
              row(
                  UTF8String.fromString(correction.kind().name().toLowerCase(Locale.ROOT)),
                  UTF8String.fromString(label),
                  StoredValues.quantity(sign),
                  StoredValues.quantity(amount.abs()),
                  exact,
                  StoredValues.amount(amount))
            }),
        null,
        null,
        currency);
  }

  /** Where its charge stands in the plan; what is none follows. */
  static int position(Catalog catalog, String planId, String charge, LocalDate start) {
    return catalog
        .plan(planId, start)
        .map(plan -> plan.terms().rest().position(charge))
        .filter(position -> position > 0)
        .orElse(Integer.MAX_VALUE);
  }

  private InternalRow finding(AccountCorrections.Correction one) {
    return finding(
        Corrections.CORRECTED,
        one.period(),
        one.charge(),
        "costs %s %s %s than was billed%s; the invoice of %s corrects it"
            .formatted(
                one.amount().amount().abs().toPlainString(),
                one.key().currency(),
                one.amount().signum() < 0 ? "less" : "more",
                one.invoice().map(number -> " by " + number).orElse(""),
                billingDate(one.period())));
  }

  /** What came after a month was closed, as a row of {@code billing_issues}. */
  static Row closed(Row period, Closing by) {
    return RowFactory.create(
        Corrections.CLOSED_USAGE,
        period.getAs("account_id"),
        period.getAs("subscription_id"),
        null,
        null,
        null,
        period.getAs("period_start"),
        null,
        1L,
        0L,
        null,
        "what is known of the period by now is not corrected: it came after %s closed %s on %s; `reopen --period %s` lets it be"
            .formatted(
                by.by(), by.period(), by.at().atZone(ZoneOffset.UTC).toLocalDate(), by.period()));
  }

  private static InternalRow finding(AccountCorrections.Uncorrected one) {
    return finding(
        Corrections.UNCORRECTED,
        one.period(),
        null,
        "what is known of the period by now is not corrected, and has to be by hand: "
            + one.reason());
  }

  private static InternalRow finding(
      String issue, AccountCorrections.Period period, String charge, String message) {
    return row(
        UTF8String.fromString(issue),
        UTF8String.fromString(period.account()),
        UTF8String.fromString(period.subscription()),
        UTF8String.fromString(charge),
        null,
        null,
        day(period.start()),
        null,
        1L,
        0L,
        null,
        UTF8String.fromString(message));
  }

  private LocalDate billingDate(AccountCorrections.Period period) {
    return period.next().map(InvoiceKey::billingDate).orElse(asOf);
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }
}
