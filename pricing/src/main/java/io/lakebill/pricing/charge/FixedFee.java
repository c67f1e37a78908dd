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
 * @param amount for one full period, or once; not negative
 */
public record FixedFee(BigDecimal amount, PricingUnit currency) implements Serializable {

  /** Refuses a negative amount. */
  public FixedFee {
    amount = Decimals.notNegative("amount", amount);
    Objects.requireNonNull(currency, "currency");
  }

  /** One line with quantity 1; the exact amount is the prorated part of the fee. */
  public Charge charge(String label, Proration proration) {
    RatedLine line = new RatedLine(label, BigDecimal.ONE, amount, proration.of(amount));
    return Charge.rounded(BigDecimal.ONE, List.of(line), currency);
  }
}
