package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * The first events of a quantity, in the order of time, as far as a price leaves them free.
 *
 * @param count how many of them cost no fee, less those that were taken back
 * @param quantity what they come to, those included that cost a fee
 */
public record FirstEvents(long count, BigDecimal quantity) implements Serializable {

  public FirstEvents {
    quantity = Decimals.plain(quantity);
  }

  /** The same with its signs turned. */
  public FirstEvents negated() {
    return new FirstEvents(-count, quantity.negate());
  }
}
