package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkPricingTest {

  /** Metronome, usage-based charges (SD03): all usage gets the price of the highest range. */
  @ParameterizedTest(name = "{0} GB cost {2}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          QUANTITY | EXACT   | AMOUNT   | LINES
          0        | 0       | 0.00     | ''
          900      | 90      | 90.00    | tier 1: 900 @ 0.1 = 90.00
          1000     | 100     | 100.00   | tier 1: 1000 @ 0.1 = 100.00
          1000.5   | 90.045  | 90.05    | tier 2: 1000.5 @ 0.09 = 90.05
          1500     | 135     | 135.00   | tier 2: 1500 @ 0.09 = 135.00
          1000000  | 90000   | 90000.00 | tier 2: 1000000 @ 0.09 = 90000.00
          -1500    | -135    | -135.00  | tier 2: -1500 @ 0.09 = -135.00
          """)
  void chargesAllUnitsAtTheRateOfTheTierReached(
      String quantity, String exact, String amount, String lines) {
    var model = new BulkPricing(Tiers.of(Tier.upTo("1000", "0.10"), Tier.beyond("0.09")));

    Charge charge = Charges.usd(model, quantity);

    assertEquals(exact, Charges.exact(charge));
    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  /** Atlas, bulk (SD31): 2 below 200 units, 1.5 from 200 on. */
  @ParameterizedTest(name = "{0} units cost {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          QUANTITY,               AMOUNT
          0,                      0.00
          100,                    200.00
          199,                    398.00
          199.5,                  399.00
          199.999999999999999999, 400.00
          200,                    300.00
          200.01,                 300.02
          1000000,                1500000.00
          -200,                   -300.00
          """)
  void exclusiveBoundsGiveTheBoundToTheNextTier(String quantity, String amount) {
    var model =
        new BulkPricing(
            new Tiers(List.of(Tier.upTo("200", "2"), Tier.beyond("1.5")), Bounds.EXCLUSIVE));

    assertEquals(amount, Charges.amount(Charges.usd(model, quantity)));
  }

  /** lago-api, volume_service_spec; the rows of 0, 200.5 and -300 are added. */
  @ParameterizedTest(name = "{0} units cost {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          QUANTITY | AMOUNT  | LINES
          0        | 0.00    | ''
          1        | 12.00   | tier 1: 1 @ 2 = 2.00; flat fee tier 1: 1 @ 10 = 10.00
          100      | 210.00  | tier 1: 100 @ 2 = 200.00; flat fee tier 1: 1 @ 10 = 10.00
          100.5    | 100.50  | tier 2: 100.5 @ 1 = 100.50
          101      | 101.00  | tier 2: 101 @ 1 = 101.00
          200      | 200.00  | tier 2: 200 @ 1 = 200.00
          200.5    | 150.25  | tier 3: 200.5 @ 0.5 = 100.25; flat fee tier 3: 1 @ 50 = 50.00
          300      | 200.00  | tier 3: 300 @ 0.5 = 150.00; flat fee tier 3: 1 @ 50 = 50.00
          -300     | -200.00 | tier 3: -300 @ 0.5 = -150.00; flat fee tier 3: -1 @ 50 = -50.00
          """)
  void addsTheFlatAmountOfTheTierReachedOnly(String quantity, String amount, String lines) {
    var model =
        new BulkPricing(
            Tiers.of(Tier.upTo("100", "2", "10"), Tier.upTo("200", "1"), Tier.beyond("0.5", "50")));

    Charge charge = Charges.usd(model, quantity);

    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  /** flexprice, price_test. */
  @ParameterizedTest(name = "{0} units cost {1}")
  @CsvSource({"5,250.00", "10,500.00", "15,600.00", "20,800.00", "25,750.00"})
  void agreesWithFlexprice(String quantity, String amount) {
    var model =
        new BulkPricing(Tiers.of(Tier.upTo("10", "50"), Tier.upTo("20", "40"), Tier.beyond("30")));

    assertEquals(amount, Charges.amount(Charges.usd(model, quantity)));
  }

  /** Stripe, documentation of tiered pricing: volume. */
  @ParameterizedTest(name = "{0} fonts cost {1}")
  @CsvSource({"1,7.00", "5,35.00", "6,39.00", "20,120.00", "25,150.00"})
  void agreesWithStripe(String quantity, String amount) {
    var model =
        new BulkPricing(Tiers.of(Tier.upTo("5", "7"), Tier.upTo("10", "6.5"), Tier.beyond("6")));

    assertEquals(amount, Charges.amount(Charges.usd(model, quantity)));
  }

  /** Orb, documentation of bulk pricing; Zuplo, of volume pricing; Oracle Banking, by count. */
  @ParameterizedTest(name = "{2} units cost {3}")
  @CsvSource({
    "10,0.50,0.40,10,5.00",
    "10,0.50,0.40,101,40.40",
    "10000,0.05,0.01,15000,150.00",
    "500,2,3,1000,3000.00"
  })
  void agreesWithOrbZuploAndOracle(
      String last, String first, String second, String quantity, String amount) {
    var model = new BulkPricing(Tiers.of(Tier.upTo(last, first), Tier.beyond(second)));

    assertEquals(amount, Charges.amount(Charges.usd(model, quantity)));
  }

  @Test
  void chargesTheFirstFlatAmountWithoutUsageOnlyWhereTheTiersSaySo() {
    Tiers tiers = Tiers.of(Tier.upTo("10", "2", "3"), Tier.beyond("1", "9"));

    assertEquals("", Charges.lines(Charges.usd(new BulkPricing(tiers), "0")));
    assertEquals(
        "flat fee tier 1: 1 @ 3 = 3.00",
        Charges.lines(
            Charges.usd(new BulkPricing(tiers.withZeroUsage(ZeroUsage.FLAT_AMOUNT)), "0")));
  }

  @Test
  void isAdjustedInEveryTier() {
    var model = new BulkPricing(Tiers.of(Tier.upTo("10", "5", "3"), Tier.beyond("2", "1")));

    assertEquals(
        new BulkPricing(Tiers.of(Tier.upTo("10", "2.5", "1.5"), Tier.beyond("1", "0.5"))),
        model.scaled(new BigDecimal("0.5")));
    assertEquals(
        new BulkPricing(Tiers.of(Tier.upTo("10", "5.5", "3"), Tier.beyond("2.5", "1"))),
        model.raised(new BigDecimal("0.5")));
    assertThrows(IllegalArgumentException.class, () -> model.overridden(BigDecimal.ONE));
  }
}
