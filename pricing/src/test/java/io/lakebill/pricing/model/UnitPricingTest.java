package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitPricingTest {

  @ParameterizedTest(name = "{0} units at {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          QUANTITY             | RATE           | EXACT                    | AMOUNT      | LINES
          0                    | 0.10           | 0                        | 0.00        | ''
          0.000                | 0.10           | 0                        | 0.00        | ''
          1                    | 0.10           | 0.1                      | 0.10        | units: 1 @ 0.1 = 0.10
          1                    | 0              | 0                        | 0.00        | units: 1 @ 0 = 0.00
          3                    | 0.0015         | 0.0045                   | 0.00        | units: 3 @ 0.0015 = 0.00
          10                   | 0.0005         | 0.005                    | 0.01        | units: 10 @ 0.0005 = 0.01
          0.000000000000000001 | 0.000000000001 | 0.000000000000000000000000000001 | 0.00 | units: 0.000000000000000001 @ 0.000000000001 = 0.00
          99999999999999999999 | 1              | 99999999999999999999     | 99999999999999999999.00 | units: 99999999999999999999 @ 1 = 99999999999999999999.00
          -10                  | 0.0005         | -0.005                   | -0.01       | units: -10 @ 0.0005 = -0.01
          """)
  void everyUnitCostsTheSame(
      String quantity, BigDecimal rate, String exact, String amount, String lines) {
    Charge charge = Charges.usd(new UnitPricing(rate), quantity);

    assertEquals(exact, Charges.exact(charge));
    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  @Test
  void pricesTheTotalHoweverUsageIsSplit() {
    Usage split =
        new Usage(Map.of(List.of("eu"), new BigDecimal("3"), List.of("us"), new BigDecimal("4")));
    UnitPricing model = new UnitPricing(new BigDecimal("0.10"));

    assertEquals(Charges.usd(model, "7"), Charges.usd(model, split));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          RATE                   | MESSAGE
          -0.01                  | unit amount -0.01 is negative
          0.0000000000000000001  | unit amount 1E-19 has more than 18 decimals
          123456789012345678901  | unit amount 123456789012345678901 has more than 20 digits before the point
          """)
  void refusesARateThatIsNegativeOrCannotBeStored(BigDecimal rate, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new UnitPricing(rate)).getMessage());
  }

  @Test
  void refusesAMissingRate() {
    assertEquals(
        "unit amount is missing",
        assertThrows(NullPointerException.class, () -> new UnitPricing(null)).getMessage());
  }

  @Test
  void isAdjusted() {
    UnitPricing model = new UnitPricing(BigDecimal.ONE);

    assertEquals(new UnitPricing(new BigDecimal("0.85")), model.scaled(new BigDecimal("0.85")));
    assertEquals(new UnitPricing(new BigDecimal("0.5")), model.raised(new BigDecimal("-0.50")));
    assertEquals(new UnitPricing(new BigDecimal("0.35")), model.overridden(new BigDecimal("0.35")));
  }
}
