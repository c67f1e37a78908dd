package io.lakebill.pricing.charge;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a charge came about, as data that add up: from the metered quantity to the one the model
 * priced, and from the sum of its lines to the billed amount. What lies between the two are the
 * lines of the charge. Steps that do not apply to a price are left out.
 *
 * @param quantity metered, converted, whole units, included; none for a fee
 * @param amount lines, then cap or minimum where they changed something, rounding
 */
public record Explanation(Steps quantity, Steps amount) implements Serializable {

  public Explanation {
    Objects.requireNonNull(quantity, "quantity steps");
    Objects.requireNonNull(amount, "amount steps");
  }
}
