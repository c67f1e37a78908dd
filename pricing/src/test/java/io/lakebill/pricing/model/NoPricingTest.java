package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoPricingTest {

  @Test
  void countsUsageAndCostsNothing() {
    Charge charge =
        Charges.usd(
            new NoPricing(List.of("region")),
            new Usage(
                Map.of(List.of("eu"), new BigDecimal("7.5"), List.of("us"), new BigDecimal("-2"))));

    assertEquals(0, new BigDecimal("5.5").compareTo(charge.quantity()));
    assertEquals(Money.zero(Charges.USD), charge.amount());
    assertEquals(List.of(), charge.lines());
  }

  @Test
  void aPercentOffNothingIsNothing() {
    Price price = new Price(new NoPricing(List.of()), Charges.USD);

    assertEquals(price, PriceAdjustment.NONE.withPercent(BigDecimal.TEN).apply(price));
  }

  @Test
  void refusesWhatOnlyAPriceHas() {
    Price price = new Price(new NoPricing(List.of()), Charges.USD);

    assertThrows(IllegalArgumentException.class, () -> price.withIncludedUnits(BigDecimal.ONE));
    assertThrows(IllegalArgumentException.class, () -> price.model().overridden(BigDecimal.ONE));
    assertThrows(IllegalArgumentException.class, () -> new NoPricing(List.of("region", "region")));
  }
}
