package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a unit of the seller's own costs once no credits are left for it.
 *
 * @param unitAmount money per unit; not negative
 */
public record OveragePrice(PricingUnit unit, BigDecimal unitAmount, PricingUnit currency)
    implements Serializable {

  /** Refuses a negative amount, a currency to convert, and a result that cannot be paid. */
  public OveragePrice {
    unitAmount = Decimals.notNegative("overage price", unitAmount);
    if (unit.isCurrency()) {
      throw new IllegalArgumentException(
          "overage of " + unit + " cannot be priced: it is a currency and has exchange rates");
    }
    if (!currency.isCurrency()) {
      throw new IllegalArgumentException(
          "overage of " + unit + " is priced in " + currency + ", which is not a currency");
    }
  }

  /** Refuses an amount of another unit. */
  public Conversion convert(Money units) {
    if (!units.currency().equals(unit)) {
      throw new IllegalArgumentException(
          "cannot convert " + units + " at the overage price of " + unit);
    }
    return Conversion.of(units, unitAmount, currency);
  }
}
