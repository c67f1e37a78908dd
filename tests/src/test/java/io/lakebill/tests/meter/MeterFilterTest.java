package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.jobs.meter.expression.MeterFilter;
import io.lakebill.jobs.meter.expression.SqlAggregate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user's SQL does what meters need and nothing else; who asks for more is told where and what.
 */
class MeterFilterTest {

  private static final String FUNCTIONS =
      "abs, between, ceil, coalesce, concat, contains, date_trunc, day, dayofweek, endswith, floor,"
          + " greatest, hour, if, ifnull, least, length, lower, ltrim, minute, mod, month, nullif,"
          + " nvl, round, rtrim, seconds_between, startswith, substr, substring, to_date, trim, upper, year";

  private static final String SYNTAX =
      "; allowed are comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, CASE, CAST, + - * / %"
          + " and functions";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "properties['status'] <> '500'",
        "try_cast(properties['status'] AS INT) < 500",
        "properties['gb'] * 1.5 - 2 / properties['parts'] % 3 >= -1e3",
        "properties['a'] = true OR NOT properties['b'] IS NULL",
        "event_time >= '2026-01-01' AND event_time < TIMESTAMP '2026-02-01 00:00:00'",
        "hour(event_time) BETWEEN 8 AND 17 AND dayofweek(event_time) NOT IN (1, 7)",
        "coalesce(properties['size'], 0) > 5",
        "CASE WHEN subject LIKE 'test-%' THEN false ELSE properties['a.b'] = 'x' END",
        "lower(trim(source)) || '!' = concat('a', '!')",
        "subject IS NOT DISTINCT FROM properties['owner']",
        "'((((((((((((((((((((((((((((((((((((((((((((((((((((((((((' <> subject"
      })
  void acceptsWhatMetersNeed(String filter) {
    assertEquals(Optional.empty(), MeterFilter.fault(filter));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          properties['a']                     | character 1: a filter is true or false, but this is text
          1 + 1                               | character 1: a filter is true or false, but this is a number
          reflect('java.lang.System', 'exit') | character 1: the function reflect is not allowed; allowed are FUNCTIONS
          a.b.c(1) = 1                        | character 1: the function a.b.c is not allowed; allowed are FUNCTIONS
          rand() > 0.5                        | character 1: the function rand is not allowed; allowed are FUNCTIONS
          1 = 1 AND uuid() = 'a'              | character 11: the function uuid is not allowed; allowed are FUNCTIONS
          input_file_name() = 'a'             | character 1: the function input_file_name is not allowed; allowed are FUNCTIONS
          regexp_like(subject, 'a')           | character 1: the function regexp_like is not allowed; allowed are FUNCTIONS
          exists(array(1), x -> x > 1)        | character 1: the function exists is not allowed; allowed are FUNCTIONS
          x -> x = 1                          | character 1: a lambda is not allowed SYNTAX
          subject RLIKE '(a+)+$'              | character 9: a regular expression can hang a night and is not allowed SYNTAX
          (SELECT true)                       | character 1: a subquery is not allowed SYNTAX
          EXISTS (SELECT 1)                   | character 1: a subquery is not allowed SYNTAX
          event_id IN (SELECT 1)              | character 10: a subquery is not allowed SYNTAX
          *                                   | character 1: * is not allowed SYNTAX
          subject = :who                      | character 11: a parameter is not allowed SYNTAX
          subject = ?                         | character 11: a parameter is not allowed SYNTAX
          identifier('subject') = 'a'         | character 1: IDENTIFIER is not allowed SYNTAX
          sum(1) OVER () > 1                  | character 1: a window (OVER) is not allowed SYNTAX
          count(*) > 1                        | character 1: count is an aggregate, but this is asked of one event at a time
          events.subject = 'a'                | character 1: 'events.subject' has several parts; write one name for a column, properties['name'] for a property
          properties.a = '1'                  | character 1: 'properties.a' has several parts; write one name for a column, properties['name'] for a property
          status = 1                          | character 1: 'status' is not a column of events; write properties['status'] for a property, or one of event_id, source, event_name, subject, event_time
          properties[subject] = 'a'           | character 1: only properties can be looked into, by a name in quotes: properties['name']
          current_timestamp > event_time      | character 1: current_timestamp is not allowed: usage must not depend on when it is counted
          a=1 or                              | character 1: 'or' at the end is read as a name; something is missing after it, or too much
          subject LIKE '%a%b%c%'              | character 14: the pattern has more than 3 wildcards %
          cast(subject AS DOUBLE) > 1         | character 1: text cannot become DOUBLE; allowed are DECIMAL(p, s), INT, BIGINT, BOOLEAN, DATE, TIMESTAMP, and STRING of what is no number
          event_time > 5                      | character 1: a number and a time do not go together
          lower(1) = 'a'                      | character 7: this is a number where text is wanted
          round(1) = length()                 | character 12: it is called as length(text)
          INTERVAL 1 DAY = INTERVAL 1 DAY     | character 1: a literal that is no text, number, date or time is not allowed SYNTAX
          99999999999999999999999 > 1         | character 1: the number has more digits than a quantity, which has 38
          subject = 'a'; DROP TABLE events    | character 14: it cannot be read as SQL: Syntax error at or near ';'
          """)
  void refusesWhatIsNotAllowedAndSaysWhere(String filter, String fault) {
    String expected = fault.replace("FUNCTIONS", FUNCTIONS).replace(" SYNTAX", SYNTAX);
    assertEquals(Optional.of(expected), MeterFilter.fault(filter));
  }

  /** Spark takes these for the time at which it reads them, or for that time of today. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          event_time < 'now'                                                              | 14 | now
          'now' > event_time                                                              | 1  | now
          event_time < TIMESTAMP 'now'                                                    | 14 | now
          event_time < timestamp_ltz "Now"                                                | 14 | Now
          event_time < TIMESTAMP r'now'                                                   | 14 | now
          event_time < TIMESTAMP ' NOW '                                                  | 14 | ` NOW `
          event_time < TIMESTAMP 'n\\u006fw'                                              | 14 | now
          event_time < TIMESTAMP 'today Asia/Tokyo'                                       | 14 | today Asia/Tokyo
          event_time < TIMESTAMP '10:30'                                                  | 14 | 10:30
          event_time < 'T10:30:00.5'                                                      | 14 | T10:30:00.5
          event_time < DATE 'today'                                                       | 14 | today
          to_date(event_time) = 'Tomorrow'                                                | 23 | Tomorrow
          to_date('yesterday') = to_date(event_time)                                      | 9  | yesterday
          year('now') = 2026                                                              | 6  | now
          date_trunc('day', 'today') = event_time                                         | 19 | today
          seconds_between(event_time, 'now') < 60                                         | 29 | now
          event_time >= TIMESTAMP 'epoch'                                                 | 15 | epoch
          event_time < cast('now' AS TIMESTAMP)                                           | 19 | now
          event_time < try_cast('today' AS DATE)                                          | 23 | today
          event_time < 'now'::timestamp                                                   | 14 | now
          event_time < cast(cast('now' AS STRING) AS TIMESTAMP)                           | 24 | now
          event_time < cast(lower(trim(' NOW ')) AS TIMESTAMP)                            | 30 | ` NOW `
          event_time IN ('2026-01-01', 'today')                                           | 30 | today
          event_time NOT IN ('now')                                                       | 20 | now
          event_time BETWEEN '2026-01-01' AND 'tomorrow'                                  | 37 | tomorrow
          event_time <=> 'now'                                                            | 16 | now
          event_time IS DISTINCT FROM 'now'                                               | 29 | now
          event_time < coalesce(properties['until'], 'now')                               | 44 | now
          event_time < if(subject = 'a', properties['until'], nvl(NULL, 'now'))           | 63 | now
          event_time < greatest('2026-01-01', 'today')                                    | 37 | today
          event_time < CASE subject WHEN 'a' THEN 'now' END                               | 41 | now
          event_time < CASE WHEN subject = 'a' THEN '2026-01-01' ELSE 'now' END           | 61 | now
          nullif('now', event_time) IS NULL                                               | 8  | now
          CASE WHEN true THEN event_time ELSE 'today' END > '2026-01-01'                  | 37 | today
          """)
  void refusesTimesThatDependOnWhenTheyAreRead(String filter, int character, String text) {
    assertEquals(
        Optional.of(
            "character %d: '%s' is another time on another day: usage must not depend on when it is counted; write a date and a time"
                .formatted(character, text)),
        MeterFilter.fault(filter));
    String prefix = "sum(1) FILTER (WHERE ";
    assertEquals(
        Optional.of(
            "character %d: '%s' is another time on another day: usage must not depend on when it is counted; write a date and a time"
                .formatted(character + prefix.length(), text)),
        SqlAggregate.fault(prefix + filter + ")"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `'no' || 'w' < event_time`                   | character 1: a time is one text in quotes, such as '2026-01-31 10:30:00'
          event_time < cast(concat('no', 'w') AS DATE) | character 19: a time is one text in quotes, such as '2026-01-31 10:30:00'
          event_time < nvl(substr('know', 2), subject) | character 18: a time is one text in quotes, such as '2026-01-31 10:30:00'
          event_time < TIMESTAMP /* ' */ 'now'         | character 14: write a time as TIMESTAMP '2026-01-31 10:30:00' and a date as DATE '2026-01-31'
          event_time < TIMESTAMP_NTZ 'now'             | character 14: a literal that is no text, number, date or time is not allowed SYNTAX
          event_time < TIME '10:30:00'                 | character 14: a literal that is no text, number, date or time is not allowed SYNTAX
          event_time < 'Nov 5'                         | character 14: 'Nov 5' is no time
          event_time < '2026-02-30'                    | character 14: '2026-02-30' is no time
          to_date(event_time) = '31.01.2026'           | character 23: '31.01.2026' is no date
          event_time < current_date                    | character 14: current_date is not allowed: usage must not depend on when it is counted
          event_time < localtimestamp                  | character 14: localtimestamp is not allowed: usage must not depend on when it is counted
          event_time < now                             | character 14: now is not allowed: usage must not depend on when it is counted
          event_time < now()                           | character 14: the function now is not allowed; allowed are FUNCTIONS
          event_time < current_timestamp()             | character 14: the function current_timestamp is not allowed; allowed are FUNCTIONS
          event_time < to_timestamp('now')             | character 14: the function to_timestamp is not allowed; allowed are FUNCTIONS
          event_time < timestamp('now')                | character 14: the function timestamp is not allowed; allowed are FUNCTIONS
          event_time < make_timestamp(2026)            | character 14: the function make_timestamp is not allowed; allowed are FUNCTIONS
          current_timezone() = 'UTC'                   | character 1: the function current_timezone is not allowed; allowed are FUNCTIONS
          unix_timestamp() > 5                         | character 1: the function unix_timestamp is not allowed; allowed are FUNCTIONS
          session_user = 'a'                           | character 1: 'session_user' is not a column of events; write properties['session_user'] for a property, or one of event_id, source, event_name, subject, event_time
          monotonically_increasing_id() > 5            | character 1: the function monotonically_increasing_id is not allowed; allowed are FUNCTIONS
          date_format(event_time, 'E') = 'Mon'         | character 1: the function date_format is not allowed; allowed are FUNCTIONS
          subject COLLATE UNICODE_CI = 'a'             | character 1: this (Collate) is not allowed SYNTAX
          """)
  void refusesWhatDependsOnTheClockOrTheSession(String filter, String fault) {
    String expected = fault.replace("FUNCTIONS", FUNCTIONS).replace(" SYNTAX", SYNTAX);
    assertEquals(Optional.of(expected), MeterFilter.fault(filter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "properties['when'] = 'now'",
        "'today' IN (subject, properties['day'])",
        "CASE WHEN properties['when'] = 'now' THEN properties['a'] ELSE '2026' END < event_time",
        "if(subject = 'epoch', event_time, try_cast(properties['until'] AS TIMESTAMP)) IS NULL",
        "event_time < properties['until'] || ' 10:30'",
        "event_time < cast(cast('2026-01-31' AS DATE) AS TIMESTAMP)",
        "event_time < TIMESTAMP '2026-01-31T10:30:00.5 America/Los_Angeles'",
        "event_time IN (DATE '2026-01-31', NULL, '2026-01', ' 2026-01-31 10:30:00Z ')",
        "nullif('now', subject) = lower('NOW')",
        "seconds_between(properties['from'], event_time) / 3600 > 1.5"
      })
  void acceptsFixedTimesAndTextThatIsNoTime(String filter) {
    assertEquals(Optional.empty(), MeterFilter.fault(filter));
  }

  @Test
  void refusesLongAndDeepTextsBeforeParsingThem() {
    assertEquals(
        Optional.of("it has more than 4096 characters"),
        MeterFilter.fault("(".repeat(5000) + ")".repeat(5000)));
    assertEquals(
        Optional.of("it is nested more than 50 deep"),
        MeterFilter.fault("(".repeat(51) + "true" + ")".repeat(51)));
    assertEquals(
        Optional.of("it is nested more than 50 deep"),
        MeterFilter.fault("- ".repeat(60) + "properties['a'] > 0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(properties['a'] * properties['b']) / count(*)",
        "count(DISTINCT subject) + count_if(properties['ok'])",
        "sum(properties['a']) FILTER (WHERE subject = 'x')",
        "CASE WHEN count(*) > 10 THEN 10 ELSE greatest(max(properties['a']), 0) END",
        "SELECT avg(properties['a']) AS mean FROM events WHERE properties['b'] > 5"
      })
  void acceptsAggregations(String sql) {
    assertEquals(Optional.empty(), SqlAggregate.fault(sql));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          properties['a']                        | character 1: properties['a'] stands outside of an aggregate; put it into one of avg, count, count_if, max, min, sum
          sum(1) + subject                       | character 10: subject stands outside of an aggregate; put it into one of avg, count, count_if, max, min, sum
          1 + 1                                  | character 1: there is no aggregate in it, such as sum or count
          sum(sum(1))                            | character 5: sum is an aggregate, but this is asked of one event at a time
          sum(reflect('a', 'b'))                 | character 5: the function reflect is not allowed; allowed are FUNCTIONS
          collect_list(subject)                  | character 1: the function collect_list is not allowed; allowed are the aggregates avg, count, count_if, max, min, sum and FUNCTIONS
          sum(DISTINCT properties['a'])          | character 1: sum takes no DISTINCT and no IGNORE NULLS
          sum(1) > 1                             | character 1: this is true or false where a number is wanted
          max(event_time)                        | character 5: this is a time where a number is wanted
          SELECT sum(1), 1 FROM events           | only this shape is allowed: SELECT number FROM events [WHERE condition]
          SELECT sum(1) FROM invoices            | only this shape is allowed: SELECT number FROM events [WHERE condition]
          SELECT sum(1) FROM events GROUP BY 1   | only this shape is allowed: SELECT number FROM events [WHERE condition]
          SELECT sum(1) FROM events LIMIT 1      | only this shape is allowed: SELECT number FROM events [WHERE condition]
          SELECT sum(1) FROM events WHERE foo    | character 33: 'foo' is not a column of events; write properties['foo'] for a property, or one of event_id, source, event_name, subject, event_time
          """)
  void refusesAggregationsThatAreNone(String sql, String fault) {
    assertEquals(Optional.of(fault.replace("FUNCTIONS", FUNCTIONS)), SqlAggregate.fault(sql));
  }

  @Test
  void readsNoClassToRefuseAFunction() {
    assertEquals(
        List.of(true, true),
        List.of("reflect('no.such.Class', 'm')", "java_method('no.such.Class', 'm')").stream()
            .map(filter -> MeterFilter.fault(filter).orElseThrow().contains("is not allowed"))
            .toList());
  }
}
