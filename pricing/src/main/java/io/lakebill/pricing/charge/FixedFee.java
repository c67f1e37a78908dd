package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * An amount that does not depend on usage: a recurring or a one-time fee.
 *
 * @param amount for one full period, or once, for each of the quantity; not negative
 * @param quantity how many of it are charged, such as licences; 0 switches the fee off
 */
public record FixedFee(BigDecimal amount, BigDecimal quantity, PricingUnit currency)
    implements Serializable {

  /** Refuses a negative amount or quantity. */
  public FixedFee {
    amount = Decimals.notNegative("amount", amount);
    quantity = Decimals.notNegative("quantity", quantity);
    Objects.requireNonNull(currency, "currency");
  }

  /** A fee that is charged once. */
  public FixedFee(BigDecimal amount, PricingUnit currency) {
    this(amount, BigDecimal.ONE, currency);
  }

  /** The same fee with another amount. */
  public FixedFee withAmount(BigDecimal other) {
    return new FixedFee(other, quantity, currency);
  }

  /** The same fee for another quantity. */
  public FixedFee withQuantity(BigDecimal other) {
    return new FixedFee(amount, other, currency);
  }

  /** One line, of the prorated part of the fee; none when the quantity is 0. */
  public Charge charge(String label, Proration proration) {
    Optional<RatedLine> line =
        proration.isFull() && quantity.signum() > 0
            ? Optional.of(RatedLine.of(label, quantity, amount))
            : part(label, proration.of(total()));
    return Charge.rounded(quantity, line.stream().toList(), currency);
  }

  /** What a full period costs, exactly. */
  public BigDecimal total() {
    return quantity.multiply(amount);
  }

  /**
   * The line of a part of the fee, none when the quantity is 0: so much for each, or once for all,
   * whose number the label then says.
   *
   * @param exact what the part comes to
   */
  public Optional<RatedLine> part(String label, BigDecimal exact) {
    if (quantity.signum() == 0) {
      return Optional.empty();
    }
    String counted = "quantity " + quantity.toPlainString();
    String otherwise = label.isEmpty() ? counted : label + ", " + counted;
    return Optional.of(
        RatedLine.shared(label, quantity, exact).orElseGet(() -> RatedLine.once(otherwise, exact)));
  }
}
