package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import io.lakebill.tests.meter.RandomMembers.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A prorated unique count is the average, over the days of the period by the account's clock, of
 * who is a member when the day ends. What it must be is counted day by day and member by member,
 * after nights between which members come, go, come late, are corrected and withdrawn.
 */
@ExtendWith(SparkExtension.class)
class ProratedMembersLawTest {

  /** As of when there is a night, and the first period that is open before it. */
  private static final Map<LocalDate, LocalDate> NIGHTS =
      new TreeMap<>(
          Map.of(
              LocalDate.parse("2026-03-20"), LocalDate.parse("2026-03-01"),
              LocalDate.parse("2026-04-05"), LocalDate.parse("2026-03-01"),
              LocalDate.parse("2026-05-04"), LocalDate.parse("2026-04-01")));

  private static final LocalDate LAST = LocalDate.parse("2026-05-04");

  private static final RandomMembers MEMBERS = new RandomMembers(20_261_130L);

  private static final Map<LocalDate, List<String>> USED = new TreeMap<>();
  private static final Map<LocalDate, List<String>> EXPECTED = new TreeMap<>();

  private static TestLake lake;
  private static TestLake inFull;

  @BeforeAll
  static void runTheNights() throws IOException {
    Path files = Scratch.directory("prorated-members");
    MEMBERS.writeContracts(files);
    lake = TestLake.at(Scratch.directory("prorated-members-lake"));
    for (var night : NIGHTS.entrySet()) {
      LocalDate asOf = night.getKey();
      Files.write(files.resolve(asOf + ".jsonl"), MEMBERS.landBefore(asOf));
      if (asOf.equals(LAST)) {
        inFull = lake.copy();
        inFull.nightOver(files, asOf.toString(), "--full");
      }
      lake.nightOver(files, asOf.toString());
      USED.put(asOf, used(night.getValue()));
      EXPECTED.put(asOf, expected(night.getValue(), asOf));
    }
  }

  @Test
  void everyMemberCountsForTheDaysAtWhoseEndItIsOne() {
    EXPECTED.forEach(
        (asOf, expected) ->
            assertEquals(
                String.join("\n", expected), String.join("\n", USED.get(asOf)), "as of " + asOf));
  }

  @Test
  void foldingComesToWhatMeteringEverythingComesTo() {
    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(lake));
  }

  /** Else the law would hold of little. */
  @Test
  void thereIsSomethingOfAllThatCanHappen() {
    List<String> rows = EXPECTED.values().stream().flatMap(List::stream).toList();
    assertTrue(rows.size() > 200, () -> "only " + rows.size());
    assertTrue(rows.stream().anyMatch(row -> row.endsWith(",0,0,0")), "all have left");
    assertTrue(rows.stream().anyMatch(row -> row.matches(".*,[1-9][0-9]*,0,0")), "before it alone");
    assertTrue(rows.stream().anyMatch(row -> row.matches(".*\\.\\d{18},.*")), "a rounded share");
    assertTrue(MEMBERS.isReturningOnTheDayOfLeaving(), "leaves and returns on a day");
    assertTrue(MEMBERS.isWithdrawnAfterBilling(), "withdrawn after it was billed");
    assertTrue(MEMBERS.isLateForABilledMonth(), "late for a billed month");
  }

  /** Usage of periods that were open before a night, as text. */
  private static List<String> used(LocalDate firstOpen) {
    return lake
        .rows(
            """
            SELECT subscription_id, period_start, array_join(dimension_values, ' ', 'null'),
              quantity, events, skipped_events
            FROM usage WHERE period_start >= DATE '%s'
            """
                .formatted(firstOpen))
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> expected(LocalDate firstOpen, LocalDate asOf) {
    Map<Integer, List<Event>> bySubscription =
        MEMBERS.known().stream().collect(Collectors.groupingBy(Event::subscription));
    List<String> rows = new ArrayList<>();
    bySubscription.forEach(
        (subscription, events) -> {
          LocalDate month = firstOpen;
          while (!month.isAfter(asOf)) {
            rows.addAll(ofMonth(subscription, month, events));
            month = month.plusMonths(1);
          }
        });
    return rows.stream().sorted().toList();
  }

  private static List<String> ofMonth(int subscription, LocalDate month, List<Event> events) {
    LocalDate from = later(month, RandomMembers.start(subscription));
    LocalDate until = earlier(month.plusMonths(1), RandomMembers.end(subscription));
    if (!from.isBefore(until)) {
      return List.of();
    }
    Set<String> teams = new TreeSet<>();
    events.forEach(event -> teams.add(event.group()));
    return teams.stream()
        .flatMap(
            team -> {
              List<Event> seen =
                  events.stream()
                      .filter(event -> event.group().equals(team))
                      .filter(event -> event.day().isBefore(until))
                      .filter(event -> !event.day().isBefore(RandomMembers.start(subscription)))
                      .filter(
                          e -> RandomMembers.seesHistory(subscription) || !e.day().isBefore(from))
                      .toList();
              return seen.stream().anyMatch(Event::isUsable)
                  ? List.of(row(subscription, team, from, until, seen)).stream()
                  : List.<String>of().stream();
            })
        .toList();
  }

  private static String row(
      int subscription, String team, LocalDate from, LocalDate until, List<Event> seen) {
    long memberDays = 0;
    long days = 0;
    for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
      memberDays += membersAtTheEndOf(day, seen);
      days++;
    }
    BigDecimal quantity =
        BigDecimal.valueOf(memberDays).divide(BigDecimal.valueOf(days), 18, RoundingMode.HALF_UP);
    List<Event> ofPeriod = seen.stream().filter(event -> !event.day().isBefore(from)).toList();
    return "s%d,%s,%s,%s,%d,%d"
        .formatted(
            subscription,
            from,
            team,
            quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString(),
            ofPeriod.size(),
            ofPeriod.stream().filter(event -> !event.isUsable()).count());
  }

  private static int membersAtTheEndOf(LocalDate day, List<Event> seen) {
    Set<String> members = new HashSet<>();
    for (Event event : seen) {
      if (event.isUsable() && !event.day().isAfter(day)) {
        if (event.comes()) {
          members.add(event.member());
        } else {
          members.remove(event.member());
        }
      }
    }
    return members.size();
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
