package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import io.lakebill.pricing.charge.PartialBill;
import io.lakebill.pricing.charge.Price;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraduatedPercentagePricingTest {

  /** lago-api, graduated_percentage_service_spec; the rows of 10.5 and -11 are added. */
  @ParameterizedTest(name = "{0} costs {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          MONEY, EXACT,   EXCLUSIVE
          0,     0,       0
          1,     200.01,  200.01
          10,    200.1,   500.1
          10.5,  500.11,  500.11
          11,    500.12,  500.12
          12,    500.14,  500.14
          20,    500.3,   900.3
          21,    900.33,  900.33
          -11,   -500.12, -500.12
          """)
  void chargesEachPartThePercentOfItsTier(String money, String exact, String exclusive) {
    List<Tier> tiers =
        List.of(Tier.upTo("10", "1", "200"), Tier.upTo("20", "2", "300"), Tier.beyond("3", "400"));

    assertEquals(exact, exact(new Tiers(tiers, Bounds.INCLUSIVE), money));
    assertEquals(exclusive, exact(new Tiers(tiers, Bounds.EXCLUSIVE), money));
  }

  /** Lago, documentation of graduated percentage: transactions of 500, 550 and 4000, one by one. */
  @Test
  void billsTransactionsOneAfterTheOther() {
    var model =
        new GraduatedPercentagePricing(
            Tiers.of(
                Tier.upTo("1000", "1", "200"),
                Tier.upTo("10000", "2", "300"),
                Tier.beyond("3", "400")));
    Price price = new Price(model, Charges.USD);

    PartialBill first = PartialBill.first(price.charge(Usage.of("500")));
    PartialBill second = first.next(price.charge(Usage.of("1050")));
    PartialBill third = second.next(price.charge(Usage.of("5050")));

    assertEquals("205.00 USD", first.due().toString());
    assertEquals("306.00 USD", second.due().toString());
    assertEquals("80.00 USD", third.due().toString());
  }

  @Test
  void takesNoBlocks() {
    Tiers blocks = Tiers.of(Tier.beyond("2").inBlocksOf(BigDecimal.TEN));

    assertThrows(IllegalArgumentException.class, () -> new GraduatedPercentagePricing(blocks));
  }

  @Test
  void showsThePercentAsAFraction() {
    Charge charge =
        Charges.usd(
            new GraduatedPercentagePricing(Tiers.of(Tier.upTo("100", "2.9"), Tier.beyond("1"))),
            "150");

    assertEquals("tier 1: 100 @ 0.029 = 2.90; tier 2: 50 @ 0.01 = 0.50", Charges.lines(charge));
  }

  @Test
  void isAdjustedByPercentOnly() {
    var model = new GraduatedPercentagePricing(Tiers.of(Tier.beyond("2", "10")));

    assertEquals(
        new GraduatedPercentagePricing(Tiers.of(Tier.beyond("3", "15"))),
        model.scaled(new BigDecimal("1.5")));
    assertThrows(IllegalArgumentException.class, () -> model.raised(BigDecimal.ONE));
  }

  @Test
  void refusesAPercentThatCannotBeStoredAsAFraction() {
    Tiers tiers = Tiers.of(Tier.beyond("0.00000000000000001"));

    assertEquals(
        "unit amount 1E-19 has more than 18 decimals",
        assertThrows(IllegalArgumentException.class, () -> new GraduatedPercentagePricing(tiers))
            .getMessage());
  }

  private static String exact(Tiers tiers, String money) {
    return Charges.exact(Charges.usd(new GraduatedPercentagePricing(tiers), money));
  }
}
