package io.lakebill.pricing.invoice;

import io.lakebill.pricing.contract.Composite;
import io.lakebill.pricing.contract.Composites;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one subscription brings to an invoice: its charges, and the terms of its plan that depend on
 * what the charges come to.
 *
 * @param charges each rounded already, with its cap and minimum; in currencies or units of the
 *     seller's own
 * @param composites in any order
 * @param overages one per unit of the seller's own that is charged
 * @param minimum of the plan; null for none, see {@link #planMinimum()}
 * @param days the part of the full period that is billed, for the minimums of composites
 * @param earnedOn the last day that is billed, which decides what credits are valid for composites,
 *     overage and the plan minimum
 */
public record SubscriptionBill(
    String id,
    List<InvoiceItem> charges,
    List<CompositeTerm> composites,
    List<OverageTerm> overages,
    MinimumTerm minimum,
    Proration days,
    LocalDate earnedOn)
    implements Serializable {

  /** Refuses charges of another subscription. */
  public SubscriptionBill {
    Objects.requireNonNull(days, "days");
    Objects.requireNonNull(earnedOn, "earned on");
    charges = List.copyOf(charges);
    composites = List.copyOf(composites);
    overages = List.copyOf(overages);
    for (InvoiceItem charge : charges) {
      if (!id.equals(charge.subscription())) {
        throw new IllegalArgumentException(
            "charge " + charge.terms().id() + " is of " + charge.subscription() + ", not of " + id);
      }
    }
  }

  /** The minimum of the plan, if it has one. */
  public Optional<MinimumTerm> planMinimum() {
    return Optional.ofNullable(minimum);
  }

  /** The charges and then what composites make of them: percentages, then minimums. */
  List<InvoiceItem> chargesAndComposites() {
    List<InvoiceItem> items = new ArrayList<>(charges);
    Map<String, Money> charged = new HashMap<>();
    charges.forEach(item -> charged.merge(item.terms().id(), item.amount(), Money::plus));
    Map<String, CompositeTerm> terms = new LinkedHashMap<>();
    composites.forEach(term -> terms.put(term.terms().id(), term));
    Map<String, Composite> rules = new LinkedHashMap<>();
    terms.forEach((charge, term) -> rules.put(charge, term.composite()));
    Composites.amounts(rules, charged, days)
        .forEach(
            (charge, amount) ->
                items.add(
                    new InvoiceItem(
                        LineKind.COMPOSITE, id, terms.get(charge).terms(), earnedOn, amount)));
    return items;
  }

  /** The price of what is left of a unit. */
  OverageTerm overage(Money left) {
    PricingUnit unit = left.currency();
    return overages.stream()
        .filter(term -> term.price().unit().equals(unit))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    id + " has " + left + " to pay, but no overage price; add one"));
  }
}
