package io.lakebill.pricing.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingPeriodTest {

  /**
   * In Berlin clocks change inside the period; in Sao Paulo they skipped its first midnight; in
   * Havana its last midnight came twice. New York's calendar year 2020 and the anniversary of 2
   * February 2021 are from lago-api's yearly_service_spec, which counts to the last second.
   */
  @ParameterizedTest(name = "{1} to {2} in {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          ZONE,               START,      END,        FROM,                 UNTIL
          UTC,                2025-05-14, 2025-06-14, 2025-05-14T00:00:00Z, 2025-06-14T00:00:00Z
          Europe/Berlin,      2025-03-01, 2025-04-01, 2025-02-28T23:00:00Z, 2025-03-31T22:00:00Z
          Asia/Kolkata,       2025-03-01, 2025-04-01, 2025-02-28T18:30:00Z, 2025-03-31T18:30:00Z
          America/Sao_Paulo,  2018-11-04, 2018-12-04, 2018-11-04T03:00:00Z, 2018-12-04T02:00:00Z
          America/Havana,     2024-10-03, 2024-11-03, 2024-10-03T04:00:00Z, 2024-11-03T04:00:00Z
          America/New_York,   2020-01-01, 2021-01-01, 2020-01-01T05:00:00Z, 2021-01-01T05:00:00Z
          UTC,                2021-02-02, 2022-02-02, 2021-02-02T00:00:00Z, 2022-02-02T00:00:00Z
          """)
  void beginsAndEndsAtLocalMidnight(
      String zone, LocalDate start, LocalDate end, Instant from, Instant until) {
    BillingPeriod period = new BillingPeriod(0, start, end, 366);

    assertEquals(from, period.startIn(ZoneId.of(zone)));
    assertEquals(until, period.endIn(ZoneId.of(zone)));
  }

  @Test
  void proratesByItsDays() {
    assertEquals(new Proration(18, 31), period(0, "2025-05-14", "2025-06-01", 31).proration());
  }

  @Test
  void refusesWhatIsNotAPeriod() {
    assertEquals(
        "period end 2025-05-14 is not after its start 2025-05-14",
        assertThrows(
                IllegalArgumentException.class, () -> period(0, "2025-05-14", "2025-05-14", 31))
            .getMessage());
    assertEquals(
        "period 2025-05-01 to 2025-06-01 is longer than its full 30 days",
        assertThrows(
                IllegalArgumentException.class, () -> period(0, "2025-05-01", "2025-06-01", 30))
            .getMessage());
    assertEquals(
        "period -1 is before the first, 0",
        assertThrows(
                IllegalArgumentException.class, () -> period(-1, "2025-05-01", "2025-06-01", 31))
            .getMessage());
  }

  private static BillingPeriod period(int index, String start, String end, long fullDays) {
    return new BillingPeriod(index, LocalDate.parse(start), LocalDate.parse(end), fullDays);
  }
}
