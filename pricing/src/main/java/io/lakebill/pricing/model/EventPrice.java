package io.lakebill.pricing.model;

import java.io.Serializable;
import java.math.BigDecimal;

/**
 * The price of one event by its amount: a pure function, exact, that a scan over events can apply
 * and add up in any order.
 */
@FunctionalInterface
public interface EventPrice extends Serializable {

  /** Exact money for an event of this amount, with as many decimals as it takes. */
  BigDecimal of(BigDecimal event);
}
