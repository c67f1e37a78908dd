package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Allocation;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Which lines get how much of a credit that does not pay all of them. */
public enum Spread {
  /** One line after the other, so that few lines are paid in part. For payments. */
  IN_ORDER {
    @Override
    public List<Money> shares(Money credit, List<Money> open) {
      List<Money> shares = new ArrayList<>();
      Money left = credit;
      for (Money amount : open) {
        Money share = left.min(amount);
        shares.add(share);
        left = left.minus(share);
      }
      return shares;
    }
  },
  /**
   * Each line in proportion to its amount, by largest remainder. For discounts, whose place decides
   * at which rate tax is saved.
   */
  IN_PROPORTION {
    @Override
    public List<Money> shares(Money credit, List<Money> open) {
      BigDecimal total = Money.sum(open, credit.currency()).amount();
      List<BigDecimal> exact =
          open.stream()
              .map(amount -> amount.amount().multiply(credit.amount()))
              .map(product -> Decimals.divide(product, total))
              .toList();
      return Allocation.largestRemainder(credit, exact);
    }
  };

  /**
   * One share per line, none above the line's amount, which add up to the credit.
   *
   * @param credit above 0, at most the sum of the lines
   * @param open amounts above 0
   */
  public abstract List<Money> shares(Money credit, List<Money> open);
}
