package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The events behind a quantity.
 *
 * @param count how many, less those that were taken back: events of negative amounts
 * @param amount exact money they cost when each is priced on its own by an {@link EventPrice}; null
 *     when they were only counted, see {@link #priced()}
 * @param first those that a price leaves free; null when they were not told apart, see {@link
 *     #firstOnes()}
 */
public record Events(long count, BigDecimal amount, FirstEvents first) implements Serializable {

  public Events {
    amount = amount == null ? null : Decimals.plain(amount);
  }

  /** Events of which none are told apart. */
  public Events(long count, BigDecimal amount) {
    this(count, amount, null);
  }

  /** Events that were only counted. */
  public static Events counted(long count) {
    return new Events(count, null);
  }

  /** What they cost when each is priced on its own, if that was computed. */
  public Optional<BigDecimal> priced() {
    return Optional.ofNullable(amount);
  }

  /** Those that a price leaves free, if they were told apart. */
  public Optional<FirstEvents> firstOnes() {
    return Optional.ofNullable(first);
  }

  /**
   * Both together, of which none are told apart; their amount is known only if both amounts are.
   */
  public Events plus(Events other) {
    return new Events(
        Math.addExact(count, other.count),
        amount == null || other.amount == null ? null : amount.add(other.amount));
  }
}
