package io.lakebill.jobs.invoice.correction;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.InvoiceKey;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.period.Days;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;

/**
 * Corrections, and lines that people asked for, that the last night put on drafts, as the charges
 * that it drafted them from.
 */
public final class PendingCorrections {

  /** What stands between the name of a charge and what is said of its correction. */
  private static final String OF_CHARGE = ": " + ChargedPeriod.CORRECTION;

  /** Where {@code manual_lines} puts what was asked for. */
  private static final int LAST_BUT_OVERAGE = Integer.MAX_VALUE - 2;

  private PendingCorrections() {}

  /** Those that an account pays. */
  public static List<ChargedPeriod> of(RunContext context, String payer) {
    return context
        .pinned(Table.DRAFT_INVOICE_LINES)
        .where(col("charge_type").isin(ChargedPeriod.CORRECTION, ChargedPeriod.MANUAL))
        .where(col("account_id").equalTo(payer))
        .join(
            context
                .pinned(Table.DRAFT_INVOICES)
                .select("invoice_id", "seller_id", "payment_terms_days"),
            "invoice_id")
        .collectAsList()
        .stream()
        .map(row -> charge(context, row))
        .toList();
  }

  private static ChargedPeriod charge(RunContext context, Row line) {
    String plan = line.getAs("plan_id");
    String charge = line.getAs("charge_id");
    LocalDate start = line.getAs("period_start");
    Days period = new Days(start, line.getAs("period_end"));
    String currency = line.getAs("currency");
    String description = line.getAs("description");
    boolean isManual = line.getAs("charge_type").equals(ChargedPeriod.MANUAL);
    int end = isManual ? description.length() : description.lastIndexOf(OF_CHARGE);
    String exact = line.getAs("exact_amount");
    return new ChargedPeriod(
        line.getAs("charged_account_id"),
        line.getAs("subscription_id"),
        plan,
        charge,
        description.substring(0, end),
        line.getAs("charge_type"),
        isManual
            ? LAST_BUT_OVERAGE
            : CorrectionRows.position(context.catalog(), plan, charge, start),
        currency,
        0,
        period,
        period,
        new InvoiceKey(
            line.getAs("billing_date"),
            line.getAs("seller_id"),
            currency,
            line.<Integer>getAs("payment_terms_days")),
        new BigDecimal(exact),
        List.of(
            new ChargedPeriod.Part(
                LineKind.valueOf(line.<String>getAs("line_type").toUpperCase(Locale.ROOT)),
                isManual ? "" : description.substring(end + ": ".length()),
                StoredValues.quantity(line.<BigDecimal>getAs("quantity")),
                StoredValues.quantity(line.<BigDecimal>getAs("unit_amount")),
                exact,
                line.<BigDecimal>getAs("amount"))),
        null);
  }
}
