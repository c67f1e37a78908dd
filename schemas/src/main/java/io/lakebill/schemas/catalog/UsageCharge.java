package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.FreeEvents;
import io.lakebill.pricing.model.NoPricing;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What was consumed, at a price; billed when the period is over. Without a price it is counted, so
 * that there is usage to look at, and on no invoice.
 *
 * @param meter reference to a meter, with its profile if it has any
 * @param prices with the meter's conversion; in the plan's currency or a pricing unit of the
 *     catalog; {@link NoPricing} for none
 * @param capPeriods of how many billing periods together the cap is, counted from the first
 */
public record UsageCharge(
    String id, String name, String meter, PriceVersions prices, ChargeLinks links, int capPeriods)
    implements PlanCharge {

  /** Refuses a cap of several periods where there is none. */
  public UsageCharge {
    boolean isCapped =
        prices.versions().stream().allMatch(one -> one.price().limits().most().isPresent());
    if (capPeriods < 1 || (capPeriods > 1 && !isCapped)) {
      throw new IllegalArgumentException(
          "cap_periods is %d, and a price of charge %s has no cap; give each price a cap, or leave it out"
              .formatted(capPeriods, id));
    }
  }

  /** A charge whose price never changes and that names nothing else. */
  public UsageCharge(String id, String name, String meter, Price price) {
    this(id, name, meter, PriceVersions.always(price), ChargeLinks.NONE, 1);
  }

  /** The price in a billing period that starts on a day. */
  public Price price(LocalDate periodStart) {
    return prices.on(periodStart);
  }

  /**
   * The price that holds in the end, for what all versions have in common: the unit, and what they
   * ask of usage.
   */
  public Price price() {
    return prices.last();
  }

  /** What usage is split by, for every version of the price. */
  public List<String> dimensions() {
    return price().model().dimensions();
  }

  /** Which events are free, in every version of the price. */
  public Optional<FreeEvents> eventsLeftFree() {
    return price().model().eventsLeftFree();
  }

  /** Whether events are priced one by one, in every version of the price. */
  public boolean pricesEvents() {
    return price().model().eventPrice().isPresent();
  }

  /** The same charge with all its prices changed. */
  public UsageCharge withPrices(UnaryOperator<Price> change) {
    return new UsageCharge(id, name, meter, prices.map(change), links, capPeriods);
  }

  @Override
  public String type() {
    return "usage";
  }

  /** Whether it has a price. */
  public boolean isPriced() {
    return !(price().model() instanceof NoPricing);
  }

  @Override
  public Optional<String> notBilledYet() {
    return PlanCharge.notBilledIn(price().currency());
  }
}
