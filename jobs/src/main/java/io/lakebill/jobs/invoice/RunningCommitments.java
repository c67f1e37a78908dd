package io.lakebill.jobs.invoice;

import io.lakebill.pricing.invoice.InvoiceItem;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.invoice.TrueUpTerm;
import io.lakebill.pricing.money.Money;
import io.lakebill.schemas.account.AgreedCommitment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The commitments of an account while its invoices count towards them, one after the other. Fees
 * come on the first invoice from their day on. What is missing comes on the invoice of the period
 * that has the last day; on one of its own where that is billed already, or where there is none.
 */
final class RunningCommitments {

  private final Map<String, KeptCommitment> kept = new LinkedHashMap<>();
  private final Map<String, InvoiceKey> trueUpKeys = new HashMap<>();

  /**
   * What an invoice owes to a commitment.
   *
   * @param fee what of it is due; empty for a true-up, which pricing computes
   */
  record Owed(AgreedCommitment agreed, Optional<Money> fee, Money counted) {}

  /**
   * @param charges of the account that are open
   * @param own the seller and payment terms of invoices that have no charges
   */
  RunningCommitments(
      Collection<KeptCommitment> commitments,
      List<ChargedPeriod> charges,
      LocalDate asOf,
      Own own) {
    for (KeptCommitment one : commitments) {
      kept.put(one.id(), one);
      LocalDate end = one.agreed().days().until();
      lastKey(one.agreed(), charges)
          .or(
              () ->
                  end.isAfter(asOf) || one.isDone()
                      ? Optional.empty()
                      : Optional.of(own.key(end, one.agreed().currency(), charges)))
          .ifPresent(key -> trueUpKeys.put(one.id(), key));
    }
  }

  /** Who invoices an account, and on which terms, where no charge says it. */
  record Own(String seller, int paymentTermsDays) {

    InvoiceKey key(LocalDate date, String currency, List<ChargedPeriod> charges) {
      return charges.stream()
          .map(ChargedPeriod::key)
          .filter(key -> key.currency().equals(currency))
          .min(Comparator.naturalOrder())
          .map(key -> new InvoiceKey(date, key.seller(), currency, key.paymentTermsDays()))
          .orElse(new InvoiceKey(date, seller, currency, paymentTermsDays));
    }
  }

  /** The last invoice of the first billing date of those whose period has the last day. */
  private static Optional<InvoiceKey> lastKey(
      AgreedCommitment agreed, List<ChargedPeriod> charges) {
    LocalDate lastDay = agreed.days().until().minusDays(1);
    List<InvoiceKey> keys =
        charges.stream()
            .filter(charge -> !charge.isAhead() && charge.period().contains(lastDay))
            .map(ChargedPeriod::key)
            .filter(key -> key.currency().equals(agreed.currency()))
            .sorted()
            .toList();
    return keys.stream()
        .filter(key -> key.billingDate().equals(keys.get(0).billingDate()))
        .max(Comparator.naturalOrder());
  }

  /** Invoices beside those of charges. */
  Collection<InvoiceKey> keys() {
    return trueUpKeys.values();
  }

  /** What an invoice owes to commitments, beside its charges. */
  List<Owed> owed(InvoiceKey key) {
    List<Owed> owed = new ArrayList<>();
    for (KeptCommitment one : kept.values()) {
      if (one.agreed().currency().equals(key.currency())) {
        Optional<Money> fee =
            one.agreed()
                .feeSchedule()
                .map(fees -> fees.dueBy(key.billingDate()).minus(one.billed()).orZero());
        if (fee.filter(due -> due.signum() > 0).isPresent()
            || (fee.isEmpty() && key.equals(trueUpKeys.get(one.id())))) {
          owed.add(new Owed(one.agreed(), fee, one.spent().plus(one.billed())));
        }
      }
    }
    return owed;
  }

  /** Counts an invoice, also one that waits. */
  void count(DraftInvoice draft) {
    List<InvoiceItem> items = draft.lines().stream().map(DraftLine::item).toList();
    kept.replaceAll(
        (id, one) -> {
          if (!one.agreed().currency().equals(draft.key().currency())) {
            return one;
          }
          List<InvoiceItem> own =
              items.stream()
                  .filter(item -> !item.kind().isSpent() && item.terms().id().equals(id))
                  .toList();
          return one.with(
              TrueUpTerm.counted(
                  one.agreed().commitment(), Set.copyOf(one.agreed().products()), items),
              Money.sum(
                  own.stream().map(InvoiceItem::amount).toList(), draft.invoice().currency()));
        });
  }

  /** How its lines are called. */
  static String label(AgreedCommitment agreed, LineKind kind) {
    return kind == LineKind.TRUE_UP
        ? "Commitment %s: true-up to %s %s"
            .formatted(agreed.id(), agreed.amount().toPlainString(), agreed.currency())
        : "Commitment " + agreed.id();
  }
}
