package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.SparkExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each aggregation makes of events, from files to the published table {@code usage}. */
@ExtendWith(SparkExtension.class)
class AggregationsTest {

  private static final Map<String, String> USAGE = usage();

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
          weighted_sum      | 6.645161290322580645 | 13 | 11.129032258064516129
          prorated_sum      | 6.645161290322580645 | 13 | 11.129032258064516129
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
    assertEquals("336,17,14", USAGE.get("odd,average,2026-01-01,"));
  }

  @ParameterizedTest(name = "{0} {1} from {2}")
  @CsvSource({
    "members,         '',   2026-01-01, '2,6,1'",
    "members,         '',   2026-02-01, '2,0,0'",
    "members,         '',   2026-03-01, '2,2,0'",
    "members_by_team, blue, 2026-01-01, '0,3,1'",
    "members_by_team, red,  2026-01-01, '2,3,0'",
    "members_by_team, blue, 2026-03-01, '1,1,0'",
    "members_by_team, red,  2026-03-01, '1,1,0'"
  })
  void countsMembersThatHaveComeAndNotGone(
      String charge, String team, String period, String usage) {
    assertEquals(usage, USAGE.get("seats," + charge + "," + period + "," + team));
  }

  /**
   * Ann from 5 January, bob from the 6th until 2 March, cem from 8 until 9 January, eve from 2
   * March. Dan was renamed on 9 January, which is no coming.
   */
  @ParameterizedTest(name = "{0} {1} from {2}")
  @CsvSource({
    "prorated_members,         '',   2026-01-01, '1.741935483870967742,6,1'",
    "prorated_members,         '',   2026-02-01, '2,0,0'",
    "prorated_members,         '',   2026-03-01, '2,2,0'",
    "prorated_members_by_team, blue, 2026-01-01, '0.032258064516129032,3,1'",
    "prorated_members_by_team, red,  2026-01-01, '1.70967741935483871,3,0'",
    "prorated_members_by_team, blue, 2026-02-01, '0,0,0'",
    "prorated_members_by_team, blue, 2026-03-01, '0.967741935483870968,1,0'",
    "prorated_members_by_team, red,  2026-03-01, '1.032258064516129032,1,0'",
    "prorated_users,           '',   2026-01-01, '3.225806451612903226,6,0'",
    "prorated_users,           '',   2026-03-01, '1.935483870967741935,2,0'"
  })
  void countsMembersForTheDaysAtWhoseEndTheyAreThere(
      String charge, String team, String period, String usage) {
    assertEquals(usage, USAGE.get("seats," + charge + "," + period + "," + team));
    assertEquals(null, USAGE.get("seats,prorated_users,2026-02-01,"));
  }

  /** SD26 and OpenMeter's vector again: 5, 8 and -2 are small, 123 is big, null is neither. */
  @Test
  void splitsByExpressionsAndPricesWhatTheySay() {
    assertEquals("13,2,0", USAGE.get("maple,sum_by_size,2026-01-01,small"));
    assertEquals("-2,1,0", USAGE.get("maple,sum_by_size,2026-03-01,small"));
    assertEquals("123,1,0", USAGE.get("openmeter,sum_by_size,2026-01-01,big"));
    assertEquals("0.4567890123456789,1,0", USAGE.get("openmeter,sum_by_size,2026-01-01,small"));
    assertEquals(null, USAGE.get("openmeter,sum_by_size,2026-01-01,null"));
    assertEquals(
        List.of("size=big,123,246.00", "size=small,0.4567890123456789,0.46"),
        Aggregations.lake()
            .rows(
                """
                SELECT line.label, line.quantity, line.amount
                FROM charges LATERAL VIEW explode(lines) AS line
                WHERE subscription_id = 'openmeter' AND charge_id = 'sum_by_size' AND period_start = DATE '2026-01-01'
                ORDER BY line.label
                """));
  }

  @Test
  void holdsTheInvoiceOfASumThatIsNoQuantity() {
    assertEquals(
        List.of(
            "average,2",
            "daily,2",
            "daily_average,2",
            "daily_latest,2",
            "daily_min,2",
            "daily_sum,2",
            "historical_sum,2",
            "hourly,2",
            "hourly_sum,2",
            "prorated_sum,2",
            "sum,2",
            "sum_by_region,2",
            "sum_by_size,2",
            "time_weighted_sum,2",
            "weighted_sum,2"),
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

  @Test
  void holdsTheInvoiceOfACrowdOfDimensionValues() {
    assertEquals(
        List.of(
            "usage of by_user falls into 9 combinations of dimension values, of which 5 are allowed;"
                + " leave out the dimension that tells events apart, or raise max_dimension_values"
                + " of the meter"),
        Aggregations.lake()
            .rows(
                """
                SELECT i.message FROM billing_issues i
                JOIN draft_invoices d ON d.account_id = i.account_id AND d.state = 'held'
                  AND d.billing_date = DATE '2026-05-01'
                WHERE i.issue = 'too_many_dimension_values' AND i.account_id = 'random-utc'
                  AND i.period_start = DATE '2026-04-01'
                """));
    assertEquals("3,3,0", USAGE.get("openmeter,count_by_user,2026-01-01,null"));
    assertEquals(null, USAGE.get("random-utc,count_by_user,2026-04-01,u1"));
  }

  /** The account huge has a sum that is no quantity, random-utc a crowd of users. */
  @Test
  void whatHasNoPriceIsCountedAndHoldsNothing() {
    assertEquals(
        List.of("0,0.00"),
        Aggregations.lake()
            .rows(
                """
                SELECT sum(size(lines)), max(abs(amount)) FROM charges WHERE charge_id LIKE 'unpriced_%'
                """));
    assertEquals(
        List.of("0"),
        Aggregations.lake()
            .rows("SELECT count(*) FROM invoice_lines WHERE charge_id LIKE 'unpriced_%'"));
    assertEquals(
        List.of("huge,unpriced_sum,2", "random-utc,unpriced_users,9"),
        Aggregations.lake()
            .rows(
                """
                SELECT account_id, charge_id,
                  if(charge_id = 'unpriced_sum', events, regexp_extract(message, '([0-9]+) combinations'))
                FROM billing_issues
                WHERE issue = 'uncounted_usage' AND account_id IN ('huge', 'random-utc')
                  AND period_start = DATE '2026-04-01'
                ORDER BY account_id
                """));
    assertEquals(
        List.of(),
        Aggregations.lake()
            .rows("SELECT held_reason FROM draft_invoices WHERE held_reason LIKE '%unpriced_%'"));
  }

  private static String quantity(String subscription, String charge, String period) {
    String usage = USAGE.get(subscription + "," + charge + "," + period + ",");
    return usage == null ? "none" : usage.substring(0, usage.indexOf(','));
  }

  /** Quantity, events and skipped events by subscription, charge, period and dimension values. */
  private static Map<String, String> usage() {
    Map<String, String> usage = new HashMap<>();
    for (String row :
        Aggregations.lake()
            .rows(
                """
                SELECT concat_ws(',', subscription_id, charge_id, period_start,
                    array_join(dimension_values, ' ', 'null')),
                  quantity, events, skipped_events
                FROM usage
                """)) {
      String[] values = row.split(",(?=[^,]*,[^,]*,[^,]*$)", 2);
      usage.put(values[0], values[1]);
    }
    return usage;
  }
}
