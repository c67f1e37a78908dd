package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.money.Rounding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {

  private static final PricingUnit USD = PricingUnit.currency("USD");

  private static final PricingModel TEN_CENTS = new UnitPricing(new BigDecimal("0.10"));

  /** 10,241 raw units are Metronome's unit conversion (SD04); 0.10 per priced unit. */
  @ParameterizedTest(name = "{0} raw units, rounded {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          RAW,    ROUNDING, QUANTITY,      EXACT,         AMOUNT
          10241,  NONE,     10.0009765625, 1.00009765625, 1.00
          10241,  UP,       11,            1.1,           1.10
          10241,  DOWN,     10,            1,             1.00
          10241,  NEAREST,  10,            1,             1.00
          0,      UP,       0,             0,             0.00
          1,      UP,       1,             0.1,           0.10
          1,      DOWN,     0,             0,             0.00
          1023,   DOWN,     0,             0,             0.00
          1024,   DOWN,     1,             0.1,           0.10
          1024,   UP,       1,             0.1,           0.10
          1025,   UP,       2,             0.2,           0.20
          1535,   NEAREST,  1,             0.1,           0.10
          1536,   NEAREST,  2,             0.2,           0.20
          -1536,  NEAREST,  -2,            -0.2,          -0.20
          -10241, UP,       -11,           -1.1,          -1.10
          -10241, DOWN,     -10,           -1,            -1.00
          """)
  void convertsBeforeItPrices(
      String raw, Rounding rounding, String quantity, String exact, String amount) {
    Price price = new Price(TEN_CENTS, USD).withConversion(conversion("1024", rounding));

    Charge charge = price.charge(Usage.of(raw));

    assertEquals(quantity, charge.quantity().toPlainString());
    assertEquals(exact, Charges.exact(charge));
    assertEquals(amount, Charges.amount(charge));
  }

  @Test
  void dividesWithOneRoundingAtEighteenDecimals() {
    assertEquals(
        "0.333333333333333333",
        conversion("3", Rounding.NONE).convert(BigDecimal.ONE).toPlainString());
    assertEquals(
        "0.666666666666666667",
        conversion("3", Rounding.NONE).convert(BigDecimal.valueOf(2)).toPlainString());
    assertEquals(
        "1000", conversion("0.001", Rounding.NONE).convert(BigDecimal.ONE).toPlainString());
  }

  @Test
  void tiersCountInThePricedUnit() {
    var tiered = new TieredPricing(Tiers.of(Tier.upTo("10", "1"), Tier.beyond("0.5")));
    Price price = new Price(tiered, USD).withConversion(conversion("1000", Rounding.UP));

    assertEquals(
        "tier 1: 10 @ 1 = 10.00; tier 2: 2 @ 0.5 = 1.00",
        Charges.lines(price.charge(Usage.of("11001"))));
  }

  @Test
  void roundsWhatIsPricedTogetherOnce() {
    Usage split =
        new Usage(Map.of(List.of("eu"), BigDecimal.ONE, List.of("us"), BigDecimal.valueOf(2)));
    UnitConversion toThousands = conversion("1000", Rounding.UP);
    var matrix = new MatrixPricing(List.of("region"), List.of(), new BigDecimal("0.10"));

    assertEquals(
        "0.10",
        Charges.amount(new Price(TEN_CENTS, USD).withConversion(toThousands).charge(split)));
    assertEquals(
        "0.20", Charges.amount(new Price(matrix, USD).withConversion(toThousands).charge(split)));
  }

  @Test
  void roundsToTheMinorUnitOfItsCurrency() {
    Usage usage = Usage.of("10235");

    assertEquals(
        "1024", Charges.amount(new Price(TEN_CENTS, PricingUnit.currency("JPY")).charge(usage)));
    assertEquals(
        "1023.500",
        Charges.amount(new Price(TEN_CENTS, PricingUnit.currency("KWD")).charge(usage)));
  }

  @Test
  void noUsageIsAChargeOfNothingWithoutLines() {
    Charge charge = new Price(TEN_CENTS, USD).charge(new Usage(Map.of()));

    assertEquals(BigDecimal.ZERO, charge.quantity());
    assertEquals(BigDecimal.ZERO, charge.exactAmount());
    assertEquals(Money.zero(USD), charge.amount());
    assertEquals(List.of(), charge.lines());
  }

  @Test
  void needsNoConversion() {
    assertEquals(Optional.empty(), new Price(TEN_CENTS, USD).unitConversion());
    assertEquals(new Price(TEN_CENTS, USD).withConversion(null), new Price(TEN_CENTS, USD));
  }

  @Test
  void refusesWhatCannotBeBilled() {
    assertEquals(
        "currency XAU has no minor unit and cannot be billed",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Price(TEN_CENTS, PricingUnit.currency("XAU")))
            .getMessage());
    assertEquals(
        "conversion factor 0 is not above 0",
        assertThrows(IllegalArgumentException.class, () -> conversion("0", Rounding.NONE))
            .getMessage());
    assertEquals(
        "conversion factor -1024 is not above 0",
        assertThrows(IllegalArgumentException.class, () -> conversion("-1024", Rounding.NONE))
            .getMessage());
  }

  @Test
  void chargesRefuseLinesThatDoNotAddUp() {
    RatedLine rated = TEN_CENTS.rate(Usage.of("10")).get(0);
    List<Charge.Line> lines = List.of(new Charge.Line(rated, money("1.00")));

    assertEquals(
        "lines add up to 1.00 USD, not to 1.01 USD",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Charge(BigDecimal.TEN, BigDecimal.ONE, money("1.01"), lines))
            .getMessage());
  }

  private static Money money(String amount) {
    return new Money(new BigDecimal(amount), USD);
  }

  private static UnitConversion conversion(String factor, Rounding rounding) {
    return new UnitConversion(new BigDecimal(factor), rounding);
  }
}
