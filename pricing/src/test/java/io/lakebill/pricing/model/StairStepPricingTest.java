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

class StairStepPricingTest {

  private static final Tiers STEPS =
      Tiers.of(Tier.upTo("250", "0", "10"), Tier.upTo("500", "0", "20"), Tier.beyond("0", "30"));

  /** 1000 is from Oracle Banking, examples for tier based amount, a variable amount by count. */
  @ParameterizedTest(name = "{0} units cost {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          UNITS                  | AMOUNT | EXCLUSIVE | LINES
          0                      | 0.00   | 0.00      | ''
          0.000000000000000001   | 10.00  | 10.00     | step 1: 1 @ 10 = 10.00
          249.999999999999999999 | 10.00  | 10.00     | step 1: 1 @ 10 = 10.00
          250                    | 10.00  | 20.00     | step 1: 1 @ 10 = 10.00
          250.000000000000000001 | 20.00  | 20.00     | step 2: 1 @ 20 = 20.00
          500                    | 20.00  | 30.00     | step 2: 1 @ 20 = 20.00
          501                    | 30.00  | 30.00     | step 3: 1 @ 30 = 30.00
          1000                   | 30.00  | 30.00     | step 3: 1 @ 30 = 30.00
          1000000                | 30.00  | 30.00     | step 3: 1 @ 30 = 30.00
          -250                   | -10.00 | -20.00    | step 1: -1 @ 10 = -10.00
          """)
  void costsWhatTheStepCosts(String units, String amount, String exclusive, String lines) {
    Charge charge = Charges.usd(new StairStepPricing(STEPS), units);

    assertEquals(amount, Charges.amount(charge));
    assertEquals(lines, Charges.lines(charge));
    assertEquals(
        exclusive,
        Charges.amount(
            Charges.usd(new StairStepPricing(new Tiers(STEPS.asList(), Bounds.EXCLUSIVE)), units)));
  }

  @Test
  void theFirstStepCanBeDueWithoutUsage() {
    var model = new StairStepPricing(STEPS.withZeroUsage(ZeroUsage.FLAT_AMOUNT));

    assertEquals("step 1: 1 @ 10 = 10.00", Charges.lines(Charges.usd(model, "0")));
  }

  @Test
  void refusesStepsWithUnitAmounts() {
    Tiers tiers = Tiers.of(Tier.upTo("10", "0", "5"), Tier.beyond("0.50", "5"));

    assertEquals(
        "a step has the unit amount 0.5; steps have flat amounts only, use bulk pricing for both",
        assertThrows(IllegalArgumentException.class, () -> new StairStepPricing(tiers))
            .getMessage());
  }

  @Test
  void isAdjustedByPercentOnly() {
    var model = new StairStepPricing(STEPS);

    assertEquals(
        List.of("8.5", "17", "25.5"),
        model.scaled(new BigDecimal("0.85")).steps().asList().stream()
            .map(step -> step.flatAmount().toPlainString())
            .toList());
    assertEquals(
        "a price of this kind has no unit amount that -0.5 could be added to; "
            + "adjust it by percent or give a whole price",
        assertThrows(IllegalArgumentException.class, () -> model.raised(new BigDecimal("-0.5")))
            .getMessage());
    assertEquals(
        "a price of this kind has not one unit amount that 0.35 could override; "
            + "give a whole price",
        assertThrows(IllegalArgumentException.class, () -> model.overridden(new BigDecimal("0.35")))
            .getMessage());
  }
}
