package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackagePricingTest {

  /** Atlas, price details (SD01): packs of 10 users at 50. */
  @ParameterizedTest(name = "{0} users cost {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          USERS                 | AMOUNT    | LINES
          0                     | 0.00      | ''
          0.000000000000000001  | 50.00     | packages of 10: 1 @ 50 = 50.00
          1                     | 50.00     | packages of 10: 1 @ 50 = 50.00
          9.999                 | 50.00     | packages of 10: 1 @ 50 = 50.00
          10                    | 50.00     | packages of 10: 1 @ 50 = 50.00
          10.000000000000000001 | 100.00    | packages of 10: 2 @ 50 = 100.00
          11                    | 100.00    | packages of 10: 2 @ 50 = 100.00
          20                    | 100.00    | packages of 10: 2 @ 50 = 100.00
          21                    | 150.00    | packages of 10: 3 @ 50 = 150.00
          1000000               | 5000000.00 | packages of 10: 100000 @ 50 = 5000000.00
          -11                   | -100.00   | packages of 10: -2 @ 50 = -100.00
          """)
  void billsWholePackages(String users, String amount, String lines) {
    Charge charge = Charges.usd(packages("10", "50", "0"), users);

    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
    assertEquals(Usage.of(users).total(), charge.quantity());
  }

  /** 121 units are from lago-api, package_service_spec. */
  @ParameterizedTest(name = "{1} units, {0} free")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          FREE | UNITS | AMOUNT   | LINES
          0    | 121   | 1300.00  | packages of 10: 13 @ 100 = 1300.00
          10   | 121   | 1200.00  | free units: 10 @ 0 = 0.00; packages of 10: 12 @ 100 = 1200.00
          200  | 121   | 0.00     | free units: 121 @ 0 = 0.00
          10   | 0     | 0.00     | ''
          10   | 9.5   | 0.00     | free units: 9.5 @ 0 = 0.00
          10   | 10    | 0.00     | free units: 10 @ 0 = 0.00
          10   | 10.5  | 100.00   | free units: 10 @ 0 = 0.00; packages of 10: 1 @ 100 = 100.00
          10   | 20    | 100.00   | free units: 10 @ 0 = 0.00; packages of 10: 1 @ 100 = 100.00
          10   | 20.5  | 200.00   | free units: 10 @ 0 = 0.00; packages of 10: 2 @ 100 = 200.00
          10   | -121  | -1200.00 | free units: -10 @ 0 = 0.00; packages of 10: -12 @ 100 = -1200.00
          """)
  void freeUnitsComeBeforeTheFirstPackage(String free, String units, String amount, String lines) {
    Charge charge = Charges.usd(packages("10", "100", free), units);

    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  /** Chargebee, documentation of package pricing: 1.25 for a million; Orb, of packages of 10. */
  @ParameterizedTest(name = "{2} units in packages of {0}")
  @CsvSource({
    "1000000,1.25,1000000,1.25",
    "1000000,1.25,10,1.25",
    "1000000,1.25,1500000,2.50",
    "10,0.80,4,0.80",
    "10,0.80,11,1.60"
  })
  void agreesWithChargebeeAndOrb(String size, String packageAmount, String units, String amount) {
    Charge charge = Charges.usd(packages(size, packageAmount, "0"), units);

    assertEquals(amount, Charges.amount(charge));
  }

  @Test
  void isAdjustedPerPackage() {
    PackagePricing model = packages("10", "50", "5");

    assertEquals(packages("10", "42.5", "5"), model.scaled(new BigDecimal("0.85")));
    assertEquals(packages("10", "49.5", "5"), model.raised(new BigDecimal("-0.50")));
    assertEquals(packages("10", "35", "5"), model.overridden(new BigDecimal("35")));
    assertThrows(IllegalArgumentException.class, () -> model.raised(new BigDecimal("-50.01")));
  }

  /** A size that is no decimal fraction of the quantity must not be rounded on the way. */
  @ParameterizedTest(name = "{1} units in packages of {0} are {2} packages")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          SIZE, UNITS,                AMOUNT
          3,    9,                    3.00
          3,    9.000000000000000001, 4.00
          0.3,  0.9,                  3.00
          0.3,  1,                    4.00
          """)
  void countsPackagesExactly(String size, String units, String amount) {
    assertEquals(amount, Charges.amount(Charges.usd(packages(size, "1", "0"), units)));
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          SIZE, AMOUNT, FREE, MESSAGE
          0,    1,      0,    package size 0 is not above 0
          -10,  1,      0,    package size -10 is not above 0
          10,   -1,     0,    package amount -1 is negative
          10,   1,      -1,   free units -1 is negative
          """)
  void refusesNegativeSizesAndAmounts(String size, String amount, String free, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> packages(size, amount, free))
            .getMessage());
  }

  private static PackagePricing packages(String size, String amount, String free) {
    return new PackagePricing(new BigDecimal(size), new BigDecimal(amount), new BigDecimal(free));
  }
}
