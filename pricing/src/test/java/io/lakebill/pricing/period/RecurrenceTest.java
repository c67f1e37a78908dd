package io.lakebill.pricing.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.Laws;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {

  /** The first row is Metronome's premium support, in advance once every three periods (SD16). */
  @ParameterizedTest(name = "{0} every {1} {2} from {3} to {4}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          TIMING  | EVERY | CADENCE   | START      | END        | BILLED ON
          ADVANCE | 3     | MONTHLY   | 2025-01-01 | null       | 2025-01-01 2025-04-01 2025-07-01 2025-10-01
          ADVANCE | 1     | QUARTERLY | 2025-01-01 | null       | 2025-01-01 2025-04-01 2025-07-01 2025-10-01
          ADVANCE | 2     | MONTHLY   | 2025-01-15 | 2025-04-10 | 2025-01-15 2025-03-01
          ARREARS | 3     | MONTHLY   | 2025-01-01 | null       | 2025-04-01 2025-07-01 2025-10-01 2026-01-01
          ARREARS | 3     | MONTHLY   | 2025-01-01 | 2025-05-10 | 2025-04-01 2025-05-10
          ARREARS | 3     | MONTHLY   | 2025-01-01 | 2025-07-01 | 2025-04-01 2025-07-01
          ARREARS | 12    | MONTHLY   | 2025-01-01 | 2025-01-02 | 2025-01-02
          """)
  void isBilledAtTheEndThatItsTimingSays(
      Timing timing,
      int every,
      Cadence cadence,
      LocalDate start,
      LocalDate end,
      String expectedDates) {
    BillingSchedule schedule = new BillingSchedule(start, end, cadence, Anchor.CALENDAR);
    Recurrence recurrence = new Recurrence(timing, every);

    String dates =
        schedule.startedBy(LocalDate.parse("2025-12-31")).stream()
            .filter(period -> !billedWith(recurrence, schedule, period).isEmpty())
            .map(period -> timing.billingDate(period).toString())
            .collect(Collectors.joining(" "));

    assertEquals(expectedDates, dates);
  }

  @ParameterizedTest(name = "{0} every {1} from {2} to {3}, period {4}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          TIMING  | EVERY | START      | END        | INDEX | PAID FOR                 | DAYS | FULL
          ADVANCE | 1     | 2025-05-14 | null       | 0     | 2025-05-14 to 2025-06-01 | 18   | 31
          ADVANCE | 1     | 2025-05-14 | null       | 1     | 2025-06-01 to 2025-07-01 | 30   | 30
          ADVANCE | 3     | 2025-05-14 | null       | 0     | 2025-05-14 to 2025-08-01 | 79   | 92
          ADVANCE | 3     | 2025-05-14 | null       | 3     | 2025-08-01 to 2025-11-01 | 92   | 92
          ADVANCE | 3     | 2025-05-14 | 2025-06-10 | 0     | 2025-05-14 to 2025-06-10 | 27   | 92
          ADVANCE | 3     | 2025-05-14 | 2025-08-01 | 0     | 2025-05-14 to 2025-08-01 | 79   | 92
          ARREARS | 3     | 2025-05-14 | null       | 2     | 2025-05-14 to 2025-08-01 | 79   | 92
          ARREARS | 3     | 2025-05-14 | 2025-09-02 | 4     | 2025-08-01 to 2025-09-02 | 32   | 92
          ARREARS | 1     | 2025-05-14 | 2025-05-20 | 0     | 2025-05-14 to 2025-05-20 | 6    | 31
          """)
  void paysForAllItsPeriodsAndLessInStubs(
      Timing timing,
      int every,
      LocalDate start,
      LocalDate end,
      int index,
      String paidFor,
      long days,
      long fullDays) {
    BillingSchedule schedule = new BillingSchedule(start, end, Cadence.MONTHLY, Anchor.CALENDAR);

    ServicePeriod time =
        billedWith(new Recurrence(timing, every), schedule, schedule.period(index)).get(0);

    assertEquals(paidFor, time.toString());
    assertEquals(new Proration(days, fullDays), time.proration());
  }

  @Test
  void itsTimesTileTheSubscriptionWhateverTheTiming() {
    for (int seed = 0; seed < Laws.CASES; seed++) {
      var random = new SplittableRandom(seed);
      LocalDate start = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(1_500));
      LocalDate end = start.plusDays(random.nextInt(1, 800));
      List<Cadence> cadences = List.of(Cadence.values());
      Cadence cadence = cadences.get(random.nextInt(cadences.size()));
      Anchor anchor = random.nextBoolean() ? Anchor.CALENDAR : Anchor.ANNIVERSARY;
      BillingSchedule schedule = new BillingSchedule(start, end, cadence, anchor);
      int every = random.nextInt(1, 8);
      Cadence own = random.nextBoolean() ? null : cadences.get(random.nextInt(cadences.size()));
      String what = "seed " + seed + ": " + schedule + " every " + every + " " + own;

      List<ServicePeriod> advance = times(schedule, new Recurrence(Timing.ADVANCE, every, own));

      assertEquals(advance, times(schedule, new Recurrence(Timing.ARREARS, every, own)), what);
      assertEquals(start, advance.get(0).start(), what);
      assertEquals(end, advance.get(advance.size() - 1).end(), what);
      for (int i = 1; i < advance.size(); i++) {
        assertEquals(advance.get(i - 1).end(), advance.get(i).start(), what);
      }
      for (int i = 1; i < advance.size() - 1; i++) {
        assertTrue(advance.get(i).proration().isFull(), what);
      }
    }
  }

  /** 5 January 2026 is a Monday. */
  @ParameterizedTest(name = "{0} every {1} {2} in {3} periods from {4}: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ADVANCE | 1 | WEEKLY   | MONTHLY   | 2026-01-03 | 2026-01-03 2026-01-05 2026-01-12 2026-01-19 2026-01-26
          ARREARS | 1 | WEEKLY   | MONTHLY   | 2026-01-03 | 2026-01-03 2026-01-05 2026-01-12 2026-01-19
          ARREARS | 2 | WEEKLY   | MONTHLY   | 2026-01-03 | 2026-01-03 2026-01-12
          ADVANCE | 1 | MONTHLY  | QUARTERLY | 2026-01-03 | 2026-01-03 2026-02-01 2026-03-01
          ADVANCE | 1 | MONTHLY  | WEEKLY    | 2026-01-21 | 2026-01-21
          ARREARS | 1 | MONTHLY  | WEEKLY    | 2026-01-21 |
          ADVANCE | 1 | BIWEEKLY | MONTHLY   | 2026-01-01 | 2026-01-01 2026-01-05 2026-01-19
          """)
  void mayHaveACadenceOfItsOwn(
      Timing timing, int every, Cadence own, Cadence cadence, LocalDate start, String expected) {
    BillingSchedule schedule = new BillingSchedule(start, null, cadence, Anchor.CALENDAR);

    List<ServicePeriod> first =
        billedWith(new Recurrence(timing, every, own), schedule, schedule.period(0));

    assertEquals(
        expected == null ? "" : expected,
        first.stream().map(time -> time.start().toString()).collect(Collectors.joining(" ")));
  }

  @Test
  void monthsOfItsOwnBeginWhereThoseOfItsPlanDo() {
    BillingSchedule fifteenth =
        new BillingSchedule(
            LocalDate.parse("2026-01-20"), null, Cadence.QUARTERLY, Anchor.CALENDAR, 15);
    BillingSchedule anniversary =
        new BillingSchedule(
            LocalDate.parse("2026-01-31"), null, Cadence.ANNUAL, Anchor.ANNIVERSARY);

    assertEquals("2026-02-15", fifteenth.in(Cadence.MONTHLY).period(1).start().toString());
    assertEquals("2026-01-26", fifteenth.in(Cadence.WEEKLY).period(1).start().toString());
    assertEquals("2026-02-28", anniversary.in(Cadence.MONTHLY).period(1).start().toString());
  }

  @Test
  void anOpenSubscriptionIsNeverAtItsLastPeriod() {
    BillingSchedule open =
        new BillingSchedule(LocalDate.parse("2025-01-01"), null, Cadence.MONTHLY, Anchor.CALENDAR);

    assertEquals(List.of(), billedWith(new Recurrence(Timing.ARREARS, 3), open, open.period(1)));
  }

  @Test
  void timingsAreNamedAsInDocuments() {
    assertEquals("advance", Timing.ADVANCE.id());
    assertEquals("arrears", Timing.ARREARS.id());
  }

  @Test
  void refusesToComeBackMoreThanOnceAPeriod() {
    assertEquals(
        "every 0 periods is not above 0",
        assertThrows(IllegalArgumentException.class, () -> new Recurrence(Timing.ADVANCE, 0))
            .getMessage());
  }

  private static List<ServicePeriod> times(BillingSchedule schedule, Recurrence recurrence) {
    return schedule.startedBy(schedule.end()).stream()
        .flatMap(period -> billedWith(recurrence, schedule, period).stream())
        .toList();
  }

  private static List<ServicePeriod> billedWith(
      Recurrence recurrence, BillingSchedule schedule, BillingPeriod period) {
    return recurrence.times(schedule, period).stream()
        .filter(time -> recurrence.timing().isBilledWith(period, time))
        .toList();
  }
}
