package io.lakebill.jobs.invoice;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.Drawdown;
import io.lakebill.pricing.invoice.Invoice;
import io.lakebill.pricing.invoice.InvoiceItem;
import io.lakebill.pricing.invoice.UnitBalance;
import io.lakebill.pricing.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is entered into {@code credit_ledger} for an account, in double entry: what one side gets
 * the other gives.
 */
final class CreditEntries {

  private CreditEntries() {}

  /** Who has an amount of credit. */
  enum Side {
    ISSUED,
    AVAILABLE,
    BURNED,
    EXPIRED
  }

  /**
   * An amount that goes from one side to another.
   *
   * @param entry what is done, as the ledger names it
   * @param invoice id of the invoice that it pays; null if it pays none, as are the other columns
   *     of a burn
   * @param line its number on the invoice, from 1; null where none is paid
   */
  record Entry(
      String grant,
      String entry,
      Side from,
      Side to,
      Money amount,
      LocalDate date,
      String invoice,
      Integer line,
      String subscription,
      String charge) {}

  /** What an invoice that is issued burns. */
  static List<Entry> burned(DraftInvoice draft, String invoiceId) {
    Invoice invoice = draft.invoice();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int i = 0; i < draft.lines().size(); i++) {
      numbers.put(draft.lines().get(i).index(), i + 1);
    }
    List<Entry> entries = new ArrayList<>();
    for (BurnDown burned : List.of(invoice.discounts(), invoice.payments())) {
      for (Drawdown drawdown : burned.drawdowns()) {
        int number = numbers.get(drawdown.line());
        DraftLine line = draft.lines().get(number - 1);
        entries.add(
            burn(
                draft,
                invoiceId,
                drawdown,
                number,
                line.origin().bill().subscription(),
                line.item().terms().id()));
      }
    }
    for (UnitBalance unit : invoice.units()) {
      for (Drawdown drawdown : unit.credits().drawdowns()) {
        InvoiceItem item = unit.items().get(drawdown.line());
        entries.add(
            burn(draft, invoiceId, drawdown, null, draft.subscriptionOf(item), item.terms().id()));
      }
    }
    return entries;
  }

  private static Entry burn(
      DraftInvoice draft,
      String invoiceId,
      Drawdown drawdown,
      Integer number,
      String subscription,
      String charge) {
    return new Entry(
        drawdown.grant(),
        "burn",
        Side.AVAILABLE,
        Side.BURNED,
        drawdown.amount(),
        draft.key().billingDate(),
        invoiceId,
        number,
        subscription,
        charge);
  }

  /**
   * What brings the ledger of a grant to what was imported of it: more or less of it, and what is
   * left once its last day is over. Burns of the same run are not in {@code kept}.
   *
   * @param burnedNow what invoices of this run burn of it
   * @param isWaitedFor whether an invoice that waits may still use it although its days are over
   */
  static List<Entry> settled(KeptGrant kept, Money burnedNow, LocalDate asOf, boolean isWaitedFor) {
    List<Entry> entries = new ArrayList<>();
    if (kept.grant().validFrom().isAfter(asOf) && kept.granted().signum() == 0) {
      return entries;
    }
    Money more = kept.owed().minus(kept.granted());
    if (more.signum() > 0) {
      entries.add(move(kept, "grant", Side.ISSUED, Side.AVAILABLE, more, asOf));
    } else if (more.signum() < 0) {
      entries.add(move(kept, "void", Side.AVAILABLE, Side.ISSUED, more.negated(), asOf));
    }
    boolean isOver = kept.grant().hasExpiredBy(asOf) && !isWaitedFor;
    Money left = kept.owed().minus(kept.burned()).minus(burnedNow);
    Money expired = isOver ? left : Money.zero(left.currency());
    Money moreExpired = expired.minus(kept.expired());
    if (moreExpired.signum() > 0) {
      entries.add(move(kept, "expire", Side.AVAILABLE, Side.EXPIRED, moreExpired, asOf));
    } else if (moreExpired.signum() < 0) {
      entries.add(move(kept, "revive", Side.EXPIRED, Side.AVAILABLE, moreExpired.negated(), asOf));
    }
    return entries;
  }

  private static Entry move(
      KeptGrant kept, String entry, Side from, Side to, Money amount, LocalDate date) {
    return new Entry(kept.grant().id(), entry, from, to, amount, date, null, null, null, null);
  }
}
