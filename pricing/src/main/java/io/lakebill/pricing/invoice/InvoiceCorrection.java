package io.lakebill.pricing.invoice;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.Spread;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an issued invoice costs more, or less, by what is known of its charges now. The invoice is
 * made again by the terms of then, with what credits it used and no more; what it comes to, less
 * what was charged for it so far, is left to charge. Where credits paid more than is due, they get
 * that back, and the customer does not.
 *
 * <p>Law: what was billed, and what every correction of it charges, come to the invoice that would
 * have been issued if all had been known. A discount on more than was billed is one of the invoice
 * that the correction comes on, and is one of those that are used so far from then on.
 *
 * @param lines what is left to charge, before discounts and tax; without zeros
 * @param kind of the lines: {@link LineKind#NET_CORRECTION} if they come to less than nothing
 * @param returned what credits get back, beside what they got before, by the ids of grants:
 *     discounts, and units of the seller's own; without zeros
 * @param hasOverage whether units of the seller's own are left to pay: the lines have them at the
 *     price of overage, as if no credits were left
 */
public record InvoiceCorrection(
    Map<Place, Money> lines, LineKind kind, Map<String, Money> returned, boolean hasOverage) {

  /**
   * A charge.
   *
   * @param subscription null for the invoice as a whole
   */
  public record Place(String subscription, String charge) {}

  /** Copies the maps, in their order. */
  public InvoiceCorrection {
    lines = withoutZeros(lines);
    returned = withoutZeros(returned);
  }

  /**
   * The correction of an invoice.
   *
   * @param now made of what is known, with grants of which no more is left than was used and has
   *     not come back
   * @param soFar what was charged, on the invoice and by corrections of it
   * @param used what promotional credits paid of all that, and credits in units of the seller's
   *     own, whatever came back to them, by the ids of grants
   * @param back what came back to them
   */
  public static InvoiceCorrection of(
      Invoice now,
      Map<String, String> subscriptions,
      Map<Place, Money> soFar,
      Map<String, Money> used,
      Map<String, Money> back) {
    Map<Place, Money> lines = new LinkedHashMap<>(byPlace(now, subscriptions));
    soFar.forEach((place, amount) -> lines.merge(place, amount.negated(), Money::plus));
    Map<String, Money> returned = new LinkedHashMap<>();
    Money discounts = Money.zero(now.currency());
    for (Map.Entry<String, Money> one : used.entrySet()) {
      PricingUnit unit = one.getValue().currency();
      Money tooMuch = one.getValue().minus(usedOf(one.getKey(), unit, now));
      Money more = tooMuch.minus(back.getOrDefault(one.getKey(), Money.zero(unit)));
      returned.put(one.getKey(), more);
      if (unit.equals(now.currency())) {
        discounts = discounts.plus(tooMuch);
      }
    }
    shares(discounts, lines, soFar)
        .forEach((place, amount) -> lines.merge(place, amount, Money::plus));
    boolean hasOverage =
        now.lines().stream()
            .map(InvoiceLine::item)
            .anyMatch(
                item ->
                    item.kind() == LineKind.OVERAGE
                        && item.convertedBy().orElseThrow().from().signum() > 0);
    Money total = Money.sum(List.copyOf(lines.values()), now.currency());
    return new InvoiceCorrection(
        lines,
        total.signum() < 0 ? LineKind.NET_CORRECTION : LineKind.CORRECTION,
        returned,
        hasOverage);
  }

  /**
   * What charges come to on an invoice, before discounts and tax.
   *
   * @param subscriptions whose its bills are, by their ids; a bill that is not there is its own
   */
  public static Map<Place, Money> byPlace(Invoice invoice, Map<String, String> subscriptions) {
    Map<Place, Money> amounts = new LinkedHashMap<>();
    invoice
        .lines()
        .forEach(
            line -> {
              InvoiceItem item = line.item();
              String subscription =
                  item.subscriptionId()
                      .map(bill -> subscriptions.getOrDefault(bill, bill))
                      .orElse(null);
              amounts.merge(new Place(subscription, item.terms().id()), item.amount(), Money::plus);
            });
    return amounts;
  }

  private static Money usedOf(String grant, PricingUnit unit, Invoice invoice) {
    return Stream.concat(
            Stream.of(invoice.discounts()), invoice.units().stream().map(UnitBalance::credits))
        .filter(burned -> burned.unit().equals(unit))
        .map((BurnDown burned) -> burned.usedOf(grant))
        .reduce(Money.zero(unit), Money::plus);
  }

  /**
   * Where discounts are not due any more: where less is charged, or else where anything was. So
   * what came back before stays where it was.
   */
  private static Map<Place, Money> shares(
      Money back, Map<Place, Money> lines, Map<Place, Money> soFar) {
    if (back.signum() <= 0) {
      return Map.of();
    }
    Map<Place, Money> less = new LinkedHashMap<>();
    lines.forEach(
        (place, amount) -> {
          if (amount.signum() < 0) {
            less.put(place, amount.negated());
          }
        });
    if (less.isEmpty()) {
      soFar.forEach(
          (place, amount) -> {
            if (amount.signum() > 0) {
              less.put(place, amount);
            }
          });
    }
    if (less.isEmpty()) {
      return Map.of(lines.keySet().iterator().next(), back);
    }
    List<Place> places = List.copyOf(less.keySet());
    List<Money> shares = Spread.IN_PROPORTION.shares(back, List.copyOf(less.values()));
    Map<Place, Money> shared = new LinkedHashMap<>();
    for (int i = 0; i < places.size(); i++) {
      shared.put(places.get(i), shares.get(i));
    }
    return shared;
  }

  private static <K> Map<K, Money> withoutZeros(Map<K, Money> amounts) {
    Map<K, Money> left = new LinkedHashMap<>(amounts);
    left.values().removeIf(amount -> amount.signum() == 0);
    return Collections.unmodifiableMap(left);
  }
}
