package io.lakebill.pricing.invoice;

import io.lakebill.pricing.money.Money;
import java.io.Serializable;
import java.util.Optional;

/**
 * The tax at one rate, computed once on the sum of the net amounts, as EN 16931 has it (BR-CO-17).
 *
 * @param rate that was applied: 0 percent for an account that is not taxed
 * @param treatment of the account, with the reason for 0 percent
 * @param net of the lines at this rate, less discounts
 * @param tax the percentage of it, rounded
 */
public record TaxSubtotal(TaxRate rate, TaxTreatment treatment, Money net, Money tax)
    implements Serializable {

  /** Refuses a tax that the rate does not give. */
  public TaxSubtotal {
    Money expected = Money.round(rate.of(net.amount()), net.currency());
    if (!expected.equals(tax)) {
      throw new IllegalArgumentException(
          rate.percent().toPlainString() + "% of " + net + " is " + expected + ", not " + tax);
    }
  }

  /** Why there is none, where that is the account's doing. */
  public Optional<String> reason() {
    return treatment.reasonOf(rate);
  }

  /** Computes the tax. */
  static TaxSubtotal of(TaxRate rate, TaxTreatment treatment, Money net) {
    Money tax = Money.round(rate.of(net.amount()), net.currency());
    return new TaxSubtotal(rate, treatment, net, tax);
  }
}
