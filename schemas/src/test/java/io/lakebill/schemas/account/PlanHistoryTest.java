package io.lakebill.schemas.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On which plan a subscription is on which day. */
class PlanHistoryTest {

  private static final Catalog CATALOG =
      CatalogReader.fromJson(
          """
          {"meters": [], "plans": [%s]}
          """
              .formatted(
                  String.join(
                      ",",
                      plan("month", "monthly", "calendar"),
                      plan("other", "monthly", "calendar"),
                      plan("year", "annual", "calendar"),
                      plan("day15", "monthly", "anniversary"),
                      plan("born", "monthly", "anniversary"),
                      plan("quarter", "quarterly", "anniversary"))));

  private static String plan(String id, String cadence, String anchor) {
    return """
        {"id": "%s", "name": "%s", "status": "active", "currency": "USD", "cadence": "%s",
         "anchor": "%s", "charges": []}
        """
        .formatted(id, id, cadence, anchor);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // first | start    | end        | changes                                    | plans
        "month | 2026-01-01 |            |                                            | month 2026-01-01",
        "month | 2026-01-01 |            | 2026-01-15 other now                       | month 2026-01-01, other 2026-01-15",
        "month | 2026-01-01 |            | 2026-01-15 other period_end                | month 2026-01-01, other 2026-02-01",
        "month | 2026-01-01 |            | 2026-02-01 other period_end                | month 2026-01-01, other 2026-03-01",
        "year  | 2026-03-05 |            | 2026-03-06 month period_end                | year 2026-03-05, month 2027-01-01",
        "day15 | 2026-01-15 |            | 2026-02-14 month period_end                | day15 2026-01-15, month 2026-02-15",
        "month | 2026-01-01 | 2026-01-20 | 2026-01-19 other now                       | month 2026-01-01, other 2026-01-19",
        "month | 2026-01-01 | 2026-01-20 | 2026-01-19 other period_end                | month 2026-01-01",
        "month | 2026-01-01 |            | 2026-01-10 other period_end, 2026-01-20 year now        | month 2026-01-01, year 2026-01-20",
        "month | 2026-01-01 |            | 2026-01-10 other period_end, 2026-01-20 year period_end | month 2026-01-01, year 2026-02-01",
        "month | 2026-01-01 |            | 2026-01-10 other now, 2026-01-20 month now | month 2026-01-01, other 2026-01-10, month 2026-01-20",
        // The subscription was moved to start after the change.
        "month | 2026-02-01 |            | 2026-01-10 other now                       | other 2026-02-01",
      })
  void theDayOfAChangeBelongsToTheNewPlan(
      String first, LocalDate start, LocalDate end, String changes, String plans) {
    assertEquals(
        plans,
        history(first, start, end, changes(changes)).stretches().stream()
            .map(one -> one.plan().id() + " " + one.schedule().start())
            .collect(Collectors.joining(", ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "day15 | born    | 02-01..02-15/31 02-15..03-15/28 03-15..04-15/31",
        "day15 | quarter | 02-01..05-01/89",
        "day15 | month   | 02-01..03-01/28 03-01..04-01/31",
        "month | born    | 02-01..03-01/28 03-01..04-01/31",
      })
  void anniversariesStayUnlessTheCadenceChanges(String first, String second, String periods) {
    PlanHistory history =
        history(
            first, LocalDate.parse("2026-01-15"), null, changes("2026-02-01 " + second + " now"));
    assertEquals(
        periods,
        history.stretches().get(1).schedule().startedBy(LocalDate.parse("2026-03-20")).stream()
            .map(PlanHistoryTest::text)
            .collect(Collectors.joining(" ")));
  }

  @Test
  void ofTheLastDayOfAMonthAnniversariesStay() {
    PlanHistory history =
        history("day15", LocalDate.parse("2026-01-31"), null, changes("2026-02-28 born now"));
    assertEquals(
        "02-28..03-31/31 03-31..04-30/30",
        history.stretches().get(1).schedule().startedBy(LocalDate.parse("2026-04-01")).stream()
            .map(PlanHistoryTest::text)
            .collect(Collectors.joining(" ")));
  }

  @Test
  void aPlanThatThereIsNotIsNamed() {
    IllegalStateException unknown =
        assertThrows(
            IllegalStateException.class,
            () -> history("month", LocalDate.EPOCH, null, changes("2026-01-15 gone now")));
    assertEquals(
        "subscription s changes to plan gone on 2026-01-15, which the catalog does not have",
        unknown.getMessage());
  }

  @Test
  void whateverIsDecidedPeriodsTileTheSubscription() {
    Random random = new Random(19);
    List<String> plans = CATALOG.plans().stream().map(plan -> plan.id()).toList();
    for (int tried = 0; tried < 3_000; tried++) {
      LocalDate start = LocalDate.parse("2026-01-01").plusDays(random.nextInt(60));
      LocalDate end = random.nextBoolean() ? null : start.plusDays(random.nextInt(300));
      List<AgreedPlanChange> changes = new ArrayList<>();
      LocalDate day = start;
      for (int i = random.nextInt(5); i > 0; i--) {
        day = day.plusDays(1L + random.nextInt(50));
        changes.add(
            new AgreedPlanChange(
                "s",
                plans.get(random.nextInt(plans.size())),
                day,
                AgreedPlanChange.Timing.values()[random.nextInt(2)]));
      }
      PlanHistory history =
          history(plans.get(random.nextInt(plans.size())), start, end, changes);
      LocalDate next = start;
      for (PlanHistory.Stretch stretch : history.stretches()) {
        assertEquals(next, stretch.schedule().start());
        for (BillingPeriod period :
            stretch.schedule().startedBy(LocalDate.parse("2027-01-01"))) {
          assertEquals(next, period.start());
          next = period.end();
        }
        next = stretch.schedule().end();
      }
      assertEquals(end, next);
    }
  }

  private static PlanHistory history(
      String first, LocalDate start, LocalDate end, List<AgreedPlanChange> changes) {
    return PlanHistory.of(
        CATALOG.plan(first).orElseThrow(), start, end, changes, CATALOG::plan);
  }

  private static List<AgreedPlanChange> changes(String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(", "))
            .map(
                one -> {
                  String[] parts = one.split(" ");
                  return new AgreedPlanChange(
                      "s",
                      parts[1],
                      LocalDate.parse(parts[0]),
                      AgreedPlanChange.Timing.valueOf(parts[2].toUpperCase(Locale.ROOT)));
                })
            .toList();
  }

  private static String text(BillingPeriod period) {
    return "%s..%s/%d"
        .formatted(
            period.start().toString().substring(5),
            period.end().toString().substring(5),
            period.fullDays());
  }
}
