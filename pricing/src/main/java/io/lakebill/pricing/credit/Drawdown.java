package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Money;
import java.io.Serializable;

/**
 * What a grant paid of a line.
 *
 * @param line its position, from 0
 * @param amount above 0
 */
public record Drawdown(String grant, int line, Money amount) implements Serializable {

  /** Refuses an amount that is not above 0. */
  public Drawdown {
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException(
          "grant " + grant + " cannot pay " + amount + " of line " + line);
    }
  }
}
