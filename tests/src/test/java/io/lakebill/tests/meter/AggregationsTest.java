package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.SparkExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each aggregation makes of events, from files to the published table {@code usage}. */
@ExtendWith(SparkExtension.class)
class AggregationsTest {

  /** SD26 (Maple): 5 on 10 January, 8 on 20 January, -2 on 3 March. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          CHARGE            | JANUARY | FEBRUARY | MARCH
          average           | 6.5     | none     | -2
          latest            | 8       | none     | -2
          last_in_history   | 8       | 8        | -2
          historical_sum    | 13      | 13       | 11
          time_weighted_sum | 3504    | 5376     | -1008
          count             | 2       | none     | 1
          sum               | 13      | none     | -2
          """)
  void sd26SeesHistoryWhereItShould(String charge, String january, String february, String march) {
    assertEquals(january, quantity("maple", charge, "2026-01-01"));
    assertEquals(february, quantity("maple", charge, "2026-02-01"));
    assertEquals(march, quantity("maple", charge, "2026-03-01"));
  }

  /** OpenMeter's ClickHouse connector tests: 123, "0.4567890123456789" and null. */
  @Test
  void keepsEveryDigitOfOpenMetersVector() {
    assertEquals("123.4567890123456789", quantity("openmeter", "sum", "2026-01-01"));
    assertEquals("61.72839450617283945", quantity("openmeter", "average", "2026-01-01"));
  }

  @Test
  void skipsAndCountsWhatIsNoNumber() {
    assertEquals(
        List.of("336,17,14"),
        Aggregations.lake()
            .rows(
                """
                SELECT quantity, events, skipped_events FROM usage
                WHERE subscription_id = 'odd' AND charge_id = 'average'
                """));
  }

  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource({
    "members,         2026-01-01, 2,     6, 1",
    "members,         2026-02-01, 2,     0, 0",
    "members,         2026-03-01, 2,     2, 0",
    "members_by_team, 2026-01-01, 0 2,   6, 1",
    "members_by_team, 2026-03-01, 1 1,   2, 0"
  })
  void countsMembersThatHaveComeAndNotGone(
      String charge, String period, String quantities, String events, String skipped) {
    assertEquals(
        List.of(quantities + "," + events + "," + skipped),
        Aggregations.lake()
            .rows(
                """
                SELECT array_join(transform(array_sort(collect_list(struct(dimension_values, quantity))),
                    row -> CAST(CAST(row.quantity AS INT) AS STRING)), ' '),
                  sum(events), sum(skipped_events)
                FROM usage
                WHERE subscription_id = 'seats' AND charge_id = '%s' AND period_start = DATE '%s'
                """
                    .formatted(charge, period)));
  }

  @Test
  void holdsTheInvoiceOfASumThatIsNoQuantity() {
    assertEquals(
        List.of(
            "average,2",
            "historical_sum,2",
            "mean_double,2",
            "sum,2",
            "sum_by_region,2",
            "time_weighted_sum,2"),
        Aggregations.lake()
            .rows(
                """
                SELECT charge_id, events FROM billing_issues
                WHERE issue = 'quantity_too_large' AND account_id = 'huge' AND period_start = DATE '2026-04-01'
                ORDER BY charge_id
                """));
    assertEquals(
        List.of("held"),
        Aggregations.lake()
            .rows(
                """
                SELECT state FROM draft_invoices
                WHERE account_id = 'huge' AND billing_date = DATE '2026-05-01'
                  AND held_reason LIKE '%add up to 10^20 or more, which is no quantity%'
                """));
  }

  private static String quantity(String subscription, String charge, String period) {
    List<String> rows =
        Aggregations.lake()
            .rows(
                """
                SELECT quantity FROM usage
                WHERE subscription_id = '%s' AND charge_id = '%s' AND period_start = DATE '%s'
                """
                    .formatted(subscription, charge, period));
    return rows.isEmpty() ? "none" : rows.get(0);
  }
}
