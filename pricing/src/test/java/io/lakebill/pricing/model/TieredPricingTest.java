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

class TieredPricingTest {

  /** Metronome, usage-based charges (SD02): 1000 GB at 0.10, thereafter 0.09. */
  private static final TieredPricing METRONOME =
      new TieredPricing(Tiers.of(Tier.upTo("1000", "0.10"), Tier.beyond("0.09")));

  @ParameterizedTest(name = "{0} units, of which those after 100 come in blocks of 50, cost {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          QUANTITY | AMOUNT | LINES
          100      | 20.00  | tier 1: 100 @ 0.2 = 20.00
          100.5    | 25.00  | tier 1: 100 @ 0.2 = 20.00; tier 2 in blocks of 50: 1 @ 5 = 5.00
          150      | 25.00  | tier 1: 100 @ 0.2 = 20.00; tier 2 in blocks of 50: 1 @ 5 = 5.00
          151      | 30.00  | tier 1: 100 @ 0.2 = 20.00; tier 2 in blocks of 50: 2 @ 5 = 10.00
          -151     | -30.00 | tier 1: -100 @ 0.2 = -20.00; tier 2 in blocks of 50: -2 @ 5 = -10.00
          """)
  void aBlockThatWasBegunIsPaidInFull(String quantity, String amount, String lines) {
    Charge charge =
        Charges.usd(
            new TieredPricing(
                Tiers.of(
                    Tier.upTo("100", "0.20"), Tier.beyond("5").inBlocksOf(new BigDecimal("50")))),
            quantity);

    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  /** lago-api, graduated_service_spec. */
  private static final List<Tier> LAGO =
      List.of(Tier.upTo("10", "10", "2"), Tier.upTo("20", "5", "3"), Tier.beyond("5", "3"));

  @ParameterizedTest(name = "{0} GB cost {2}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          QUANTITY   | EXACT     | AMOUNT    | LINES
          0          | 0         | 0.00      | ''
          999.5      | 99.95     | 99.95     | tier 1: 999.5 @ 0.1 = 99.95
          1000       | 100       | 100.00    | tier 1: 1000 @ 0.1 = 100.00
          1000.5     | 100.045   | 100.05    | tier 1: 1000 @ 0.1 = 100.00; tier 2: 0.5 @ 0.09 = 0.05
          1500       | 145       | 145.00    | tier 1: 1000 @ 0.1 = 100.00; tier 2: 500 @ 0.09 = 45.00
          1001000    | 90100     | 90100.00  | tier 1: 1000 @ 0.1 = 100.00; tier 2: 1000000 @ 0.09 = 90000.00
          -1000.5    | -100.045  | -100.05   | tier 1: -1000 @ 0.1 = -100.00; tier 2: -0.5 @ 0.09 = -0.05
          """)
  void chargesEachUnitAtTheRateOfItsTier(
      String quantity, String exact, String amount, String lines) {
    Charge charge = Charges.usd(METRONOME, quantity);

    assertEquals(exact, Charges.exact(charge));
    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  @ParameterizedTest(name = "{0} units cost {1}, or {2} with exclusive bounds")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          QUANTITY, INCLUSIVE,  EXCLUSIVE
          0,        0.00,       0.00
          0.5,      7.00,       7.00
          1,        12.00,      12.00
          9.999,    101.99,     101.99
          10,       102.00,     105.00
          10.001,   105.01,     105.01
          11,       110.00,     110.00
          12,       115.00,     115.00
          20,       155.00,     158.00
          21,       163.00,     163.00
          1000000,  5000058.00, 5000058.00
          -10,      -102.00,    -105.00
          """)
  void addsTheFlatAmountOfEveryTierEntered(String quantity, String inclusive, String exclusive) {
    assertEquals(inclusive, Charges.amount(lago(Bounds.INCLUSIVE, quantity)));
    assertEquals(exclusive, Charges.amount(lago(Bounds.EXCLUSIVE, quantity)));
  }

  @ParameterizedTest(name = "{0} units with {1} bounds")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          QUANTITY | BOUNDS    | LINES
          10       | INCLUSIVE | tier 1: 10 @ 10 = 100.00; flat fee tier 1: 1 @ 2 = 2.00
          10       | EXCLUSIVE | tier 1: 10 @ 10 = 100.00; flat fee tier 1: 1 @ 2 = 2.00; flat fee tier 2: 1 @ 3 = 3.00
          -1       | INCLUSIVE | tier 1: -1 @ 10 = -10.00; flat fee tier 1: -1 @ 2 = -2.00
          """)
  void showsFlatAmountsAsLines(String quantity, Bounds bounds, String lines) {
    assertEquals(lines, Charges.lines(lago(bounds, quantity)));
  }

  /** flexprice, price_test. */
  @ParameterizedTest(name = "{0} units cost {1}")
  @CsvSource({"5,250.00", "10,500.00", "15,700.00", "20,900.00", "25,1050.00"})
  void agreesWithFlexprice(String quantity, String amount) {
    var model =
        new TieredPricing(
            Tiers.of(Tier.upTo("10", "50"), Tier.upTo("20", "40"), Tier.beyond("30")));

    assertEquals(amount, Charges.amount(Charges.usd(model, quantity)));
  }

  /** Orb, documentation of graduated pricing. */
  @ParameterizedTest(name = "{0} units cost {1}")
  @CsvSource({"10000,10.00", "100000,82.00", "150000,107.00"})
  void agreesWithOrb(String quantity, String amount) {
    var model =
        new TieredPricing(
            Tiers.of(
                Tier.upTo("10000", "0.001"), Tier.upTo("100000", "0.0008"), Tier.beyond("0.0005")));

    assertEquals(amount, Charges.amount(Charges.usd(model, quantity)));
  }

  /** Stripe, documentation of tiered pricing: graduated. */
  @ParameterizedTest(name = "{0} fonts cost {1}")
  @CsvSource({"1,7.00", "5,35.00", "6,41.50", "20,127.50", "25,157.50"})
  void agreesWithStripe(String quantity, String amount) {
    var model =
        new TieredPricing(Tiers.of(Tier.upTo("5", "7"), Tier.upTo("10", "6.5"), Tier.beyond("6")));

    assertEquals(amount, Charges.amount(Charges.usd(model, quantity)));
  }

  /** Autumn and Zuplo, documentation of graduated pricing: 15,000 requests. */
  @ParameterizedTest(name = "{0}, {1}, {2} make {3}")
  @CsvSource({"0.01,0.008,0.005,107.00", "0.10,0.05,0.01,600.00"})
  void agreesWithAutumnAndZuplo(String first, String second, String third, String amount) {
    var model =
        new TieredPricing(
            Tiers.of(Tier.upTo("1000", first), Tier.upTo("10000", second), Tier.beyond(third)));

    assertEquals(amount, Charges.amount(Charges.usd(model, "15000")));
  }

  /** Oracle Banking, examples for tier based amount: slab amounts, of the slab and of its units. */
  @Test
  void agreesWithOracleBanking() {
    var slabs =
        new TieredPricing(
            Tiers.of(
                Tier.upTo("250", "0", "10"), Tier.upTo("500", "0", "20"), Tier.beyond("0", "30")));
    var units =
        new TieredPricing(Tiers.of(Tier.upTo("250", "1"), Tier.upTo("500", "2"), Tier.beyond("3")));

    assertEquals("60.00", Charges.amount(Charges.usd(slabs, "1000")));
    assertEquals("2250.00", Charges.amount(Charges.usd(units, "1000")));
  }

  @Test
  void chargesTheFirstFlatAmountWithoutUsageOnlyWhereTheTiersSaySo() {
    Tiers tiers = new Tiers(LAGO, Bounds.EXCLUSIVE).withZeroUsage(ZeroUsage.FLAT_AMOUNT);

    assertEquals(
        "flat fee tier 1: 1 @ 2 = 2.00", Charges.lines(Charges.usd(new TieredPricing(tiers), "0")));
    assertEquals(
        "tier 1: 1 @ 10 = 10.00; flat fee tier 1: 1 @ 2 = 2.00",
        Charges.lines(Charges.usd(new TieredPricing(tiers), "1")));
    assertEquals(
        "tier 1: -1 @ 10 = -10.00; flat fee tier 1: -1 @ 2 = -2.00",
        Charges.lines(Charges.usd(new TieredPricing(tiers), "-1")));
  }

  @Test
  void isAdjustedInEveryTier() {
    var model = new TieredPricing(Tiers.of(Tier.upTo("10", "5", "3"), Tier.beyond("2", "1")));

    assertEquals(
        new TieredPricing(Tiers.of(Tier.upTo("10", "2.5", "1.5"), Tier.beyond("1", "0.5"))),
        model.scaled(new BigDecimal("0.5")));
    assertEquals(
        new TieredPricing(Tiers.of(Tier.upTo("10", "3", "3"), Tier.beyond("0", "1"))),
        model.raised(new BigDecimal("-2")));
    assertEquals(
        "unit amount 2 adjusted by -2.01 is below 0",
        assertThrows(IllegalArgumentException.class, () -> model.raised(new BigDecimal("-2.01")))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> model.overridden(BigDecimal.ONE));
  }

  /** Metronome, fixed fee and tiered usage (SD05): the fee pays for the first tier. */
  @ParameterizedTest(name = "{0} GB cost {1}")
  @CsvSource({"800,0.00", "1000,0.00", "1000.1,0.01", "1500,50.00"})
  void aFirstTierMayBeFree(String quantity, String amount) {
    var model = new TieredPricing(Tiers.of(Tier.upTo("1000", "0"), Tier.beyond("0.1")));

    assertEquals(amount, Charges.amount(Charges.usd(model, quantity)));
  }

  private static Charge lago(Bounds bounds, String quantity) {
    return Charges.usd(new TieredPricing(new Tiers(LAGO, bounds)), quantity);
  }
}
