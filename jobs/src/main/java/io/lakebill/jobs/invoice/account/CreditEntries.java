package io.lakebill.jobs.invoice.account;

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
import java.util.Optional;

/**
 * What is entered into {@code credit_ledger} for an account, in double entry: what one side gets
 * the other gives.
 */
public final class CreditEntries {

  private CreditEntries() {}

  /** Who has an amount of credit. */
  public enum Side {
    ISSUED,
    AVAILABLE,
    BURNED,
    EXPIRED
  }

  /**
   * An amount that goes from one side to another.
   *
   * @param grant the id under which it was imported
   * @param recurrence which one of a grant that comes back gives it, and {@code toRecurrence} gets
   *     it; null of a grant that is given once
   * @param entry what is done, as the ledger names it
   * @param invoice id of the invoice that it pays; null if it pays none, as are the other columns
   *     of a burn
   * @param line its number on the invoice, from 1; null where none is paid
   */
  public record Entry(
      String grant,
      Integer recurrence,
      Integer toRecurrence,
      String entry,
      Side from,
      Side to,
      Money amount,
      LocalDate date,
      String invoice,
      Integer line,
      String subscription,
      String charge) {}

  /**
   * What an invoice that is issued burns.
   *
   * @param grants by id
   */
  static List<Entry> burned(DraftInvoice draft, String invoiceId, Map<String, KeptGrant> grants) {
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
                grants.get(drawdown.grant()),
                number,
                line.origin().bill().subscription(),
                line.item().terms().id()));
      }
    }
    for (UnitBalance unit : invoice.units()) {
      for (Drawdown drawdown : unit.credits().drawdowns()) {
        InvoiceItem item = unit.items().get(drawdown.line());
        entries.add(
            burn(
                draft,
                invoiceId,
                drawdown,
                grants.get(drawdown.grant()),
                null,
                draft.subscriptionOf(item),
                item.terms().id()));
      }
    }
    return entries;
  }

  private static Entry burn(
      DraftInvoice draft,
      String invoiceId,
      Drawdown drawdown,
      KeptGrant grant,
      Integer number,
      String subscription,
      String charge) {
    return new Entry(
        grant.grantId(),
        grant.recurrence(),
        grant.recurrence(),
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

  /** What one of a grant that comes back gives to the next. */
  static Entry rolledOver(KeptGrant from, KeptGrant to, Money amount, LocalDate date) {
    return move(from, to, "transfer", Side.AVAILABLE, Side.AVAILABLE, amount, date);
  }

  /**
   * What brings the ledger of a grant to what was imported of it: more or less of it, and what is
   * left once its last day is over. Burns of the same run are not in {@code kept}, what rolled over
   * is.
   *
   * @param burnedNow what invoices of this run burn of it
   * @param isWaitedFor whether an invoice that waits may still use it although its days are over
   */
  static List<Entry> settled(KeptGrant one, Money burnedNow, LocalDate asOf, boolean isWaitedFor) {
    List<Entry> entries = new ArrayList<>();
    Money granted = one.kept().granted();
    if (one.grant().validFrom().isAfter(asOf) && granted.signum() == 0) {
      return entries;
    }
    if (!one.grant().isLimited()) {
      // It may have had a limit before, and have expired.
      expired(one, Money.zero(granted.currency()), asOf).ifPresent(entries::add);
      given(one, one.owed().plus(burnedNow).minus(granted), asOf).ifPresent(entries::add);
      return entries;
    }
    Money left = one.left().minus(burnedNow);
    Money zero = Money.zero(left.currency());
    boolean isOver = one.grant().hasExpiredBy(asOf) && !isWaitedFor;
    Money voided = isOver && one.isVoided() ? left : zero;
    // What nobody looked at before it was void was granted all the same.
    boolean wasNeverSeen = !one.kept().isEntered();
    Money more = one.owed().minus(wasNeverSeen ? zero : voided).minus(granted);
    given(one, more, asOf).ifPresent(entries::add);
    if (wasNeverSeen && voided.signum() > 0) {
      entries.add(move(one, "void", Side.AVAILABLE, Side.ISSUED, voided, asOf));
    }
    expired(one, isOver ? left.minus(voided) : zero, asOf).ifPresent(entries::add);
    return entries;
  }

  /** More of a grant, or less. */
  private static Optional<Entry> given(KeptGrant one, Money more, LocalDate asOf) {
    return switch (more.signum()) {
      case 1 -> Optional.of(move(one, "grant", Side.ISSUED, Side.AVAILABLE, more, asOf));
      case -1 -> Optional.of(move(one, "void", Side.AVAILABLE, Side.ISSUED, more.negated(), asOf));
      default -> Optional.empty();
    };
  }

  /** What brings the part that has expired to an amount. */
  private static Optional<Entry> expired(KeptGrant one, Money amount, LocalDate asOf) {
    Money more = amount.minus(one.kept().expired());
    return switch (more.signum()) {
      case 1 -> Optional.of(move(one, "expire", Side.AVAILABLE, Side.EXPIRED, more, asOf));
      case -1 ->
          Optional.of(move(one, "revive", Side.EXPIRED, Side.AVAILABLE, more.negated(), asOf));
      default -> Optional.empty();
    };
  }

  private static Entry move(
      KeptGrant one, String entry, Side from, Side to, Money amount, LocalDate date) {
    return move(one, one, entry, from, to, amount, date);
  }

  private static Entry move(
      KeptGrant giving,
      KeptGrant getting,
      String entry,
      Side from,
      Side to,
      Money amount,
      LocalDate date) {
    return new Entry(
        giving.grantId(),
        giving.recurrence(),
        getting.recurrence(),
        entry,
        from,
        to,
        amount,
        date,
        null,
        null,
        null,
        null);
  }
}
