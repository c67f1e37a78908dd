package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.jobs.meter.event.ReadProperties;
import io.lakebill.jobs.meter.expression.DimensionSql;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.tests.fixture.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user's SQL makes of one event. */
@ExtendWith(SparkExtension.class)
class ExpressionsTest {

  private static final StructType EVENT =
      StructType.fromDDL(
          """
          event_id STRING, source STRING, event_name STRING, subject STRING,
          event_time TIMESTAMP, properties MAP<STRING, STRING>
          """);

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "status", "404",
          "zero", "0.00",
          "large", "1e5",
          "from", "2026-03-01 10:00:00",
          "until", "2026-03-01T13:00:00.000001+01:00",
          "clock", "10:30:00",
          "word", "now",
          "day", "today");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "null",
      textBlock =
          """
          CASE WHEN properties['status'] >= 400 THEN 'failed' ELSE 'ok' END | failed
          floor(properties['status'] / 100)                                 | 4
          properties['zero'] * 1                                            | 0
          properties['large'] + 0                                           | 100000
          properties['status'] / 3                                          | 134.666666666666666667
          properties['status'] = '404'                                      | true
          to_date(event_time)                                               | 2026-03-01
          date_trunc('hour', event_time)                                    | 2026-03-01 12:00:00
          properties['none']                                                | null
          nullif(NULL, event_time)                                          | null
          NULL                                                              | null
          seconds_between(properties['from'], event_time)                   | 7200.25
          seconds_between(event_time, properties['from'])                   | -7200.25
          seconds_between(event_time, event_time)                           | 0
          seconds_between(properties['from'], properties['until'])          | 7200.000001
          seconds_between('2026-03-29', '2026-03-30')                       | 86400
          seconds_between('-290308-12-21T19:59:05.224192Z', '+294247-01-10T04:00:54.775807Z') | 18446744073709.551615
          seconds_between(properties['none'], event_time)                   | null
          seconds_between(properties['clock'], event_time)                  | null
          seconds_between(properties['word'], event_time)                   | null
          try_cast(properties['clock'] AS TIMESTAMP)                        | null
          try_cast(properties['day'] AS DATE)                               | null
          try_cast(concat(properties['word'], '') AS TIMESTAMP)             | null
          CASE WHEN properties['word'] < event_time THEN 'before' END       | null
          properties['from'] < event_time                                   | true
          """)
  void saysTheSameAboutAnEventWheneverItIsAsked(String sql, String text, SparkSession spark) {
    assertEquals(Optional.empty(), DimensionSql.fault(sql));
    var event =
        RowFactory.create(
            "e", "s", "n", "bob", Instant.parse("2026-03-01T12:00:00.25Z"), PROPERTIES);

    assertEquals(
        text,
        spark
            .createDataFrame(List.of(event), EVENT)
            .select(DimensionSql.column(sql))
            .first()
            .getString(0));
  }

  /** What is refused today may stand in a catalog of which there are invoices. */
  @Test
  void readsWhatAnySqlNamesWhetherOrNotItMayBeUsed(@TempDir Path folder, SparkSession spark)
      throws IOException {
    Path file = folder.resolve("catalog.yaml");
    Files.writeString(
        file,
        """
        meters:
          - id: calls
            event_name: call
            aggregation: count
            filter: "properties['a'] < now() AND event_time > 'now'"
            where: [{ property: [b, c], operator: exists }]
            dimensions: [d, { name: e, expression: "CASE WHEN properties['f'] > 1 THEN properties['g'] END" }]
          - { id: sizes, event_name: call, aggregation: sql, sql: "sum(properties['h'])" }
          - { id: when, event_name: login, aggregation: sql, sql: "SELECT stddev(properties['i']) FROM events WHERE properties['j'] = 1" }
          - { id: seats, event_name: seat, aggregation: unique_count, property: k, operation: { property: l, add: m, remove: n } }
        """);
    Catalog catalog = CatalogReader.read(file);

    assertEquals(
        Map.of(
            "call", Set.of("a", "b", "d", "f", "g", "h"),
            "login", Set.of("i", "j"),
            "seat", Set.of("k", "l")),
        ReadProperties.of(spark, List.of(catalog)));
  }
}
