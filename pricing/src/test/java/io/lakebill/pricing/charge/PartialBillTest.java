package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartialBillTest {

  private static final Tiers TIERS = Tiers.of(Tier.upTo("10", "2"), Tier.beyond("1"));

  @Test
  void asksForTheRestOfEachLine() {
    Price price = new Price(new TieredPricing(TIERS), Charges.USD);

    PartialBill first = PartialBill.first(price.charge(Usage.of("8")));
    PartialBill second = first.next(price.charge(Usage.of("15")));
    PartialBill third = second.next(price.charge(Usage.of("16")));

    assertEquals("{tier 1=16.00 USD}", first.lines().toString());
    assertEquals("{tier 1=4.00 USD, tier 2=5.00 USD}", second.lines().toString());
    assertEquals("9.00 USD", second.due().toString());
    assertEquals("{tier 2=1.00 USD}", third.lines().toString());
    assertEquals("{tier 1=20.00 USD, tier 2=6.00 USD}", third.billed().toString());
  }

  @Test
  void linesThatAreNoLongerChargedComeBackNegative() {
    Price price = new Price(new BulkPricing(TIERS), Charges.USD);

    PartialBill first = PartialBill.first(price.charge(Usage.of("10")));
    PartialBill second = first.next(price.charge(Usage.of("12")));

    assertEquals("{tier 2=12.00 USD, tier 1=-20.00 USD}", second.lines().toString());
    assertEquals("-8.00 USD", second.due().toString());
    assertEquals("{tier 2=12.00 USD}", second.billed().toString());
  }

  /** Thirds of a cent: three bills of their own would be 0.00 each. */
  @Test
  void doesNotLoseWhatRoundingTook() {
    Price price = new Price(new UnitPricing(new BigDecimal("0.004")), Charges.USD);

    PartialBill first = PartialBill.first(price.charge(Usage.of("1")));
    PartialBill second = first.next(price.charge(Usage.of("2")));
    PartialBill third = second.next(price.charge(Usage.of("3")));

    assertEquals("0.00 USD", first.due().toString());
    assertEquals("0.01 USD", second.due().toString());
    assertEquals("0.00 USD", third.due().toString());
    assertEquals(Map.of(), third.lines());
  }

  @Test
  void aMinimumShrinksAsUsageGrows() {
    Price price =
        new Price(new UnitPricing(BigDecimal.ONE), Charges.USD).withMinimum(BigDecimal.TEN);

    PartialBill first = PartialBill.first(price.charge(Usage.of("4")));
    PartialBill second = first.next(price.charge(Usage.of("12")));

    assertEquals("{units=4.00 USD, minimum=6.00 USD}", first.lines().toString());
    assertEquals("{units=8.00 USD, minimum=-6.00 USD}", second.lines().toString());
    assertEquals("2.00 USD", second.due().toString());
  }

  @Test
  void refusesBillsInAnotherCurrency() {
    Charge charge = new Price(new UnitPricing(BigDecimal.ONE), Charges.USD).charge(Usage.of("4"));
    Map<String, Money> yen =
        Map.of("units", new Money(BigDecimal.ONE, PricingUnit.currency("JPY")));

    assertThrows(IllegalArgumentException.class, () -> PartialBill.of(charge, yen));
  }

  @Test
  void refusesLinesThatDoNotAddUp() {
    Money dollar = new Money(BigDecimal.ONE, Charges.USD);
    Money two = new Money(new BigDecimal("2"), Charges.USD);

    assertEquals(
        "lines add up to 1.00 USD, not to 2.00 USD",
        assertThrows(
                IllegalArgumentException.class,
                () -> new PartialBill(two, Map.of("units", dollar), Map.of()))
            .getMessage());
  }
}
