package io.lakebill.pricing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.Days;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {

  private static final ZoneId UTC = ZoneId.of("UTC");

  private static final LocalDate AS_OF = LocalDate.parse("2026-03-01");

  /** January is billed; then something changes. Left are the periods up to 1 March. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # billed             | start      | end        | cadence | anchor      | left
          01-01..02-01         | 2026-01-01 |            | MONTHLY | CALENDAR    | 02-01..03-01 03-01..04-01
          01-01..02-01         | 2026-01-01 | 2026-02-06 | MONTHLY | CALENDAR    | 02-01..02-06
          01-01..02-01         | 2026-01-01 | 2026-01-20 | MONTHLY | CALENDAR    |
          01-01..02-01         | 2026-01-01 |            | WEEKLY  | CALENDAR    | 02-01..02-02 02-02..02-09 02-09..02-16 02-16..02-23 02-23..03-02
          01-15..02-01         | 2026-01-15 |            | MONTHLY | ANNIVERSARY | 02-01..02-15 02-15..03-15
          01-10..02-01         | 2026-01-01 |            | MONTHLY | CALENDAR    | 01-01..01-10 02-01..03-01 03-01..04-01
          01-10..02-01         | 2026-01-15 |            | MONTHLY | CALENDAR    | 02-01..03-01 03-01..04-01
          01-05..01-12         | 2026-01-01 |            | MONTHLY | CALENDAR    | 01-01..01-05 01-12..02-01 02-01..03-01 03-01..04-01
          """)
  void periodsAreMadeOfWhatIsLeft(
      String billed, LocalDate start, LocalDate end, Cadence cadence, Anchor anchor, String left) {
    TimeLeft time =
        new TimeLeft(
            List.of(new BillingSchedule(start, end, cadence, anchor)),
            UTC,
            start,
            List.of(billed(days(billed), UTC)),
            List.of());
    assertEquals(
        left == null ? "" : left,
        time.startedBy(AS_OF).stream()
            .filter(TimeLeft.Open::isOpen)
            .map(
                open ->
                    monthAndDay(open.period().start()) + ".." + monthAndDay(open.period().end()))
            .collect(Collectors.joining(" ")));
  }

  @Test
  void noInstantIsBilledTwiceWhenTheClockMovesEast() {
    ZoneId before = ZoneId.of("America/Los_Angeles");
    TimeLeft.Open february = february(before, ZoneId.of("Asia/Tokyo"));
    assertEquals(Instant.parse("2026-02-01T08:00:00Z"), february.from());
    assertEquals(Instant.parse("2026-02-28T15:00:00Z"), february.until());
  }

  @Test
  void noInstantIsLostWhenTheClockMovesWest() {
    TimeLeft.Open february = february(ZoneId.of("Asia/Tokyo"), ZoneId.of("America/Los_Angeles"));
    assertEquals(Instant.parse("2026-01-31T15:00:00Z"), february.from());
  }

  private static TimeLeft.Open february(ZoneId before, ZoneId after) {
    LocalDate start = LocalDate.parse("2026-01-01");
    return new TimeLeft(
            List.of(new BillingSchedule(start, null, Cadence.MONTHLY, Anchor.CALENDAR)),
            after,
            start,
            List.of(billed(days("01-01..02-01"), before)),
            List.of())
        .startedBy(LocalDate.parse("2026-02-10"))
        .get(0);
  }

  @Test
  void whatIsDueInAdvanceIsDueWhenTheTrialEnds() {
    LocalDate start = LocalDate.parse("2026-03-05");
    List<String> ends =
        new TimeLeft(
                List.of(new BillingSchedule(start, null, Cadence.MONTHLY, Anchor.CALENDAR)),
                UTC,
                start.plusDays(10),
                List.of(),
                List.of())
            .startedBy(LocalDate.parse("2026-03-20")).stream()
                .map(
                    open ->
                        "%s..%s %s%s"
                            .formatted(
                                monthAndDay(open.period().start()),
                                monthAndDay(open.period().end()),
                                open.isOpenAhead() ? "ahead" : "",
                                open.isOpen() ? "usage" : ""))
                .toList();
    assertEquals(List.of("03-05..04-01 usage", "03-05..03-15 ahead", "03-15..04-01 ahead"), ends);
  }

  @Test
  void whateverChangesTimeIsBilledOnceAndNoneIsLost() {
    Random random = new Random(18);
    for (int history = 0; history < 5_000; history++) {
      new History(random).run();
    }
  }

  /** Nights that close what is due, with another schedule or clock before each. */
  private static final class History {
    private static final List<ZoneId> ZONES =
        List.of(
            UTC,
            ZoneId.of("Pacific/Niue"),
            ZoneId.of("Pacific/Kiritimati"),
            ZoneId.of("America/New_York"));

    private final Random random;
    private final List<TimeLeft.Billed> billed = new ArrayList<>();
    private final List<Days> ahead = new ArrayList<>();

    private History(Random random) {
      this.random = random;
    }

    private void run() {
      LocalDate asOf = LocalDate.parse("2026-01-20");
      for (int night = 0; night < 5; night++) {
        LocalDate start = LocalDate.parse("2026-01-01").plusDays(random.nextInt(40));
        LocalDate end = random.nextInt(3) == 0 ? start.plusDays(1L + random.nextInt(120)) : null;
        List<BillingSchedule> schedules = schedules(start, end);
        TimeLeft left =
            new TimeLeft(
                schedules,
                ZONES.get(random.nextInt(ZONES.size())),
                start.plusDays(random.nextInt(20)),
                billed,
                ahead);
        List<TimeLeft.Open> open = left.startedBy(asOf);
        check(open, schedules, new Days(start, end == null ? LocalDate.MAX : end), asOf);
        LocalDate today = asOf;
        open.stream()
            .filter(one -> one.isOpen() && !one.period().end().isAfter(today))
            .forEach(
                o -> billed.add(new TimeLeft.Billed(o.period().asDays(), o.from(), o.until())));
        open.stream()
            .filter(TimeLeft.Open::isOpenAhead)
            .forEach(one -> ahead.add(one.period().asDays()));
        asOf = asOf.plusDays(1L + random.nextInt(45));
      }
    }

    /** One plan after another, each with a schedule of its own. */
    private List<BillingSchedule> schedules(LocalDate start, LocalDate end) {
      List<BillingSchedule> schedules = new ArrayList<>();
      schedules.add(new BillingSchedule(start, end, any(Cadence.values()), any(Anchor.values())));
      LocalDate change = start;
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        change = change.plusDays(1L + random.nextInt(40));
        if (end == null || change.isBefore(end)) {
          BillingSchedule last = schedules.remove(schedules.size() - 1);
          schedules.add(last.until(change));
          schedules.add(
              last.followedBy(
                  new BillingSchedule(change, end, any(Cadence.values()), any(Anchor.values())),
                  change));
        }
      }
      return schedules;
    }

    private <T> T any(T[] some) {
      return some[random.nextInt(some.length)];
    }

    private void check(
        List<TimeLeft.Open> open,
        List<BillingSchedule> schedules,
        Days subscribed,
        LocalDate asOf) {
      TreeMap<LocalDate, Instant[]> days = new TreeMap<>();
      List<Days> all = new ArrayList<>();
      List<TimeLeft.Billed> stretches = new ArrayList<>(billed);
      open.stream()
          .filter(TimeLeft.Open::isOpen)
          .forEach(
              o -> stretches.add(new TimeLeft.Billed(o.period().asDays(), o.from(), o.until())));
      for (TimeLeft.Billed one : stretches) {
        assertFalse(all.stream().anyMatch(one.days()::overlaps), () -> one + " is billed twice");
        all.add(one.days());
        days.put(one.days().start(), new Instant[] {one.from(), one.until()});
      }
      Instant latest = Instant.MIN;
      for (Instant[] edges : days.values()) {
        assertFalse(edges[0].isBefore(latest), () -> "an instant twice: " + stretches);
        assertFalse(edges[1].isBefore(edges[0]));
        latest = edges[1];
      }
      stretches.sort(Comparator.comparing(one -> one.days().start()));
      for (int i = 1; i < stretches.size(); i++) {
        if (stretches.get(i).days().start().equals(stretches.get(i - 1).days().end())) {
          assertEquals(stretches.get(i - 1).until(), stretches.get(i).from(), "an instant lost");
        }
      }
      LocalDate begun = subscribed.end().isAfter(asOf) ? asOf.plusDays(1) : subscribed.end();
      if (subscribed.start().isBefore(begun)) {
        assertEquals(List.of(), new Days(subscribed.start(), begun).without(all), "days lost");
      }
      // What was billed ahead of a change does not bind the plan that comes then.
      for (TimeLeft.Open one : open.stream().filter(TimeLeft.Open::isOpenAhead).toList()) {
        LocalDate since =
            one.schedule() == 0 ? LocalDate.MIN : schedules.get(one.schedule()).start();
        assertTrue(
            ahead.stream()
                .filter(some -> !some.start().isBefore(since))
                .noneMatch(one.period().asDays()::overlaps),
            () -> one + " is due ahead twice");
      }
    }
  }

  private static String monthAndDay(LocalDate date) {
    return date.toString().substring(5);
  }

  private static Days days(String text) {
    return new Days(
        LocalDate.parse("2026-" + text.substring(0, 5)),
        LocalDate.parse("2026-" + text.substring(7)));
  }

  private static TimeLeft.Billed billed(Days days, ZoneId zone) {
    return new TimeLeft.Billed(
        days,
        days.start().atStartOfDay(zone).toInstant(),
        days.end().atStartOfDay(zone).toInstant());
  }
}
