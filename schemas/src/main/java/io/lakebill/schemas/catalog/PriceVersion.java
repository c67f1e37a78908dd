package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * A price and since when it is one.
 *
 * @param from the first day on which a billing period that starts has this price
 */
public record PriceVersion(LocalDate from, Price price) implements Serializable {

  /** What a price that says no date begins on. */
  static final LocalDate ALWAYS = LocalDate.MIN;
}
