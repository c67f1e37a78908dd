package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.model.Events;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.PercentagePricing;
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
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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

  /** Atlas, capped price (SD32): 0.01 per unit, capped at 50. */
  @ParameterizedTest(name = "{0} units cost {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          UNITS   | AMOUNT | LINES
          0       | 0.00   | ''
          3000    | 30.00  | units: 3000 @ 0.01 = 30.00
          4999.99 | 50.00  | units: 4999.99 @ 0.01 = 50.00
          5000    | 50.00  | units: 5000 @ 0.01 = 50.00
          5000.01 | 50.00  | units: 5000.01 @ 0.01 = 50.00; cap: -1 @ 0.0001 = 0.00
          9000    | 50.00  | units: 9000 @ 0.01 = 90.00; cap: -1 @ 40 = -40.00
          -9000   | -50.00 | units: -9000 @ 0.01 = -90.00; cap: 1 @ 40 = 40.00
          """)
  void isNeverMoreThanItsCap(String units, String amount, String lines) {
    Charge charge = unit("0.01").withCap(new BigDecimal("50")).charge(Usage.of(units));

    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  /** Zuora, charge-level minimum and maximum for per unit pricing: 100 to 200, 120 to 240. */
  @ParameterizedTest(name = "{0} units of {1} cost {4}")
  @CsvSource({"8,10,100,200,100.00", "25,12,120,240,240.00", "10,12,120,240,120.00"})
  void agreesWithZuora(
      String units, String unitAmount, BigDecimal minimum, BigDecimal cap, String amount) {
    Price price = unit(unitAmount).withMinimum(minimum).withCap(cap);

    assertEquals(amount, Charges.amount(price.charge(Usage.of(units))));
  }

  @ParameterizedTest(name = "{0} units in {1} of {2} days")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          UNITS | DAYS | FULL | AMOUNT | LINES
          0     | 1    | 1    | 50.00  | minimum: 1 @ 50 = 50.00
          0     | 14   | 31   | 22.58  | minimum: 1 @ 22.580645161290322581 = 22.58
          0     | 0    | 31   | 0.00   | ''
          49    | 1    | 1    | 50.00  | units: 49 @ 1 = 49.00; minimum: 1 @ 1 = 1.00
          50    | 1    | 1    | 50.00  | units: 50 @ 1 = 50.00
          51    | 1    | 1    | 51.00  | units: 51 @ 1 = 51.00
          22    | 14   | 31   | 22.58  | units: 22 @ 1 = 22.00; minimum: 1 @ 0.580645161290322581 = 0.58
          23    | 14   | 31   | 23.00  | units: 23 @ 1 = 23.00
          99    | 14   | 31   | 80.00  | units: 99 @ 1 = 99.00; cap: -1 @ 19 = -19.00
          -1    | 1    | 1    | -1.00  | units: -1 @ 1 = -1.00
          -99   | 1    | 1    | -80.00 | units: -99 @ 1 = -99.00; cap: 1 @ 19 = 19.00
          """)
  void isNeverLessThanItsMinimumOfWhichStubsOweAPart(
      String units, long days, long full, String amount, String lines) {
    Price price = unit("1").withMinimum(new BigDecimal("50")).withCap(new BigDecimal("80"));

    Charge charge = price.charge(Usage.of(units), new Proration(days, full));

    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  @ParameterizedTest(name = "{0} units, 10 included")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          UNITS | QUANTITY | LINES
          0     | 0        | ''
          9.5   | 9.5      | included units: 9.5 @ 0 = 0.00
          10    | 10       | included units: 10 @ 0 = 0.00
          10.5  | 10.5     | included units: 10 @ 0 = 0.00; tier 1: 0.5 @ 2 = 1.00
          20    | 20       | included units: 10 @ 0 = 0.00; tier 1: 10 @ 2 = 20.00
          21    | 21       | included units: 10 @ 0 = 0.00; tier 1: 10 @ 2 = 20.00; tier 2: 1 @ 1 = 1.00
          -21   | -21      | included units: -10 @ 0 = 0.00; tier 1: -10 @ 2 = -20.00; tier 2: -1 @ 1 = -1.00
          """)
  void includedUnitsComeBeforeTheTiers(String units, String quantity, String lines) {
    var tiered = new TieredPricing(Tiers.of(Tier.upTo("10", "2"), Tier.beyond("1")));
    Price price = new Price(tiered, USD).withIncludedUnits(BigDecimal.TEN);

    Charge charge = price.charge(Usage.of(units));

    assertEquals(quantity, charge.quantity().toPlainString());
    assertEquals(lines, Charges.lines(charge));
  }

  @Test
  void unitsAreIncludedAfterConversionAndRounding() {
    Price price =
        unit("0.10")
            .withConversion(conversion("1024", Rounding.UP))
            .withIncludedUnits(new BigDecimal("3"));

    assertEquals(
        "included units: 3 @ 0 = 0.00; units: 8 @ 0.1 = 0.80",
        Charges.lines(price.charge(Usage.of("10241"))));
  }

  @Test
  void refusesWhatTheModelHasNoSenseFor() {
    var matrix = new MatrixPricing(List.of("region"), List.of(), BigDecimal.ONE);
    PercentagePricing limited =
        PercentagePricing.of("1").withEventLimits(new Limits(BigDecimal.ONE, null));
    UnitConversion cents = conversion("100", Rounding.NONE);

    assertRefused(
        "a matrix cannot include units: which of its cells would be free is not said; "
            + "price a group of cells of its own, or use grouped pricing",
        () -> new Price(matrix, USD).withIncludedUnits(BigDecimal.ONE));
    assertRefused(
        "a percentage price counts money, not units; give it a free amount instead",
        () -> new Price(PercentagePricing.of("1"), USD).withIncludedUnits(BigDecimal.ONE));
    assertRefused(
        "limits per event price each event as it is metered; let the meter convert its value",
        () -> new Price(limited, USD).withConversion(cents));
    assertEquals(
        "0.08",
        Charges.amount(
            new Price(PercentagePricing.of("1"), USD)
                .withConversion(cents)
                .charge(Usage.of("800"))));
    assertRefused(
        "minimum 51 is above the maximum 50",
        () -> unit("1").withCap(new BigDecimal("50")).withMinimum(new BigDecimal("51")));
    assertRefused(
        "included units -1 is negative",
        () -> unit("1").withIncludedUnits(BigDecimal.ONE.negate()));
  }

  @Test
  void usageOfSeveralCellsIsPricedTogetherWithItsEvents() {
    PercentagePricing model = PercentagePricing.of("1").withEventFee("1");
    Usage usage =
        new Usage(
            Map.of(List.of("eu"), new BigDecimal("100"), List.of("us"), new BigDecimal("200")),
            Map.of(List.of("eu"), Events.counted(1), List.of("us"), Events.counted(2)));

    assertEquals(
        "1%: 300 @ 0.01 = 3.00; fee per event: 3 @ 1 = 3.00",
        Charges.lines(new Price(model, USD).charge(usage)));
  }

  /** flexprice, billing_rounding_test. */
  @ParameterizedTest(name = "{0} {1} is {2}")
  @CsvSource({"10.275,USD,10.28", "1023.5,JPY,1024", "0.005,USD,0.01", "-0.005,USD,-0.01"})
  void roundsHalfAwayFromZero(String exact, String currency, String amount) {
    Price price = new Price(new UnitPricing(BigDecimal.ONE), PricingUnit.currency(currency));

    assertEquals(amount, Charges.amount(price.charge(Usage.of(exact))));
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

  private static Price unit(String unitAmount) {
    return new Price(new UnitPricing(new BigDecimal(unitAmount)), USD);
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }

  private static Money money(String amount) {
    return new Money(new BigDecimal(amount), USD);
  }

  private static UnitConversion conversion(String factor, Rounding rounding) {
    return new UnitConversion(new BigDecimal(factor), rounding);
  }
}
