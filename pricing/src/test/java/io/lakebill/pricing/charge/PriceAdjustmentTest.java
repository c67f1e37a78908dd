package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Rounding;
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceAdjustmentTest {

  private static final Price DOLLAR = new Price(new UnitPricing(BigDecimal.ONE), Charges.USD);

  private static final FixedFee LICENCE = new FixedFee(new BigDecimal("30"), Charges.USD);

  /** The first four are Metronome's price adjustments of $1 per GB (SD06), on 200 GB. */
  @ParameterizedTest(name = "override {0}, {1}%, {2}")
  @CsvSource(
      nullValues = "-",
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          OVERRIDE | PERCENT | FIXED | LINES
          -        | -15     | 0     | units: 200 @ 0.85 = 170.00
          -        | 15      | 0     | units: 200 @ 1.15 = 230.00
          -        | 0       | -0.50 | units: 200 @ 0.5 = 100.00
          0.35     | 0       | 0     | units: 200 @ 0.35 = 70.00
          2        | -50     | 0.25  | units: 200 @ 1.25 = 250.00
          0        | 15      | 0     | units: 200 @ 0 = 0.00
          -        | -100    | 0     | units: 200 @ 0 = 0.00
          -        | 0       | -1    | units: 200 @ 0 = 0.00
          -        | 0       | 0     | units: 200 @ 1 = 200.00
          """)
  void overridesThenTakesAPercentThenAddsAnAmount(
      BigDecimal override, BigDecimal percent, BigDecimal fixed, String lines) {
    PriceAdjustment adjustment =
        PriceAdjustment.NONE.withOverride(override).withPercent(percent).withFixed(fixed);

    assertEquals(lines, Charges.lines(adjustment.apply(DOLLAR).charge(Usage.of("200"))));
  }

  /** Ten licences instead of the plan's one are Metronome's quantity override (SD07). */
  @ParameterizedTest(name = "{3} of {0}, {1}%, {2}")
  @CsvSource(
      nullValues = "-",
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          OVERRIDE | PERCENT | FIXED | QUANTITY | LINES
          -        | 0       | 0     | 10       | Licences: 10 @ 30 = 300.00
          -        | 0       | 0     | -        | Licences: 1 @ 30 = 30.00
          25       | -10     | 1     | 2        | Licences: 2 @ 23.5 = 47.00
          -        | 0       | -30   | 2        | Licences: 2 @ 0 = 0.00
          -        | 0       | 0     | 0        | ''
          """)
  void adjustsFees(
      BigDecimal override,
      BigDecimal percent,
      BigDecimal fixed,
      BigDecimal quantity,
      String lines) {
    var adjustment = new PriceAdjustment(override, percent, fixed, quantity);

    assertEquals(
        lines, Charges.lines(adjustment.apply(LICENCE).charge("Licences", Proration.FULL)));
  }

  @Test
  void leavesTheRestOfThePriceAlone() {
    Price price =
        DOLLAR
            .withConversion(new UnitConversion(BigDecimal.TEN, Rounding.UP))
            .withIncludedUnits(BigDecimal.ONE)
            .withCap(BigDecimal.TEN)
            .withMinimum(BigDecimal.ONE);

    assertEquals(
        price.withModel(new UnitPricing(new BigDecimal("0.5"))),
        PriceAdjustment.NONE.withPercent(new BigDecimal("-50")).apply(price));
    assertEquals(price, PriceAdjustment.NONE.apply(price));
  }

  @Test
  void aPercentChangesFlatAmountsAndAFixedAmountDoesNot() {
    Price price =
        DOLLAR.withModel(new TieredPricing(Tiers.of(Tier.upTo("10", "2", "6"), Tier.beyond("1"))));

    assertEquals(
        "tier 1: 10 @ 1 = 10.00; flat fee tier 1: 1 @ 3 = 3.00; tier 2: 1 @ 0.5 = 0.50",
        Charges.lines(
            PriceAdjustment.NONE
                .withPercent(new BigDecimal("-50"))
                .apply(price)
                .charge(Usage.of("11"))));
    assertEquals(
        "tier 1: 10 @ 1 = 10.00; flat fee tier 1: 1 @ 6 = 6.00; tier 2: 1 @ 0 = 0.00",
        Charges.lines(
            PriceAdjustment.NONE
                .withFixed(BigDecimal.ONE.negate())
                .apply(price)
                .charge(Usage.of("11"))));
  }

  @Test
  void saysWhatItOverrides() {
    PriceAdjustment both =
        PriceAdjustment.NONE.withOverride(BigDecimal.ONE).withQuantity(BigDecimal.TEN);

    assertEquals(Optional.of(BigDecimal.ONE), both.overriding());
    assertEquals(Optional.of(BigDecimal.TEN), both.quantityOverride());
    assertEquals(Optional.empty(), PriceAdjustment.NONE.overriding());
    assertEquals(Optional.empty(), PriceAdjustment.NONE.quantityOverride());
  }

  @Test
  void refusesWhatFallsBelowNothing() {
    assertRefused(
        "unit amount 1 adjusted by -1.01 is below 0",
        () -> PriceAdjustment.NONE.withFixed(new BigDecimal("-1.01")).apply(DOLLAR));
    assertRefused(
        "adjusted amount -0.01 is negative",
        () -> PriceAdjustment.NONE.withFixed(new BigDecimal("-30.01")).apply(LICENCE));
    assertRefused(
        "an adjustment of -100.01% takes more than the whole price",
        () -> PriceAdjustment.NONE.withPercent(new BigDecimal("-100.01")));
    assertRefused(
        "override -1 is negative",
        () -> PriceAdjustment.NONE.withOverride(BigDecimal.ONE.negate()));
    assertRefused(
        "quantity -1 is negative",
        () -> PriceAdjustment.NONE.withQuantity(BigDecimal.ONE.negate()));
  }

  @Test
  void refusesAQuantityForUsage() {
    assertRefused(
        "the quantity of a usage price is metered and cannot be 10; "
            + "override the quantity of a fixed fee",
        () -> PriceAdjustment.NONE.withQuantity(BigDecimal.TEN).apply(DOLLAR));
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
