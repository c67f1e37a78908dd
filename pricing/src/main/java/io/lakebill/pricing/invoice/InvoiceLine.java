package io.lakebill.pricing.invoice;

import io.lakebill.pricing.money.Money;
import java.io.Serializable;

/**
 * An item with what is taken off by discounts and added by tax.
 *
 * @param discount by promotional credits, not negative
 * @param tax the line's share of the tax at its rate
 */
public record InvoiceLine(InvoiceItem item, Money discount, Money tax) implements Serializable {

  /** Refuses a discount that adds to the line. */
  public InvoiceLine {
    if (discount.signum() < 0) {
      throw new IllegalArgumentException(
          "the discount of " + item.terms().id() + " is " + discount + ", below nothing");
    }
  }

  /** After discounts, before tax. */
  public Money net() {
    return item.amount().minus(discount);
  }

  /** After discounts and tax. */
  public Money gross() {
    return net().plus(tax);
  }
}
