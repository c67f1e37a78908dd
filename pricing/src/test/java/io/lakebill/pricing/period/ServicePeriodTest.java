package io.lakebill.pricing.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePeriodTest {

  @ParameterizedTest(name = "at {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          DATE       | BEFORE                   | FROM                     | CONTAINED
          2025-01-09 | none                     | 2025-01-10 to 2025-02-01 | false
          2025-01-10 | none                     | 2025-01-10 to 2025-02-01 | true
          2025-01-11 | 2025-01-10 to 2025-01-11 | 2025-01-11 to 2025-02-01 | true
          2025-01-31 | 2025-01-10 to 2025-01-31 | 2025-01-31 to 2025-02-01 | true
          2025-02-01 | 2025-01-10 to 2025-02-01 | none                     | false
          2025-02-02 | 2025-01-10 to 2025-02-01 | none                     | false
          """)
  void isCutInTwoByADay(LocalDate date, String before, String from, boolean contained) {
    ServicePeriod time = service("2025-01-10", "2025-02-01", 31);

    assertEquals(before, time.before(date).map(ServicePeriod::toString).orElse("none"));
    assertEquals(from, time.from(date).map(ServicePeriod::toString).orElse("none"));
    assertEquals(contained, time.contains(date));
  }

  @Test
  void partsKeepTheFullDays() {
    ServicePeriod time = service("2025-01-10", "2025-02-01", 31);
    LocalDate date = LocalDate.parse("2025-01-20");

    assertEquals(new Proration(10, 31), time.before(date).orElseThrow().proration());
    assertEquals(new Proration(12, 31), time.from(date).orElseThrow().proration());
    assertEquals(22, time.days());
    assertEquals(LocalDate.parse("2025-01-31"), time.lastDay());
  }

  @Test
  void theWholeIsNotDivided() {
    BigDecimal precise = new BigDecimal("0.0049999999999999999999");

    assertEquals(precise, new Proration(31, 31).of(precise));
    assertEquals(new BigDecimal("0.0025"), new Proration(1, 2).of(precise));
  }

  @Test
  void aPeriodIsTheServiceOfItsDays() {
    BillingPeriod period =
        new BillingPeriod(3, LocalDate.parse("2025-01-10"), LocalDate.parse("2025-02-01"), 31);

    assertEquals(service("2025-01-10", "2025-02-01", 31), period.service());
  }

  @Test
  void refusesWhatIsNotATime() {
    assertEquals(
        "service end 2025-01-10 is not after its start 2025-01-10",
        assertThrows(IllegalArgumentException.class, () -> service("2025-01-10", "2025-01-10", 31))
            .getMessage());
    assertEquals(
        "service 2025-01-01 to 2025-02-02 is longer than its full 31 days",
        assertThrows(IllegalArgumentException.class, () -> service("2025-01-01", "2025-02-02", 31))
            .getMessage());
  }

  private static ServicePeriod service(String start, String end, long fullDays) {
    return new ServicePeriod(LocalDate.parse(start), LocalDate.parse(end), fullDays);
  }
}
