package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.util.Optional;

/**
 * Something that is sold, of which charges are a part. Credits and minimums can be for products.
 *
 * @param unit what all amounts of its charges are in; null for whatever its charges say
 */
public record Product(String id, String name, PricingUnit unit) implements Serializable {

  /** What all amounts of its charges are in, if it says so. */
  public Optional<PricingUnit> pricingUnit() {
    return Optional.ofNullable(unit);
  }
}
