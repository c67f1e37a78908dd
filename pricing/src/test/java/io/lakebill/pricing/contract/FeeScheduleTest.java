package io.lakebill.pricing.contract;

import static io.lakebill.pricing.contract.Terms.usd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.period.Cadence;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeScheduleTest {

  private static final LocalDate START = LocalDate.parse("2026-01-31");

  @ParameterizedTest(name = "{0}: {1} at once, {2} in three")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          DAY,        AT ONCE, IN THREE
          2026-01-30, 0.00,    0.00
          2026-01-31, 100.00,  33.33
          2026-02-27, 100.00,  33.33
          2026-02-28, 100.00,  66.67
          2026-03-30, 100.00,  66.67
          2026-03-31, 100.00,  100.00
          2027-03-31, 100.00,  100.00
          """)
  void isDue(LocalDate day, String atOnce, String inThree) {
    assertEquals(usd(atOnce), new FeeSchedule(usd("100"), START, null, 1).dueBy(day));
    assertEquals(usd(inThree), new FeeSchedule(usd("100"), START, Cadence.MONTHLY, 3).dueBy(day));
  }

  @Test
  void refusesWhatCannotBePaid() {
    assertEquals(
        "fee -1.00 USD is negative", refused(() -> new FeeSchedule(usd("-1"), START, null, 1)));
    assertEquals(
        "0 installments are none", refused(() -> new FeeSchedule(usd("1"), START, null, 0)));
    assertEquals(
        "installments need every: how far they are apart",
        refused(() -> new FeeSchedule(usd("1"), START, null, 2)));
  }

  private static String refused(Runnable made) {
    return assertThrows(IllegalArgumentException.class, made::run).getMessage();
  }
}
