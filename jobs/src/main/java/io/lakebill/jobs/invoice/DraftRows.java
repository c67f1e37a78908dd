package io.lakebill.jobs.invoice;

import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.pricing.invoice.Invoice;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxSubtotal;
import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Drafts as rows of {@code draft_invoices}, {@code draft_invoice_lines} and {@code credit_ledger}.
 * What the columns cannot hold fails; nothing is cut.
 */
final class DraftRows {

  private static final int LINE_DIGITS = 28;
  private static final int TOTAL_DIGITS = 38;
  private static final int DECIMALS = 4;
  private static final int PERCENT_DIGITS = 9;
  private static final int PERCENT_DECIMALS = 6;

  private final KnownTexts texts = new KnownTexts();

  InternalRow draft(DraftInvoice draft, BillableAccount account, String id, LocalDate asOf) {
    Invoice invoice = draft.invoice();
    return row(
        UTF8String.fromString(id),
        UTF8String.fromString(account.id()),
        UTF8String.fromString(account.name()),
        texts.write(draft.key().seller()),
        texts.write(draft.key().currency()),
        draft.key().paymentTermsDays(),
        day(draft.key().billingDate()),
        day(draft.earliestIssueDate()),
        total(invoice.subtotal()),
        total(invoice.discounts().total()),
        total(invoice.tax()),
        total(invoice.gross()),
        total(invoice.payments().total()),
        total(invoice.amountDue()),
        taxes(invoice.taxes()),
        draft.lines().size(),
        texts.write(draft.state(asOf)),
        whyHeld(draft, asOf));
  }

  private static UTF8String whyHeld(DraftInvoice draft, LocalDate asOf) {
    return switch (draft.state(asOf)) {
      case "held" -> UTF8String.fromString(String.join("; ", draft.reasons()));
      case "credit" ->
          UTF8String.fromString("its total is negative, and there are no credit notes yet");
      default -> null;
    };
  }

  /** A line with its number, from 1. */
  InternalRow line(DraftInvoice draft, int number, String account, String id) {
    DraftLine line = draft.lines().get(number - 1);
    TaxRate rate = line.item().terms().taxRate();
    return row(
        UTF8String.fromString(id),
        number,
        UTF8String.fromString(account),
        UTF8String.fromString(line.origin().bill().subscription()),
        texts.write(line.origin().bill().plan()),
        texts.write(line.item().terms().id()),
        texts.write(line.type()),
        texts.write(line.lineType()),
        UTF8String.fromString(line.description()),
        day(line.service().start()),
        day(line.service().end()),
        line.quantity(),
        line.unitAmount(),
        UTF8String.fromString(line.exactAmount()),
        amount(line.item().amount()),
        amount(line.line().discount()),
        rate.equals(TaxRate.NONE) ? null : texts.write(rate.code()),
        percent(rate.percent()),
        amount(line.line().tax()),
        texts.write(draft.key().currency()),
        day(draft.key().billingDate()));
  }

  /** The side of an entry that gets its amount, or the one that gives it. */
  InternalRow entry(CreditEntries.Entry entry, boolean isGiving, String account, long token) {
    Money amount = isGiving ? entry.amount().negated() : entry.amount();
    CreditEntries.Side side = isGiving ? entry.from() : entry.to();
    return row(
        texts.write(entry.grant()),
        UTF8String.fromString(account),
        texts.write(entry.entry()),
        texts.write(side.name().toLowerCase(Locale.ROOT)),
        texts.write(amount.currency().code()),
        amount(amount),
        UTF8String.fromString(entry.invoice()),
        entry.line(),
        UTF8String.fromString(entry.subscription()),
        entry.charge() == null ? null : texts.write(entry.charge()),
        day(entry.date()),
        token);
  }

  private ArrayData taxes(List<TaxSubtotal> taxes) {
    return new GenericArrayData(
        taxes.stream()
            .filter(tax -> !tax.rate().code().equals(TaxRate.NONE.code()))
            .map(
                tax ->
                    row(
                        texts.write(tax.rate().code()),
                        percent(tax.rate().percent()),
                        amount(tax.net()),
                        amount(tax.tax())))
            .toArray());
  }

  private static InternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  private static Decimal percent(BigDecimal percent) {
    return Decimal.apply(percent.setScale(PERCENT_DECIMALS), PERCENT_DIGITS, PERCENT_DECIMALS);
  }

  private static Decimal amount(Money money) {
    return Decimal.apply(money.amount().setScale(DECIMALS), LINE_DIGITS, DECIMALS);
  }

  private static Decimal total(Money money) {
    return Decimal.apply(money.amount().setScale(DECIMALS), TOTAL_DIGITS, DECIMALS);
  }
}
