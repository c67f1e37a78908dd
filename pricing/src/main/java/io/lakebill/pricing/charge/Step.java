package io.lakebill.pricing.charge;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * One step on the way from what was metered to what is billed.
 *
 * @param change what the step added; negative if it took away
 * @param after what there was after it
 */
public record Step(Kind kind, BigDecimal change, BigDecimal after) implements Serializable {

  /** What a step does. */
  public enum Kind {
    /** The quantity as it was metered, in the metered unit. */
    METERED,
    /** Divided by the conversion factor; from here on in the priced unit. */
    CONVERTED,
    /** Rounded to whole units. */
    WHOLE_UNITS,
    /** Without the units that are included; what is left goes to the model. */
    INCLUDED,
    /** The sum of the lines of the model or fee, exact. */
    LINES,
    /** No more than the cap. */
    CAP,
    /** No less than the minimum. */
    MINIMUM,
    /** Rounded to the smallest part of the currency, once. */
    ROUNDING
  }

  public Step {
    Objects.requireNonNull(kind, "kind");
    change = Decimals.plain(change);
    after = Decimals.plain(after);
  }
}
