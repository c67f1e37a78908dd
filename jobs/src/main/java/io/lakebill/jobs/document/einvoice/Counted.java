package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.DocumentLine;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How many at which price a line of an e-invoice has. Prices are never negative: what takes
 * something away has a negative quantity. A line whose price is in another currency, or whose share
 * of a rounded charge is not quantity times price to the cent, counts once at its amount.
 *
 * @param asBilled whether the quantity is the line's own; else a note has that
 */
record Counted(BigDecimal quantity, BigDecimal price, boolean asBilled) {

  private static final BigDecimal CENT = new BigDecimal("0.01");

  static Counted of(DocumentLine line) {
    Optional<BigDecimal> price = line.unitAmount().filter(any -> line.priceCurrency().isEmpty());
    return price
        .map(one -> new Counted(line.quantity(), one, true).notNegative())
        .filter(counted -> counted.isOf(line.amount()))
        .orElseGet(() -> new Counted(BigDecimal.ONE, line.amount(), false).notNegative());
  }

  private Counted notNegative() {
    return price.signum() < 0 ? new Counted(quantity.negate(), price.negate(), asBilled) : this;
  }

  private boolean isOf(BigDecimal amount) {
    return quantity.multiply(price).subtract(amount).abs().compareTo(CENT) <= 0;
  }

  /** What a note says of the quantity, where it is not the line's own. */
  Optional<String> note(DocumentLine line) {
    return asBilled
        ? Optional.empty()
        : Optional.of("Quantity " + Elements.figure(line.quantity()));
  }
}
