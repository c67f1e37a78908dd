package io.lakebill.jobs.invoice.account;

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
import java.util.stream.Collectors;

/**
 * The commitments of an account while its invoices count towards them, one after the other. Fees
 * come on the first invoice from their day on. What is missing comes on the invoice of the period
 * that has the last day; on one of its own where that is billed already, or where there is none.
 */
public final class RunningCommitments {

  private final Map<String, KeptCommitment> kept = new LinkedHashMap<>();
  private final Map<String, InvoiceKey> trueUpKeys = new HashMap<>();
  private final List<ChargedPeriod> charges;

  /**
   * What an invoice owes to a commitment: a fee, or what pricing computes.
   *
   * @param counted what counts towards it and is on other invoices
   * @param amount of a fee what is due; of an overage what was billed of it
   */
  record Owed(LineKind kind, AgreedCommitment agreed, Money counted, Money amount) {}

  /**
   * @param charges of the account that are open
   * @param own the seller and payment terms of invoices that have no charges
   */
  RunningCommitments(
      Collection<KeptCommitment> commitments,
      List<ChargedPeriod> charges,
      LocalDate asOf,
      Own own) {
    this.charges = charges;
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
        Money counted = one.spent().plus(one.billed());
        if (fee.filter(due -> due.signum() > 0).isPresent()) {
          owed.add(new Owed(LineKind.COMMITMENT_FEE, one.agreed(), counted, fee.get()));
        } else if (fee.isEmpty() && key.equals(trueUpKeys.get(one.id()))) {
          owed.add(new Owed(LineKind.TRUE_UP, one.agreed(), counted, one.billed()));
        }
        if (one.agreed().overageFactor().isPresent() && isSpentOn(key, one.agreed())) {
          owed.add(new Owed(LineKind.COMMITMENT_OVERAGE, one.agreed(), one.spent(), one.overage()));
        }
      }
    }
    return owed;
  }

  /** Whether an invoice has something that is earned while a commitment runs. */
  private boolean isSpentOn(InvoiceKey key, AgreedCommitment agreed) {
    return charges.stream()
        .filter(charge -> charge.key().equals(key))
        .anyMatch(charge -> agreed.days().includes(charge.earnedOn()));
  }

  /** Counts an invoice, also one that waits. */
  void count(DraftInvoice draft) {
    List<InvoiceItem> items = draft.lines().stream().map(DraftLine::item).toList();
    kept.replaceAll(
        (id, one) -> {
          if (!one.agreed().currency().equals(draft.key().currency())) {
            return one;
          }
          Map<Boolean, List<Money>> own =
              items.stream()
                  .filter(item -> !item.kind().isSpent() && item.terms().id().equals(id))
                  .collect(
                      Collectors.partitioningBy(
                          item -> item.kind() == LineKind.COMMITMENT_OVERAGE,
                          Collectors.mapping(InvoiceItem::amount, Collectors.toList())));
          return one.with(
              TrueUpTerm.counted(
                  one.agreed().commitment(), Set.copyOf(one.agreed().products()), items),
              Money.sum(own.get(false), draft.invoice().currency()),
              Money.sum(own.get(true), draft.invoice().currency()));
        });
  }

  /** How its lines are called. */
  static String label(AgreedCommitment agreed, LineKind kind) {
    String amount = agreed.amount().toPlainString() + " " + agreed.currency();
    return switch (kind) {
      case TRUE_UP -> "Commitment %s: true-up to %s".formatted(agreed.id(), amount);
      case COMMITMENT_OVERAGE -> "Commitment %s: beyond %s".formatted(agreed.id(), amount);
      default -> "Commitment " + agreed.id();
    };
  }
}
