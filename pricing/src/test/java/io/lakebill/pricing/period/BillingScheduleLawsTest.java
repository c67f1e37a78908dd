package io.lakebill.pricing.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that all schedules obey, checked on random ones that like to begin at the end of months. */
class BillingScheduleLawsTest {

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void periodsTileTheSubscription(long seed) {
    var random = new SplittableRandom(seed);
    LocalDate start = randomDate(random);
    LocalDate end = start.plusDays(random.nextLong(1, 2_000));
    BillingSchedule schedule = randomSchedule(random, start, end);

    List<BillingPeriod> periods = schedule.startedBy(end.plusYears(1));

    assertEquals(start, periods.get(0).start(), schedule::toString);
    assertEquals(end, periods.get(periods.size() - 1).end(), schedule::toString);
    for (int i = 1; i < periods.size(); i++) {
      assertEquals(periods.get(i - 1).end(), periods.get(i).start(), schedule::toString);
      assertEquals(i, periods.get(i).index());
    }
    assertEquals(
        ChronoUnit.DAYS.between(start, end), periods.stream().mapToLong(BillingPeriod::days).sum());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void onlyTheFirstAndTheLastPeriodCanBeStubs(long seed) {
    var random = new SplittableRandom(seed);
    LocalDate start = randomDate(random);
    BillingSchedule schedule =
        randomSchedule(random, start, start.plusDays(random.nextLong(1, 2_000)));

    List<BillingPeriod> periods = schedule.startedBy(schedule.end());

    for (int i = 1; i < periods.size() - 1; i++) {
      assertFalse(periods.get(i).isStub(), () -> schedule + " " + periods);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anEndChangesNoPeriodBeforeIt(long seed) {
    var random = new SplittableRandom(seed);
    LocalDate start = randomDate(random);
    LocalDate end = start.plusDays(random.nextLong(1, 2_000));
    BillingSchedule ended = randomSchedule(random, start, end);
    BillingSchedule open = new BillingSchedule(start, null, ended.cadence(), ended.anchor());

    for (BillingPeriod period : ended.startedBy(end)) {
      BillingPeriod unended = open.period(period.index());
      LocalDate clipped = unended.end().isAfter(end) ? end : unended.end();
      assertEquals(
          new BillingPeriod(period.index(), unended.start(), clipped, unended.fullDays()), period);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDateIsInTheLastPeriodThatHasStartedByIt(long seed) {
    var random = new SplittableRandom(seed);
    LocalDate start = randomDate(random);
    BillingSchedule schedule = randomSchedule(random, start, null);
    LocalDate date = start.plusDays(random.nextLong(0, 2_000));

    List<BillingPeriod> periods = schedule.startedBy(date);

    BillingPeriod last = periods.get(periods.size() - 1);
    assertTrue(!date.isBefore(last.start()) && date.isBefore(last.end()), () -> date + " " + last);
  }

  private static BillingSchedule randomSchedule(
      SplittableRandom random, LocalDate start, LocalDate end) {
    List<Cadence> cadences = List.of(Cadence.values());
    Cadence cadence = cadences.get(random.nextInt(cadences.size()));
    return new BillingSchedule(
        start, end, cadence, random.nextBoolean() ? Anchor.CALENDAR : Anchor.ANNIVERSARY);
  }

  private static LocalDate randomDate(SplittableRandom random) {
    LocalDate date = LocalDate.of(2023, 1, 1).plusDays(random.nextLong(0, 1_500));
    return random.nextBoolean() ? date.withDayOfMonth(date.lengthOfMonth()) : date;
  }
}
