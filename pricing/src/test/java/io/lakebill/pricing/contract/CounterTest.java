package io.lakebill.pricing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.contract.Counter.ActiveDays;
import io.lakebill.pricing.contract.Counter.Setting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterTest {

  @ParameterizedTest(name = "on {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          DATE,       QUANTITY
          2025-06-30, 0
          2025-07-01, 15
          2025-07-19, 15
          2025-07-20, 12
          2025-07-21, 12
          2099-01-01, 12
          """)
  void holdsItsQuantityUntilItIsSetAnew(LocalDate date, String quantity) {
    assertEquals(quantity, counter("2025-07-20=12 2025-07-01=15").on(date).toPlainString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          GIVEN                                         | CHANGES
          ''                                            | ''
          2025-07-01=0                                  | ''
          2025-07-01=5 2025-07-02=5                     | 2025-07-01=5
          2025-07-01=5 2025-07-02=9 2025-07-02=5        | 2025-07-01=5
          2025-07-01=5 2025-07-02=9 2025-07-02=7        | 2025-07-01=5 2025-07-02=7
          2025-07-02=7 2025-07-01=5 2025-07-03=0        | 2025-07-01=5 2025-07-02=7 2025-07-03=0
          2025-07-01=5.0 2025-07-02=5.00                | 2025-07-01=5
          """)
  void theLastSettingOfADayCountsAndWhatChangesNothingIsNone(String given, String changes) {
    assertEquals(changes, text(counter(given)));
  }

  @Test
  void countsObjectsWhileTheyAreActive() {
    Counter counter =
        Counter.ofObjects(
            List.of(
                active("2025-07-01", null),
                active("2025-07-01", "2025-07-10"),
                active("2025-07-10", "2025-07-12"),
                active("2025-07-05", "2025-07-05")));

    assertEquals("2025-07-01=2 2025-07-12=1", text(counter));
  }

  @Test
  void countsObjectsThatCameAndWent() {
    Counter counter =
        Counter.ofObjects(List.of(active("2025-07-03", "2025-07-04"), active("2025-07-02", null)));

    assertEquals("2025-07-02=1 2025-07-03=2 2025-07-04=1", text(counter));
  }

  @Test
  void refusesWhatCannotBeCounted() {
    assertEquals(
        "counter quantity -1 is negative",
        assertThrows(IllegalArgumentException.class, () -> counter("2025-07-01=-1")).getMessage());
    assertEquals(
        "object end 2025-06-30 is before its start 2025-07-01",
        assertThrows(IllegalArgumentException.class, () -> active("2025-07-01", "2025-06-30"))
            .getMessage());
  }

  /** {@code 2025-07-01=15 2025-07-20=12}. */
  static Counter counter(String settings) {
    return new Counter(
        Arrays.stream(settings.split(" ", -1))
            .filter(setting -> !setting.isEmpty())
            .map(setting -> setting.split("=", -1))
            .map(parts -> new Setting(LocalDate.parse(parts[0]), new BigDecimal(parts[1])))
            .toList());
  }

  private static String text(Counter counter) {
    return counter.settings().stream()
        .map(setting -> setting.from() + "=" + setting.quantity().toPlainString())
        .collect(Collectors.joining(" "));
  }

  private static ActiveDays active(String from, String until) {
    return new ActiveDays(LocalDate.parse(from), until == null ? null : LocalDate.parse(until));
  }
}
