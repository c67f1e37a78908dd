package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

  @ParameterizedTest(name = "{0} between {1} and {2} is {3}")
  @CsvSource(
      nullValues = "-",
      useHeadersInDisplayName = true,
      textBlock =
          """
          AMOUNT, MINIMUM, MAXIMUM, CLAMPED
          1.74,   1.75,    12,      1.75
          1.75,   1.75,    12,      1.75
          12,     1.75,    12,      12
          12.01,  1.75,    12,      12
          5,      5,       5,       5
          0,      -,       12,      0
          99,     1.75,    -,       99
          99,     -,       -,       99
          """)
  void holdAnAmountBetweenThem(
      BigDecimal amount, BigDecimal minimum, BigDecimal maximum, BigDecimal clamped) {
    assertEquals(clamped, new Limits(minimum, maximum).clamp(amount));
  }

  @Test
  void changeOneAtATime() {
    Limits both = Limits.NONE.withMinimum(BigDecimal.ONE).withMaximum(BigDecimal.TEN);

    assertEquals(new Limits(BigDecimal.ONE, BigDecimal.TEN), both);
    assertEquals(Optional.empty(), Limits.NONE.least());
    assertEquals(Optional.empty(), Limits.NONE.most());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "-1,1,minimum -1 is negative",
    "0,-1,maximum -1 is negative",
    "10.01,10,minimum 10.01 is above the maximum 10",
    "100,1E+1,minimum 100 is above the maximum 10"
  })
  void refusesWhatNothingCanKeepTo(BigDecimal minimum, BigDecimal maximum, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new Limits(minimum, maximum))
            .getMessage());
  }
}
