package io.lakebill.jobs.invoice.correction;

import io.lakebill.jobs.invoice.account.BillableAccount;
import io.lakebill.jobs.invoice.account.InvoiceKey;
import io.lakebill.jobs.invoice.account.KeptGrant;
import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.invoice.InvoiceCorrection;
import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What discounts, and credits in units of the seller's own, paid of one invoice and of what
 * corrected it since. What prepaid credits paid in money stays paid: whoever is owed less has money
 * back.
 *
 * @param grants by id, as far as they paid any of it
 * @param onInvoice what they paid of the invoice itself
 * @param onCorrections discounts on what corrected it, by grant
 */
record UsedCredits(
    Map<String, KeptGrant> grants, List<Used> onInvoice, Map<String, Money> onCorrections) {

  /**
   * What a grant paid of a charge on an invoice.
   *
   * @param key of the invoice; empty for what corrected a period
   * @param invoice its id; null as above
   * @param start the first day of the period that was corrected; null of an invoice
   * @param returned what of it came back
   */
  record Used(
      Optional<InvoiceKey> key,
      String invoice,
      String subscription,
      LocalDate start,
      String charge,
      String grant,
      Integer recurrence,
      String unit,
      BigDecimal used,
      BigDecimal returned) {

    private boolean isOf(KeptGrant kept) {
      return kept.grantId().equals(grant) && Objects.equals(kept.recurrence(), recurrence);
    }
  }

  /**
   * What comes back of that.
   *
   * @param with the period whose correction is issued with it; empty if it comes back by itself
   */
  record Return(Used of, BigDecimal amount, Optional<AccountCorrections.Period> with) {}

  /**
   * Those of an invoice.
   *
   * @param onInvoice what paid it
   * @param onCorrections what paid corrections of its periods
   * @param day one on which they were valid
   * @throws UncorrectableException if a grant is not known any more
   */
  static UsedCredits of(
      BillableAccount account, List<Used> onInvoice, List<Used> onCorrections, LocalDate day)
      throws UncorrectableException {
    List<KeptGrant> all = account.startedBy(day);
    Map<String, KeptGrant> grants = new LinkedHashMap<>();
    List<Used> counted = new ArrayList<>();
    Map<String, Money> later = new LinkedHashMap<>();
    for (Used one : onInvoice) {
      KeptGrant kept = grant(all, one);
      if (counts(kept)) {
        grants.put(kept.grant().id(), kept);
        counted.add(one);
      }
    }
    for (Used one : onCorrections) {
      KeptGrant kept = grant(all, one);
      if (counts(kept)) {
        grants.put(kept.grant().id(), kept);
        later.merge(kept.grant().id(), money(kept, one.used()), Money::plus);
      }
    }
    return new UsedCredits(grants, counted, later);
  }

  private static KeptGrant grant(List<KeptGrant> all, Used one) throws UncorrectableException {
    return all.stream()
        .filter(one::isOf)
        .findFirst()
        .orElseThrow(
            () ->
                new UncorrectableException(
                    "credit grant %s, which paid of it, is not known any more"
                        .formatted(one.grant())));
  }

  private static boolean counts(KeptGrant kept) {
    CreditGrant grant = kept.grant();
    return grant.kind() == CreditGrant.Kind.PROMOTIONAL || !grant.amount().currency().isCurrency();
  }

  private static Money money(KeptGrant kept, BigDecimal amount) {
    return Money.round(amount, kept.grant().amount().currency());
  }

  /** The grants with no more left than they paid of the invoice. */
  List<GrantBalance> then() {
    return balances(sum(Used::used));
  }

  /** The grants with no more left than they paid of it and its corrections and did not get back. */
  List<GrantBalance> inForce() {
    Map<String, Money> left = used();
    returned().forEach((grant, back) -> left.merge(grant, back.negated(), Money::plus));
    return balances(left);
  }

  /** What they paid of it and its corrections. */
  Map<String, Money> used() {
    Map<String, Money> used = sum(Used::used);
    onCorrections.forEach((grant, amount) -> used.merge(grant, amount, Money::plus));
    return used;
  }

  /** What came back to them. */
  Map<String, Money> returned() {
    return sum(Used::returned);
  }

  private Map<String, Money> sum(Function<Used, BigDecimal> what) {
    Map<String, Money> sums = new LinkedHashMap<>();
    grants.forEach(
        (id, kept) -> {
          sums.put(id, Money.zero(kept.grant().amount().currency()));
          onInvoice.stream()
              .filter(one -> one.isOf(kept))
              .forEach(one -> sums.merge(id, money(kept, what.apply(one)), Money::plus));
        });
    return sums;
  }

  private List<GrantBalance> balances(Map<String, Money> left) {
    return grants.entrySet().stream()
        .map(
            entry -> {
              CreditGrant grant = entry.getValue().grant();
              Money of = left.get(entry.getKey());
              return new GrantBalance(grant.of(grant.amount().max(of)), of);
            })
        .toList();
  }

  /**
   * What goes back to the ledger: what was paid last first.
   *
   * @param with the period whose correction is issued with it; empty if there is none
   * @throws UncorrectableException if some of it paid corrections, which say not of what
   */
  List<Return> returns(InvoiceCorrection correction, Optional<AccountCorrections.Period> with)
      throws UncorrectableException {
    List<Return> returns = new ArrayList<>();
    for (Map.Entry<String, Money> back : correction.returned().entrySet()) {
      KeptGrant kept = grants.get(back.getKey());
      BigDecimal left = back.getValue().amount();
      for (int i = onInvoice.size() - 1; i >= 0 && left.signum() > 0; i--) {
        Used one = onInvoice.get(i);
        if (one.isOf(kept)) {
          BigDecimal amount = one.used().subtract(one.returned()).min(left);
          if (amount.signum() > 0) {
            returns.add(new Return(one, amount, with));
            left = left.subtract(amount);
          }
        }
      }
      if (left.signum() > 0) {
        throw new UncorrectableException(
            "a discount of credit grant %s on an earlier correction would have to come back"
                .formatted(kept.grantId()));
      }
    }
    return returns;
  }
}
