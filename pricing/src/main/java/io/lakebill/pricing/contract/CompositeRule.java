package io.lakebill.pricing.contract;

import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;
import java.math.BigDecimal;

/** What a composite charge makes of the total of the charges it lists. */
public sealed interface CompositeRule extends Serializable {

  /** What is added to the total, or taken from it, rounded. */
  Money amount(Money total, Proration days);

  /**
   * A part of the total, on top of it.
   *
   * @param percent from -100; a negative one is a reduction
   */
  record Percentage(BigDecimal percent) implements CompositeRule {

    private static final BigDecimal ALL = BigDecimal.valueOf(-100);

    /** Refuses to take away more than there is. */
    public Percentage {
      percent = Decimals.stored("percent", percent);
      if (percent.compareTo(ALL) < 0) {
        throw new IllegalArgumentException(
            "percent " + percent.toPlainString() + " takes away more than there is; -100 is all");
      }
    }

    /** Of the days that the total pays for; it is not prorated again. */
    @Override
    public Money amount(Money total, Proration days) {
      BigDecimal exact = total.amount().multiply(percent).movePointLeft(2);
      return Money.round(exact, total.currency());
    }
  }

  /**
   * What is paid back of the total because a fee in advance covers it: the total, at most an
   * amount, which is prorated. So a minimum is billed in advance: the fee, and then what it did not
   * cover.
   */
  record Covered(Minimum most) implements CompositeRule {

    @Override
    public Money amount(Money total, Proration days) {
      return total.orZero().min(most.prorated(days)).negated();
    }
  }

  /** What is missing from a minimum, which is prorated. */
  record LeastTotal(Minimum minimum) implements CompositeRule {

    @Override
    public Money amount(Money total, Proration days) {
      return minimum.missingFrom(total, days);
    }
  }
}
