package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a quantity becomes money. One record per model; each is pure, so rating the same usage twice
 * gives the same lines in the same order.
 *
 * <p>Negative usage corrects usage that was billed before: {@code rate(-q)} is {@code rate(q)} with
 * all signs turned, flat fees and packages included. A model that prices several quantities (cells,
 * groups, windows, events) keeps this rule for each. Amounts in prices are never negative.
 */
public sealed interface PricingModel extends Serializable
    permits UnitPricing,
        TieredPricing,
        BulkPricing,
        StairStepPricing,
        PackagePricing,
        MatrixPricing,
        PercentagePricing,
        GraduatedPercentagePricing,
        GroupedPricing,
        WindowedPricing,
        CommittedPricing,
        SegmentedPricing,
        EventAmountPricing,
        NoPricing {

  /** Exact, unrounded lines; zero usage gives no lines, unless the tiers say so. */
  List<RatedLine> rate(Usage usage);

  /**
   * Lines when the first units cost nothing. Those that were used are a line of their own, at 0;
   * the others are rated as if they were all. Only for models that {@link #whyNoIncludedUnits()}
   * lets.
   *
   * @param includedUnits of the total, or of each group or window where those are priced on their
   *     own; 0 for none
   */
  default List<RatedLine> rate(Usage usage, BigDecimal includedUnits) {
    BigDecimal included = includedOf(usage.total(), includedUnits);
    if (included.signum() == 0) {
      return rate(usage);
    }
    List<RatedLine> lines = new ArrayList<>();
    lines.add(RatedLine.of("included units", included, BigDecimal.ZERO));
    lines.addAll(rate(Usage.of(usage.total().subtract(included))));
    return lines;
  }

  /** The part of a quantity that included units cover; negative for a negative quantity. */
  static BigDecimal includedOf(BigDecimal quantity, BigDecimal includedUnits) {
    return quantity.min(includedUnits).max(includedUnits.negate());
  }

  /**
   * The dimensions that usage must be split by, in the order in which usage cells give their
   * values. Empty for a model that prices the total.
   */
  default List<String> dimensions() {
    return List.of();
  }

  /** The usage with other quantities: of each that is priced as one number. */
  default Usage changed(Usage usage, UnaryOperator<BigDecimal> change) {
    return usage.map(change);
  }

  /** What usage must say of its events beside their quantity. */
  default EventDetail eventDetail() {
    return EventDetail.NONE;
  }

  /** The price of each single event, for a model that needs {@link EventDetail#AMOUNT}. */
  default Optional<EventPrice> eventPrice() {
    return Optional.empty();
  }

  /** Which events are free, for a model that needs {@link EventDetail#FIRST}. */
  default Optional<FreeEvents> eventsLeftFree() {
    return Optional.empty();
  }

  /** Events of these amounts, in the order of time, with all that the model asks of them. */
  default Events events(List<BigDecimal> inOrder) {
    int most = (int) Math.min(inOrder.size(), eventsLeftFree().map(FreeEvents::most).orElse(0L));
    Map<BigDecimal, Long> others = new HashMap<>();
    inOrder
        .subList(most, inOrder.size())
        .forEach(amount -> others.merge(Decimals.plain(amount), 1L, Long::sum));
    return events(inOrder.subList(0, most), others);
  }

  /**
   * The same of events of which only the order of the first is known.
   *
   * @param first the amounts of as many as may be free, in the order of time
   * @param others how many events there are of each other amount
   */
  default Events events(List<BigDecimal> first, Map<BigDecimal, Long> others) {
    long count = first.stream().mapToLong(PricingModel::countOf).sum();
    for (Map.Entry<BigDecimal, Long> other : others.entrySet()) {
      count += countOf(other.getKey()) * other.getValue();
    }
    BigDecimal priced =
        eventPrice()
            .map(
                price ->
                    others.entrySet().stream()
                        .map(
                            other ->
                                price
                                    .of(other.getKey())
                                    .multiply(BigDecimal.valueOf(other.getValue())))
                        .reduce(price.ofFirst(first), BigDecimal::add))
            .orElse(null);
    return new Events(count, priced, eventsLeftFree().map(free -> free.of(first)).orElse(null));
  }

  /** One event, or one that is taken back. */
  static long countOf(BigDecimal event) {
    return event.signum() < 0 ? -1 : 1;
  }

  /** Why units cannot be included in a price of this model, and what to do; empty if they can. */
  default Optional<String> whyNoIncludedUnits() {
    return Optional.empty();
  }

  /** Why usage cannot be converted for this model, and what to do; empty if it can. */
  default Optional<String> whyNoConversion() {
    return Optional.empty();
  }

  /**
   * The same model with every amount multiplied: unit amounts, flat amounts, percents and fees.
   * Quantities, free amounts and limits stay.
   *
   * @param factor not negative
   */
  PricingModel scaled(BigDecimal factor);

  /**
   * The same model with an amount added to every unit amount. Flat amounts stay.
   *
   * @throws IllegalArgumentException if the model has no unit amounts, or one would fall below 0
   */
  default PricingModel raised(BigDecimal change) {
    throw new IllegalArgumentException(
        "a price of this kind has no unit amount that "
            + change.toPlainString()
            + " could be added to; adjust it by percent or give a whole price");
  }

  /**
   * The same model with another unit amount.
   *
   * @throws IllegalArgumentException if the model has not exactly one
   */
  default PricingModel overridden(BigDecimal unitAmount) {
    throw new IllegalArgumentException(
        "a price of this kind has not one unit amount that "
            + unitAmount.toPlainString()
            + " could override; give a whole price");
  }
}
