package io.lakebill.pricing.issued;

import io.lakebill.pricing.money.Money;
import java.util.List;

/**
 * A line of an issued invoice, or what credit notes take back of it, which is negative.
 *
 * @param number of the line on the invoice, from 1
 * @param amount before discount and tax
 * @param discount that promotional credits took off
 * @param tax its share of the tax
 * @param rates of tax that it has, as charges name them; none if it names none
 */
public record IssuedLine(int number, Money amount, Money discount, Money tax, List<String> rates) {

  /** Copies the list. */
  public IssuedLine {
    rates = List.copyOf(rates);
  }

  /** After discount, before tax. */
  public Money net() {
    return amount.minus(discount);
  }

  /** Whether there is nothing of it at all. */
  boolean isNothing() {
    return amount.signum() == 0 && discount.signum() == 0 && tax.signum() == 0;
  }

  IssuedLine negated() {
    return new IssuedLine(number, amount.negated(), discount.negated(), tax.negated(), rates);
  }

  IssuedLine plus(IssuedLine other) {
    return new IssuedLine(
        number,
        amount.plus(other.amount),
        discount.plus(other.discount),
        tax.plus(other.tax),
        rates);
  }
}
