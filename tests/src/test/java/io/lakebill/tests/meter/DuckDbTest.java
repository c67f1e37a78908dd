package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.SparkExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On random events of the awkward kind, usage is what DuckDB says over the same files. */
@ExtendWith(SparkExtension.class)
class DuckDbTest {

  private static Map<String, List<String>> usage;

  @BeforeAll
  static void readUsage() {
    usage =
        Aggregations.lake()
            .rows(
                """
                SELECT charge_id, subscription_id, period_start,
                  array_join(dimension_values, ' ', 'null'), quantity, events, skipped_events
                FROM usage WHERE subscription_id LIKE 'random-%'
                """)
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.substring(0, row.indexOf(',')),
                    TreeMap::new,
                    Collectors.mapping(
                        row -> row.substring(row.indexOf(',') + 1), Collectors.toList())));
    usage.values().forEach(rows -> rows.sort(null));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          CHARGE        | QUANTITY                       | DIVISOR  | USABLE                | WHERE                   | BY
          count         | count(*)                       | 1        | count(*)              | true                    | ''
          sum           | sum(v)                         | 1        | count(v)              | true                    | ''
          min           | min(v)                         | 1        | count(v)              | true                    | ''
          max           | max(v)                         | 1        | count(v)              | true                    | ''
          average       | sum(v)                         | count(v) | count(v)              | true                    | ''
          unique_count  | nullif(count(DISTINCT value), 0) | 1      | count(value)          | true                    | ''
          latest        | arg_max(v, (t, id)) FILTER (v IS NOT NULL) | 1 | count(v)         | true                    | ''
          mean_double   | 2 * sum(v)                     | count(*) | count(v)              | true                    | ''
          active_users  | count(DISTINCT "user")         | 1        | count("user")         | v > 0                   | ''
          small         | count(*)                       | 1        | count(*)              | v < 10                  | ''
          european      | sum(v)                         | 1        | count(v)              | region IN ('eu', 'ch')  | ''
          sum_by_region | sum(v)                         | 1        | count(v)              | true                    | coalesce(region, 'null')
          sum_by_size   | sum(v)                         | 1        | count(v)              | true                    | CASE WHEN v < 10 THEN 'small' WHEN v >= 10 THEN 'big' ELSE 'null' END
          """)
  void usageOfPeriodsIsWhatDuckDbSays(
      String charge, String quantity, String divisor, String usable, String where, String by) {
    assertSame(
        charge,
        """
        SELECT account, period, %s, %s AS q, %s, count(*), count(*) - %s
        FROM events
        WHERE event_name = 'value' AND %s
        GROUP BY 1, 2, 3
        HAVING q IS NOT NULL
        """
            .formatted(by.isEmpty() ? "''" : by, quantity, divisor, usable, where));
  }

  @Test
  void usageWithoutAPriceIsWhatDuckDbSays() {
    assertSame(
        "unpriced_others",
        """
        SELECT account, period, coalesce(region, 'null'), count(*), 1, count(*), 0
        FROM events
        WHERE event_name = 'other'
        GROUP BY 1, 2, 3
        """);
    assertEquals(usage.get("sum"), usage.get("unpriced_sum"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          CHARGE        | KIND | QUANTITY                                   | DIVISOR  | USABLE
          hourly        | hour | max(v)                                     | 1        | count(v)
          daily         | day  | max(v)                                     | 1        | count(v)
          daily_count   | day  | count(*)                                   | 1        | count(*)
          hourly_sum    | hour | sum(v)                                     | 1        | count(v)
          daily_sum     | day  | sum(v)                                     | 1        | count(v)
          daily_min     | day  | min(v)                                     | 1        | count(v)
          daily_average | day  | sum(v)                                     | count(v) | count(v)
          daily_unique  | day  | nullif(count(DISTINCT value), 0)           | 1        | count(value)
          daily_latest  | day  | arg_max(v, (t, id)) FILTER (v IS NOT NULL) | 1        | count(v)
          """)
  void whatWindowsComeToIsWhatDuckDbSays(
      String charge, String kind, String quantity, String divisor, String usable) {
    assertSame(
        charge,
        """
        SELECT e.account, period, w.name, %s AS q, %s, count(*), count(*) - %s
        FROM events e
        JOIN windows w ON w.account = e.account AND kind = '%s' AND t >= w.t0 AND t < w.t1
        WHERE event_name = 'value'
        GROUP BY 1, 2, 3
        HAVING q IS NOT NULL
        """
            .formatted(quantity, divisor, usable, kind));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          CHARGE          | QUANTITY                                       | BY
          last_in_history | arg_max(v, (t, id)) FILTER (v IS NOT NULL)     | ''
          historical_sum  | sum(v)                                         | ''
          last_by_region  | arg_max(v, (t, id)) FILTER (v IS NOT NULL)     | coalesce(region, 'null')
          """)
  void usageThatSeesHistoryIsWhatDuckDbSays(String charge, String quantity, String by) {
    assertSame(
        charge,
        """
        SELECT p.account, p.period, %s, %s AS q, 1,
          count(*) FILTER (e.period = p.period),
          count(*) FILTER (e.period = p.period AND v IS NULL)
        FROM periods p JOIN events e ON e.account = p.account AND e.period <= p.period
        WHERE event_name = 'value'
        GROUP BY 1, 2, 3
        HAVING q IS NOT NULL
        """
            .formatted(by.isEmpty() ? "''" : by, quantity));
  }

  @Test
  void unitHoursAreWhatDuckDbSays() {
    assertSame(
        "time_weighted_sum",
        """
        WITH standing AS (
          SELECT *, coalesce(lead(t) OVER (PARTITION BY account ORDER BY t, id), TIMESTAMP '2027-01-01') AS until,
            CAST(CAST(v AS DECIMAL(12, 6)) * CAST(1000000 AS DECIMAL(7, 0)) AS HUGEINT) AS millionths
          FROM events WHERE event_name = 'value' AND v IS NOT NULL
        ),
        hours AS (
          SELECT p.account, p.period,
            sum(millionths * (epoch_us(least(s.until, p.t1)) - epoch_us(greatest(s.t, p.t0)))) AS q
          FROM periods p JOIN standing s ON s.account = p.account AND s.t < p.t1 AND s.until > p.t0
          GROUP BY 1, 2
        )
        SELECT h.account, h.period, '', q, 3600000000000000, count(e.id), count(e.id) - count(v)
        FROM hours h
        LEFT JOIN events e ON e.account = h.account AND e.period = h.period AND event_name = 'value'
        GROUP BY 1, 2, q
        """);
  }

  @Test
  void sharesOfPeriodsAreWhatDuckDbSays() {
    assertShares(
        "weighted_sum", "epoch_us(greatest(e.t, p.t0))", "epoch_us(p.t0)", "epoch_us(p.t1)");
    assertShares(
        "prorated_sum",
        "date_diff('day', p.period, greatest(CAST(e.day AS DATE), p.period))",
        "0",
        "date_diff('day', p.period, CAST(date_trunc('month', p.period + INTERVAL 1 MONTH) AS DATE))");
  }

  /** Of each value what is left of the period from its time on, by the length of the period. */
  private static void assertShares(String charge, String time, String start, String end) {
    assertSame(
        charge,
        """
        WITH parts AS (
          SELECT *, CAST(CAST(v AS DECIMAL(12, 6)) * CAST(1000000 AS DECIMAL(7, 0)) AS HUGEINT) AS millionths,
            (SELECT max(w.name) FROM windows w
              WHERE w.account = events.account AND kind = 'day' AND t >= w.t0 AND t < w.t1) AS day
          FROM events WHERE event_name = 'value'
        )
        SELECT p.account, p.period, '', sum(millionths * (%3$s - %1$s)) AS q,
          CAST(1000000 AS HUGEINT) * (%3$s - %2$s),
          count(*) FILTER (e.period = p.period), count(*) FILTER (e.period = p.period AND v IS NULL)
        FROM periods p JOIN parts e ON e.account = p.account AND e.period <= p.period
        GROUP BY p.account, p.period, p.t0, p.t1
        HAVING q IS NOT NULL
        """
            .formatted(time, start, end));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {"members | ''", "members_by_team | coalesce(team, 'null')"},
      quoteCharacter = '`')
  void membersAreWhoDuckDbSays(String charge, String by) {
    assertSame(
        charge,
        """
        WITH seen AS (
          SELECT p.account, p.period, %s AS dims, "user",
            arg_max(action, (t, id)) FILTER (action IN ('joined', 'left')) AS last_action,
            count(*) FILTER (e.period = p.period) AS events,
            count(*) FILTER (e.period = p.period
              AND ("user" IS NULL OR coalesce(action, '') NOT IN ('joined', 'left'))) AS skipped
          FROM periods p JOIN events e ON e.account = p.account AND e.period <= p.period
          WHERE event_name = 'member'
          GROUP BY 1, 2, 3, 4
        )
        SELECT account, period, dims,
          count(*) FILTER ("user" IS NOT NULL AND last_action = 'joined'), 1, sum(events), sum(skipped)
        FROM seen
        GROUP BY 1, 2, 3
        HAVING count(*) FILTER ("user" IS NOT NULL AND last_action IS NOT NULL) > 0
        """
            .formatted(by));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {"prorated_members | ''", "prorated_members_by_team | coalesce(team, 'null')"},
      quoteCharacter = '`')
  void membersByDayAreWhoDuckDbSays(String charge, String by) {
    assertShareOfDays(
        charge,
        by,
        "e.t < d.t1",
        "arg_max(action, (t, id)) FILTER (action IN ('joined', 'left')) = 'joined'",
        "\"user\" IS NOT NULL AND action IN ('joined', 'left')");
  }

  @Test
  void usersByDayAreWhoDuckDbSays() {
    assertShareOfDays(
        "prorated_users", "''", "e.period = d.period", "true", "\"user\" IS NOT NULL");
  }

  /** Who is there at the end of each day, by the number of days of the period. */
  private static void assertShareOfDays(
      String charge, String by, String seen, String isThere, String usable) {
    assertSame(
        charge,
        """
        WITH days AS (
          SELECT p.account, p.period, p.t1, w.t1 AS day_end
          FROM periods p JOIN windows w ON w.account = p.account AND kind = 'day' AND w.t0 >= p.t0 AND w.t0 < p.t1
        ),
        said AS (
          SELECT *, %1$s AS dims FROM events WHERE event_name = 'member'
        ),
        present AS (
          SELECT d.account, d.period, e.dims, d.day_end, "user"
          FROM days d JOIN said e ON e.account = d.account AND %2$s AND e.t < d.day_end
          WHERE "user" IS NOT NULL
          GROUP BY ALL HAVING %3$s
        )
        SELECT d.account, d.period, e.dims,
          (SELECT count(*) FROM present p
            WHERE p.account = d.account AND p.period = d.period AND p.dims = e.dims),
          (SELECT count(*) FROM days x WHERE x.account = d.account AND x.period = d.period),
          count(*) FILTER (e.period = d.period),
          count(*) FILTER (e.period = d.period AND NOT coalesce(%4$s, false))
        FROM (SELECT DISTINCT account, period, t1 FROM days) d
        JOIN said e ON e.account = d.account AND %2$s
        GROUP BY 1, 2, 3
        HAVING count(*) FILTER (coalesce(%4$s, false)) > 0
        """
            .formatted(by, seen, isThere, usable));
  }

  private static void assertSame(String charge, String query) {
    List<String> expected = Aggregations.duckDb().usage(query);
    assertTrue(expected.size() > 8, () -> "only " + expected);
    assertEquals(
        String.join("\n", expected), String.join("\n", usage.getOrDefault(charge, List.of())));
  }
}
