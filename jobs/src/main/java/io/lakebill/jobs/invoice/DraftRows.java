package io.lakebill.jobs.invoice;

import static io.lakebill.jobs.lake.StoredValues.day;

import io.lakebill.jobs.invoice.account.BillableAccount;
import io.lakebill.jobs.invoice.account.CreditEntries;
import io.lakebill.jobs.invoice.account.DraftInvoice;
import io.lakebill.jobs.invoice.account.DraftLine;
import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.pricing.credit.Exchange;
import io.lakebill.pricing.credit.ExchangeRate;
import io.lakebill.pricing.invoice.Invoice;
import io.lakebill.pricing.invoice.TaxCategory;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxSubtotal;
import io.lakebill.pricing.money.Money;
import io.lakebill.schemas.account.Party;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Drafts as rows of {@code draft_invoices}, {@code draft_invoice_lines}, {@code billing_issues} and
 * {@code credit_ledger}. What the columns cannot hold fails; nothing is cut.
 */
final class DraftRows {

  private static final int TOTAL_DIGITS = 38;
  private static final int PERCENT_DIGITS = 9;
  private static final int PERCENT_DECIMALS = 6;

  /** Where lines have {@link AccountInvoices#OF_DRAFT}. */
  private static final Set<Integer> OF_DRAFT = Set.of(0, 2, 20);

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
        whyHeld(draft, asOf),
        exchanges(draft.exchangeRates()),
        text(account.purchaseOrder()),
        buyer(account.party()),
        null,
        null,
        null);
  }

  private static UTF8String whyHeld(DraftInvoice draft, LocalDate asOf) {
    return draft.state(asOf).equals("held")
        ? UTF8String.fromString(String.join("; ", draft.reasons()))
        : null;
  }

  /** What is lacking to issue a draft, as a row of {@code billing_issues}. */
  InternalRow finding(DraftInvoice draft, String account) {
    return row(
        texts.write("held_invoice"),
        UTF8String.fromString(account),
        null,
        null,
        null,
        null,
        null,
        null,
        1L,
        0L,
        null,
        UTF8String.fromString(
            "the invoice of %s: %s"
                .formatted(draft.key().billingDate(), String.join("; ", draft.lacks()))));
  }

  /** A line with its number, from 1. */
  GenericInternalRow line(DraftInvoice draft, int number, String account, String id) {
    DraftLine line = draft.lines().get(number - 1);
    Optional<Exchange> exchange = line.item().exchangedBy();
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
        line.item().terms().taxCode().map(texts::write).orElse(null),
        percent(draft.invoice().taxPercent(line.line())),
        amount(line.line().tax()),
        texts.write(draft.key().currency()),
        day(draft.key().billingDate()),
        UTF8String.fromString(line.origin().bill().account()),
        exchange.map(by -> texts.write(by.from().currency().code())).orElse(null),
        exchange.map(by -> amount(by.from())).orElse(null),
        exchange.map(by -> StoredValues.quantity(by.rate().rate())).orElse(null),
        exchange.map(by -> day(by.rate().date())).orElse(null),
        categories(draft.invoice().taxCategories(line.line())),
        null);
  }

  /** All lines, in a row of {@link AccountInvoices#LINES} alone. */
  InternalRow lines(DraftInvoice draft, String account, String id) {
    Object[] lines = new Object[draft.lines().size()];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = withoutDraft(line(draft, i + 1, account, id));
    }
    return row(new GenericArrayData(lines));
  }

  private static InternalRow withoutDraft(GenericInternalRow line) {
    Object[] all = line.values();
    Object[] values = new Object[all.length - OF_DRAFT.size()];
    int next = 0;
    for (int i = 0; i < all.length; i++) {
      if (!OF_DRAFT.contains(i)) {
        values[next++] = all[i];
      }
    }
    return row(values);
  }

  /** The side of an entry that gets its amount, or the one that gives it. */
  InternalRow entry(CreditEntries.Entry entry, boolean isGiving, String account, long token) {
    Money amount = isGiving ? entry.amount().negated() : entry.amount();
    CreditEntries.Side side = isGiving ? entry.from() : entry.to();
    return row(
        UTF8String.fromString(entry.grant()),
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
        token,
        isGiving ? entry.recurrence() : entry.toRecurrence());
  }

  private ArrayData exchanges(List<ExchangeRate> rates) {
    return rates.isEmpty()
        ? null
        : new GenericArrayData(
            rates.stream()
                .map(
                    rate ->
                        row(
                            texts.write(rate.from().code()),
                            StoredValues.quantity(rate.rate()),
                            day(rate.date())))
                .toArray());
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
                        amount(tax.tax()),
                        texts.write(tax.rate().name()),
                        texts.write(tax.rate().category().name()),
                        tax.reason().map(texts::write).orElse(null)))
            .toArray());
  }

  private UTF8String categories(List<TaxCategory> categories) {
    return categories.isEmpty()
        ? null
        : texts.write(
            categories.stream().map(TaxCategory::name).collect(Collectors.joining(TaxRate.AND)));
  }

  private InternalRow buyer(Party party) {
    return row(
        text(party.country()),
        text(party.taxId()),
        text(party.address()),
        text(party.city()),
        text(party.postalCode()));
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }

  private static GenericInternalRow row(Object... values) {
    return new GenericInternalRow(values);
  }

  private static Decimal percent(BigDecimal percent) {
    return StoredValues.decimal(percent, PERCENT_DIGITS, PERCENT_DECIMALS);
  }

  private static Decimal amount(Money money) {
    return StoredValues.amount(money.amount());
  }

  private static Decimal total(Money money) {
    return StoredValues.decimal(money.amount(), TOTAL_DIGITS, StoredValues.AMOUNT_DECIMALS);
  }
}
