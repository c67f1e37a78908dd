package io.lakebill.pricing.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * Which events are free: the first so many, in the order of time, and of them no more than an
 * amount. Whichever is reached first ends it, so an event is free of its fee while all events up to
 * it come to no more than the amount.
 *
 * @param most how many, above 0
 * @param amount what they may come to; 0 for any
 */
public record FreeEvents(long most, BigDecimal amount) implements Serializable {

  /** What the first of these events, in the order of time, come to. */
  public FirstEvents of(List<BigDecimal> inOrder) {
    long count = 0;
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal event : inOrder.subList(0, (int) Math.min(most, inOrder.size()))) {
      sum = sum.add(event);
      if (amount.signum() == 0 || sum.abs().compareTo(amount) <= 0) {
        count += PricingModel.countOf(event);
      }
    }
    return new FirstEvents(count, sum);
  }
}
