package io.lakebill.pricing.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Laws that all schedules obey, checked on random ones that like to begin at the end of months. */
class BillingScheduleLawsTest {

  private static final int CASES = 10_000;

  private static final LocalDate FIRST = LocalDate.of(2006, 1, 31);

  private static final LocalDate LAST = FIRST.plusYears(20);

  @Test
  void periodsTileTheSubscription() {
    forAllSeeds(
        seed -> {
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
              ChronoUnit.DAYS.between(start, end),
              periods.stream().mapToLong(BillingPeriod::days).sum());
        });
  }

  @Test
  void onlyTheFirstAndTheLastPeriodCanBeStubs() {
    forAllSeeds(
        seed -> {
          var random = new SplittableRandom(seed);
          LocalDate start = randomDate(random);
          BillingSchedule schedule =
              randomSchedule(random, start, start.plusDays(random.nextLong(1, 2_000)));

          List<BillingPeriod> periods = schedule.startedBy(schedule.end());

          for (int i = 1; i < periods.size() - 1; i++) {
            assertFalse(periods.get(i).isStub(), () -> schedule + " " + periods);
          }
        });
  }

  @Test
  void anEndChangesNoPeriodBeforeIt() {
    forAllSeeds(
        seed -> {
          var random = new SplittableRandom(seed);
          LocalDate start = randomDate(random);
          LocalDate end = start.plusDays(random.nextLong(1, 2_000));
          BillingSchedule ended = randomSchedule(random, start, end);

          for (BillingPeriod period : ended.startedBy(end)) {
            BillingPeriod unended = ended.withoutEnd().period(period.index());
            LocalDate clipped = unended.end().isAfter(end) ? end : unended.end();
            assertEquals(
                new BillingPeriod(period.index(), unended.start(), clipped, unended.fullDays()),
                period);
          }
        });
  }

  @Test
  void aDateIsInTheLastPeriodThatHasStartedByIt() {
    forAllSeeds(
        seed -> {
          var random = new SplittableRandom(seed);
          LocalDate start = randomDate(random);
          BillingSchedule schedule = randomSchedule(random, start, null);
          LocalDate date = start.plusDays(random.nextLong(0, 2_000));

          List<BillingPeriod> periods = schedule.startedBy(date);

          assertTrue(periods.get(periods.size() - 1).service().contains(date), periods::toString);
        });
  }

  /**
   * Whatever clocks do, each instant of twenty years is in exactly one period of each schedule; a
   * day that clocks skip is a daily period without any.
   */
  @Test
  void periodsTileAsInstantsInAllTimeZones() {
    List<List<BillingPeriod>> schedules =
        Stream.of(Cadence.values())
            .flatMap(cadence -> Stream.of(Anchor.values()).map(a -> twentyYears(cadence, a)))
            .toList();
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      for (List<BillingPeriod> periods : schedules) {
        Instant reached = periods.get(0).startIn(zone);
        for (BillingPeriod period : periods) {
          assertEquals(reached, period.startIn(zone), () -> id + " " + period);
          reached = period.endIn(zone);
          boolean isSkipped =
              period.start().atStartOfDay(zone).toLocalDate().isAfter(period.start());
          assertTrue(isSkipped || period.startIn(zone).isBefore(reached), () -> id + " " + period);
        }
      }
    }
  }

  /** A day may be skipped by its clocks, as 30 December 2011 was in Samoa; then it has no time. */
  @Test
  void boundariesAreTheFirstMomentsOfTheirDaysInAllTimeZones() {
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      for (LocalDate day = FIRST; day.isBefore(LAST); day = day.plusDays(1)) {
        LocalDate start = day;
        Instant midnight = new BillingPeriod(0, day, day.plusDays(1), 1).startIn(zone);
        LocalDate at = midnight.atZone(zone).toLocalDate();
        LocalDate before = midnight.minusNanos(1).atZone(zone).toLocalDate();

        assertTrue(before.isBefore(start) && !at.isBefore(start), () -> id + " " + start);
      }
    }
  }

  private static List<BillingPeriod> twentyYears(Cadence cadence, Anchor anchor) {
    return new BillingSchedule(FIRST, LAST, cadence, anchor).startedBy(LAST);
  }

  private static void forAllSeeds(IntConsumer law) {
    for (int seed = 0; seed < CASES; seed++) {
      try {
        law.accept(seed);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static BillingSchedule randomSchedule(
      SplittableRandom random, LocalDate start, LocalDate end) {
    List<Cadence> cadences = List.of(Cadence.values());
    Cadence cadence = cadences.get(random.nextInt(cadences.size()));
    Anchor anchor = random.nextBoolean() ? Anchor.CALENDAR : Anchor.ANNIVERSARY;
    boolean hasDay = cadence.isOfMonths() && anchor == Anchor.CALENDAR && random.nextBoolean();
    return new BillingSchedule(
        start, end, cadence, anchor, hasDay ? random.nextInt(1, 32) : BillingSchedule.FIRST_DAY);
  }

  private static LocalDate randomDate(SplittableRandom random) {
    LocalDate date = LocalDate.of(2023, 1, 1).plusDays(random.nextLong(0, 1_500));
    return random.nextBoolean() ? date.withDayOfMonth(date.lengthOfMonth()) : date;
  }
}
