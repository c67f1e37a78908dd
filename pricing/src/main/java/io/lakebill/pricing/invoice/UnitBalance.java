package io.lakebill.pricing.invoice;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.credit.Spread;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was charged in a unit of the seller's own, and what credits in that unit paid of it. The
 * rest is billed as overage.
 *
 * @param items none of which is a line of the invoice
 */
public record UnitBalance(List<InvoiceItem> items, BurnDown credits) implements Serializable {

  public UnitBalance {
    items = List.copyOf(items);
  }

  /** Lets credits pay items of one unit. */
  static UnitBalance of(PricingUnit unit, List<InvoiceItem> items, List<GrantBalance> grants) {
    return new UnitBalance(
        items,
        BurnDown.of(
            unit,
            grants,
            items.stream().map(item -> item.payable(item.amount())).toList(),
            Spread.IN_ORDER));
  }

  public PricingUnit unit() {
    return credits.unit();
  }

  /** What credits left to pay of a subscription's items. */
  public Money left(String subscription) {
    List<Money> open =
        IntStream.range(0, items.size())
            .filter(i -> subscription.equals(items.get(i).subscription()))
            .mapToObj(i -> items.get(i).amount().minus(credits.paidOf(i)))
            .toList();
    return Money.sum(open, unit());
  }
}
