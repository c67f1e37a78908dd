package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventAmountPricingTest {

  /** 3.45 (0.70 + 0.55 + 2.20) is from Lago, documentation of dynamic; 0.402 from its spec. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          SUM    | EXACT  | LINES
          3.45   | 3.45   | amount of events: 3.45 @ 1 = 3.45
          0.402  | 0.402  | amount of events: 0.402 @ 1 = 0.40
          0.005  | 0.005  | amount of events: 0.005 @ 1 = 0.01
          0      | 0      | ''
          -3.45  | -3.45  | amount of events: -3.45 @ 1 = -3.45
          """)
  void chargesTheAmountsThatCome(String sum, String exact, String lines) {
    Charge charge = Charges.usd(new EventAmountPricing(), sum);

    assertEquals(exact, Charges.exact(charge));
    assertEquals(lines, Charges.lines(charge));
  }

  @Test
  void cannotBeAdjusted() {
    assertEquals(
        "the amounts come with the events and cannot be adjusted; use a percentage price",
        assertThrows(
                IllegalArgumentException.class,
                () -> new EventAmountPricing().scaled(BigDecimal.ONE))
            .getMessage());
  }
}
