package io.lakebill.pricing.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingScheduleTest {

  /**
   * 2025-05-14 is Metronome's invoicing schedule (SD17), 2025-02-02 its annual plan (SD18), 31
   * January 2024 lago-api's billing_boundaries_spec, 2 February 2019 and 2021 its
   * yearly_service_spec.
   */
  @ParameterizedTest(name = "{1} {2} from {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          START      | CADENCE    | ANCHOR      | PERIOD STARTS
          2025-05-14 | DAILY      | ANNIVERSARY | 2025-05-14 2025-05-15 2025-05-16 2025-05-17
          2025-02-27 | DAILY      | CALENDAR    | 2025-02-27 2025-02-28 2025-03-01 2025-03-02
          2025-05-14 | WEEKLY     | ANNIVERSARY | 2025-05-14 2025-05-21 2025-05-28 2025-06-04
          2025-05-14 | BIWEEKLY   | ANNIVERSARY | 2025-05-14 2025-05-28 2025-06-11 2025-06-25
          2025-05-14 | MONTHLY    | ANNIVERSARY | 2025-05-14 2025-06-14 2025-07-14 2025-08-14
          2025-05-14 | QUARTERLY  | ANNIVERSARY | 2025-05-14 2025-08-14 2025-11-14 2026-02-14
          2025-05-14 | SEMIANNUAL | ANNIVERSARY | 2025-05-14 2025-11-14 2026-05-14 2026-11-14
          2025-05-14 | ANNUAL     | ANNIVERSARY | 2025-05-14 2026-05-14 2027-05-14 2028-05-14
          2025-02-02 | ANNUAL     | ANNIVERSARY | 2025-02-02 2026-02-02 2027-02-02 2028-02-02
          2025-05-14 | WEEKLY     | CALENDAR    | 2025-05-14 2025-05-19 2025-05-26 2025-06-02
          2025-05-14 | BIWEEKLY   | CALENDAR    | 2025-05-14 2025-05-26 2025-06-09 2025-06-23
          2025-05-19 | BIWEEKLY   | CALENDAR    | 2025-05-19 2025-05-26 2025-06-09 2025-06-23
          2025-05-26 | BIWEEKLY   | CALENDAR    | 2025-05-26 2025-06-09 2025-06-23 2025-07-07
          2025-05-14 | MONTHLY    | CALENDAR    | 2025-05-14 2025-06-01 2025-07-01 2025-08-01
          2025-05-01 | MONTHLY    | CALENDAR    | 2025-05-01 2025-06-01 2025-07-01 2025-08-01
          2025-05-31 | MONTHLY    | CALENDAR    | 2025-05-31 2025-06-01 2025-07-01 2025-08-01
          2025-05-14 | QUARTERLY  | CALENDAR    | 2025-05-14 2025-07-01 2025-10-01 2026-01-01
          2025-12-31 | QUARTERLY  | CALENDAR    | 2025-12-31 2026-01-01 2026-04-01 2026-07-01
          2025-05-14 | SEMIANNUAL | CALENDAR    | 2025-05-14 2025-07-01 2026-01-01 2026-07-01
          2025-07-01 | SEMIANNUAL | CALENDAR    | 2025-07-01 2026-01-01 2026-07-01 2027-01-01
          2025-05-14 | ANNUAL     | CALENDAR    | 2025-05-14 2026-01-01 2027-01-01 2028-01-01
          2024-01-31 | MONTHLY    | ANNIVERSARY | 2024-01-31 2024-02-29 2024-03-31 2024-04-30
          2025-01-30 | MONTHLY    | ANNIVERSARY | 2025-01-30 2025-02-28 2025-03-30 2025-04-30
          2025-08-31 | QUARTERLY  | ANNIVERSARY | 2025-08-31 2025-11-30 2026-02-28 2026-05-31
          2019-02-02 | ANNUAL     | CALENDAR    | 2019-02-02 2020-01-01 2021-01-01 2022-01-01
          2021-02-02 | ANNUAL     | ANNIVERSARY | 2021-02-02 2022-02-02 2023-02-02 2024-02-02
          2024-02-29 | ANNUAL     | ANNIVERSARY | 2024-02-29 2025-02-28 2026-02-28 2027-02-28
          1969-12-31 | BIWEEKLY   | CALENDAR    | 1969-12-31 1970-01-05 1970-01-19 1970-02-02
          """)
  void periodsStartAtTheirBoundaries(
      LocalDate start, Cadence cadence, Anchor anchor, String starts) {
    BillingSchedule schedule = new BillingSchedule(start, null, cadence, anchor);

    assertEquals(
        starts,
        IntStream.range(0, 4)
            .mapToObj(i -> schedule.period(i).start().toString())
            .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest(name = "{1} on day {2} from {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          START      | CADENCE   | DAY | PERIOD STARTS                               | FULL
          2026-01-20 | MONTHLY   | 15  | 2026-01-20 2026-02-15 2026-03-15 2026-04-15 | 31
          2026-01-10 | MONTHLY   | 15  | 2026-01-10 2026-01-15 2026-02-15 2026-03-15 | 31
          2026-01-15 | MONTHLY   | 15  | 2026-01-15 2026-02-15 2026-03-15 2026-04-15 | 31
          2026-01-20 | MONTHLY   | 31  | 2026-01-20 2026-01-31 2026-02-28 2026-03-31 | 31
          2024-02-29 | MONTHLY   | 30  | 2024-02-29 2024-03-30 2024-04-30 2024-05-30 | 30
          2026-02-20 | QUARTERLY | 15  | 2026-02-20 2026-04-15 2026-07-15 2026-10-15 | 90
          2026-01-10 | ANNUAL    | 15  | 2026-01-10 2026-01-15 2027-01-15 2028-01-15 | 365
          """)
  void calendarMonthsBeginOnTheAnchorDay(
      LocalDate start, Cadence cadence, int day, String starts, long fullDays) {
    BillingSchedule schedule = new BillingSchedule(start, null, cadence, Anchor.CALENDAR, day);

    assertEquals(
        starts,
        IntStream.range(0, 4)
            .mapToObj(i -> schedule.period(i).start().toString())
            .collect(Collectors.joining(" ")));
    assertEquals(fullDays, schedule.period(0).fullDays());
    assertEquals(schedule, schedule.withoutEnd());
    assertEquals(day, schedule.from(start.plusDays(1)).anchorDay());
  }

  @ParameterizedTest
  @CsvSource({
    "MONTHLY, CALENDAR, 0, no day of a month",
    "MONTHLY, CALENDAR, 32, no day of a month",
    "MONTHLY, ANNIVERSARY, 2, for the calendar anchor",
    "WEEKLY, CALENDAR, 2, cadences of months"
  })
  void anAnchorDayIsOneOfCalendarMonths(Cadence cadence, Anchor anchor, int day, String message) {
    LocalDate start = LocalDate.parse("2026-01-01");

    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> new BillingSchedule(start, null, cadence, anchor, day))
            .getMessage();

    assertTrue(said.contains(message), said);
  }

  @Test
  void theDayOfTheStartComesBackAfterShortMonths() {
    BillingSchedule leapDay = open("2024-02-29", Cadence.ANNUAL, Anchor.ANNIVERSARY);

    assertEquals(LocalDate.parse("2028-02-29"), leapDay.period(4).start());
  }

  @ParameterizedTest(name = "period {4} of {1} {2} from {0} to {3}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          START      | CADENCE | ANCHOR      | END        | INDEX | PERIOD                   | DAYS | FULL | STUB
          2025-05-14 | MONTHLY | CALENDAR    | null       | 0     | 2025-05-14 to 2025-06-01 | 18   | 31   | true
          2025-05-14 | MONTHLY | CALENDAR    | null       | 1     | 2025-06-01 to 2025-07-01 | 30   | 30   | false
          2025-05-01 | MONTHLY | CALENDAR    | null       | 0     | 2025-05-01 to 2025-06-01 | 31   | 31   | false
          2025-05-14 | MONTHLY | CALENDAR    | 2025-05-20 | 0     | 2025-05-14 to 2025-05-20 | 6    | 31   | true
          2025-05-14 | MONTHLY | CALENDAR    | 2025-06-01 | 0     | 2025-05-14 to 2025-06-01 | 18   | 31   | true
          2025-05-14 | MONTHLY | CALENDAR    | 2025-06-02 | 1     | 2025-06-01 to 2025-06-02 | 1    | 30   | true
          2025-05-14 | MONTHLY | CALENDAR    | 2025-07-01 | 1     | 2025-06-01 to 2025-07-01 | 30   | 30   | false
          2025-05-14 | ANNUAL  | CALENDAR    | null       | 0     | 2025-05-14 to 2026-01-01 | 232  | 365  | true
          2024-01-31 | MONTHLY | ANNIVERSARY | null       | 0     | 2024-01-31 to 2024-02-29 | 29   | 29   | false
          2024-01-31 | MONTHLY | ANNIVERSARY | 2024-03-01 | 1     | 2024-02-29 to 2024-03-01 | 1    | 31   | true
          2025-05-15 | WEEKLY  | CALENDAR    | null       | 0     | 2025-05-15 to 2025-05-19 | 4    | 7    | true
          """)
  void stubsKnowTheFullPeriodTheyArePartOf(
      LocalDate start,
      Cadence cadence,
      Anchor anchor,
      LocalDate end,
      int index,
      String expected,
      long days,
      long fullDays,
      boolean stub) {
    BillingPeriod period = new BillingSchedule(start, end, cadence, anchor).period(index);

    assertEquals(expected, period.start() + " to " + period.end());
    assertEquals(days, period.days());
    assertEquals(fullDays, period.fullDays());
    assertEquals(stub, period.isStub());
  }

  @ParameterizedTest(name = "on {1}, ending {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          END        | AS OF      | PERIOD ENDS
          null       | 2025-05-13 | ''
          null       | 2025-05-14 | 2025-06-14
          null       | 2025-06-13 | 2025-06-14
          null       | 2025-06-14 | 2025-06-14 2025-07-14
          2025-06-14 | 2025-06-14 | 2025-06-14
          2025-06-15 | 2025-06-14 | 2025-06-14 2025-06-15
          2025-06-15 | 2030-01-01 | 2025-06-14 2025-06-15
          2025-05-20 | 2025-05-14 | 2025-05-20
          2025-05-14 | 2030-01-01 | ''
          """)
  void givesThePeriodsThatHaveStarted(LocalDate end, LocalDate asOf, String ends) {
    BillingSchedule schedule =
        new BillingSchedule(
            LocalDate.parse("2025-05-14"), end, Cadence.MONTHLY, Anchor.ANNIVERSARY);

    assertEquals(
        ends,
        schedule.startedBy(asOf).stream()
            .map(period -> period.end().toString())
            .collect(Collectors.joining(" ")));
  }

  @Test
  void numbersPeriodsFromZero() {
    BillingSchedule schedule = open("2025-05-14", Cadence.WEEKLY, Anchor.CALENDAR);

    assertEquals(
        List.of(0, 1, 2),
        schedule.startedBy(LocalDate.parse("2025-05-26")).stream()
            .map(BillingPeriod::index)
            .toList());
  }

  /** A one-time price over three periods of a monthly plan is Atlas' (SD33). */
  @Test
  void onlyOnePeriodIsTheFirst() {
    BillingSchedule schedule = open("2025-05-14", Cadence.MONTHLY, Anchor.CALENDAR);

    assertEquals(
        List.of(true, false, false),
        IntStream.range(0, 3).mapToObj(i -> schedule.period(i).isFirst()).toList());
  }

  @ParameterizedTest(name = "{0} is in the period from {1}")
  @CsvSource({
    "2025-05-01, 2025-05-14",
    "2025-05-14, 2025-05-14",
    "2025-05-31, 2025-05-14",
    "2025-06-01, 2025-06-01",
    "2025-09-30, 2025-09-01",
    "2026-01-01, 2026-01-01"
  })
  void findsThePeriodOfADay(LocalDate day, LocalDate periodStart) {
    LocalDate start = LocalDate.parse("2025-05-14");
    LocalDate end = LocalDate.parse("2025-07-10");
    var schedule = new BillingSchedule(start, end, Cadence.MONTHLY, Anchor.CALENDAR);

    for (int near : new int[] {0, 3, 20}) {
      assertEquals(periodStart, schedule.periodOf(day, near).start());
    }
    assertEquals(LocalDate.parse("2025-08-01"), schedule.periodOf(end, 0).end());
  }

  @Test
  void refusesPeriodsThatDoNotExist() {
    LocalDate start = LocalDate.parse("2025-05-14");
    LocalDate end = LocalDate.parse("2025-06-14");
    var schedule = new BillingSchedule(start, end, Cadence.MONTHLY, Anchor.ANNIVERSARY);

    assertEquals(
        "period 1 would start on 2025-06-14, but the end is 2025-06-14",
        assertThrows(IllegalArgumentException.class, () -> schedule.period(1)).getMessage());
    assertEquals(
        "period -1 is before the first, 0",
        assertThrows(IllegalArgumentException.class, () -> schedule.period(-1)).getMessage());
    assertEquals(
        "end 2025-05-14 is before start 2025-06-14",
        assertThrows(
                IllegalArgumentException.class,
                () -> new BillingSchedule(end, start, Cadence.MONTHLY, Anchor.ANNIVERSARY))
            .getMessage());
  }

  private static BillingSchedule open(String start, Cadence cadence, Anchor anchor) {
    return new BillingSchedule(LocalDate.parse(start), null, cadence, anchor);
  }

  @Test
  void aPartBelongsToThePeriodThatHasItsFirstDayUnlessAnotherScheduleCutIt() {
    BillingSchedule months =
        new BillingSchedule(
            LocalDate.parse("2026-01-01"),
            LocalDate.parse("2026-02-10"),
            Cadence.MONTHLY,
            Anchor.CALENDAR);
    BillingPeriod february = months.withoutEnd().period(1);
    BillingPeriod part =
        new BillingPeriod(1, LocalDate.parse("2026-02-05"), LocalDate.parse("2026-02-10"), 28);
    BillingPeriod other =
        new BillingPeriod(1, LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-09"), 7);

    assertEquals(february, months.whole(part));
    assertEquals(other, months.whole(other));
  }
}
