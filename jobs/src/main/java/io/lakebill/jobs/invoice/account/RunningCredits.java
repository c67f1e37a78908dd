package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.invoice.UnitBalance;
import io.lakebill.pricing.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The credits of an account while its invoices draw on them, one after the other. What a grant
 * leaves rolls over after the last invoice of a billing date up to its end, once all of these are
 * issued: what waits may still use it.
 */
public final class RunningCredits {

  private final LocalDate asOf;
  private final Map<String, KeptGrant> grants = new LinkedHashMap<>();
  private final Map<String, Money> drawn = new HashMap<>();
  private final List<Rollover> rollovers = new ArrayList<>();
  private LocalDate firstWaiting = LocalDate.MAX;

  /** An amount that one of a series gives to the next. */
  record Rollover(String from, String to, LocalDate date, Money amount) {}

  RunningCredits(Collection<KeptGrant> kept, LocalDate asOf) {
    this.asOf = asOf;
    kept.forEach(one -> grants.put(one.id(), one));
  }

  /**
   * What an invoice may use.
   *
   * @param since nothing on the invoice was earned before
   */
  List<GrantBalance> balances(LocalDate since) {
    return grants.values().stream()
        .filter(kept -> !kept.grant().hasExpiredBy(since))
        .map(kept -> kept.balance(drawnOf(kept)))
        .toList();
  }

  /** An invoice uses them; one that waits reserves them. */
  void draw(DraftInvoice draft) {
    for (BurnDown burned : burns(draft)) {
      burned.drawdowns().forEach(one -> drawn.merge(one.grant(), one.amount(), Money::plus));
    }
  }

  /** Notes that an invoice of this date waits. */
  void waits(LocalDate billingDate) {
    firstWaiting = billingDate.isBefore(firstWaiting) ? billingDate : firstWaiting;
  }

  /** Lets roll over what ended before a billing date, when no invoice can use it any more. */
  void rollOver(LocalDate billingDate) {
    for (KeptGrant kept : List.copyOf(grants.values())) {
      Optional<LocalDate> end = kept.rollsOverOn();
      if (end.isPresent() && end.get().isBefore(billingDate) && isSettled(end.get())) {
        rollOver(grants.get(kept.id()), end.get());
      }
    }
  }

  private void rollOver(KeptGrant from, LocalDate end) {
    Money amount = from.toRollOver(drawnOf(from));
    KeptGrant to = grants.get(from.series().idOf(from.number() + 1));
    if (amount.signum() > 0 && to != null) {
      grants.put(from.id(), from.passingOn(amount));
      grants.put(to.id(), to.receiving(amount));
      rollovers.add(new Rollover(from.id(), to.id(), end, amount));
    }
  }

  /** Whether all invoices up to a date are issued. */
  boolean isSettled(LocalDate date) {
    return !date.isAfter(asOf) && date.isBefore(firstWaiting);
  }

  List<Rollover> rollovers() {
    return rollovers;
  }

  private Money drawnOf(KeptGrant kept) {
    return drawn.getOrDefault(kept.id(), Money.zero(kept.grant().amount().currency()));
  }

  /** All that credits pay of an invoice. */
  static List<BurnDown> burns(DraftInvoice draft) {
    List<BurnDown> burns = new ArrayList<>();
    draft.invoice().units().stream().map(UnitBalance::credits).forEach(burns::add);
    burns.add(draft.invoice().discounts());
    burns.add(draft.invoice().payments());
    return burns;
  }
}
