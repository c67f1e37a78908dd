package io.lakebill.pricing.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** Extends a price for positive quantities to all: nothing costs nothing, less pays back. */
final class Corrections {

  private Corrections() {}

  /** {@code rate(-q)} is {@code rate(q)} with every line negated, flat fees and packages too. */
  static List<RatedLine> rate(
      BigDecimal quantity, Function<BigDecimal, List<RatedLine>> positiveQuantity) {
    return switch (quantity.signum()) {
      case 0 -> List.of();
      case 1 -> List.copyOf(positiveQuantity.apply(quantity));
      default ->
          positiveQuantity.apply(quantity.negate()).stream().map(RatedLine::negated).toList();
    };
  }
}
