package io.lakebill.pricing;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;

/**
 * An amount that does not depend on usage: a recurring or a one-time fee.
 *
 * @param amount for one full period, or once; not negative
 */
public record FixedFee(BigDecimal amount, Currency currency) implements Serializable {

  /** Refuses a negative amount and a currency that cannot be billed. */
  public FixedFee {
    amount = Decimals.notNegative("amount", amount);
    Currencies.requireBillable(currency);
  }

  /** One line with quantity 1; the exact amount is the prorated part of the fee. */
  public Charge charge(String label, Proration proration) {
    RatedLine line = new RatedLine(label, BigDecimal.ONE, amount, proration.of(amount));
    return Charge.rounded(BigDecimal.ONE, List.of(line), currency);
  }
}
