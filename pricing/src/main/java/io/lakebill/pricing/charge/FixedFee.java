package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

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

  /** One line; its exact amount is the prorated part of the fee. None when the quantity is 0. */
  public Charge charge(String label, Proration proration) {
    RatedLine full = RatedLine.of(label, quantity, amount);
    BigDecimal exact = prorated(full.exactAmount(), proration);
    List<RatedLine> lines =
        quantity.signum() == 0 ? List.of() : List.of(new RatedLine(label, quantity, amount, exact));
    return Charge.rounded(quantity, lines, currency);
  }

  /** What is due in full is not divided, so that no decimal is lost. */
  private static BigDecimal prorated(BigDecimal exact, Proration proration) {
    return proration.days() == proration.fullDays() ? exact : proration.of(exact);
  }
}
