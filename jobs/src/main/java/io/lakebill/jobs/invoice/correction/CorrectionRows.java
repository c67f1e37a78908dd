package io.lakebill.jobs.invoice.correction;

import static io.lakebill.jobs.lake.StoredValues.day;

import io.lakebill.jobs.invoice.account.ChargedPeriod;
import io.lakebill.jobs.invoice.account.InvoiceKey;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.PlanCharge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Corrections as rows of {@code charges}, {@code credit_ledger} and {@code billing_issues}.
 *
 * @param token of the run
 */
record CorrectionRows(Catalog catalog, LocalDate asOf, long token) {

  /** What credits get back of an invoice, as a side of an entry in {@code credit_ledger}. */
  InternalRow entry(UsedCredits.Return one, String payer, String side, BigDecimal amount) {
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
  InternalRow charge(AccountCorrections.Correction correction) {
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

  /** That it is corrected, as a row of {@code billing_issues}. */
  InternalRow finding(AccountCorrections.Correction one) {
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

  /** That it cannot be, as a row of {@code billing_issues}. */
  InternalRow finding(AccountCorrections.Uncorrected one) {
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
