package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.COLUMNS;
import static io.lakebill.tests.input.HandedOver.file;
import static io.lakebill.tests.input.HandedOver.inOneLine;
import static io.lakebill.tests.input.HandedOver.parquet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a value of a file becomes: a time, an id, a property, or a row that is refused. */
@ExtendWith(SparkExtension.class)
class ValuesTest {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("values"));

  @Test
  void onlyTimesThatNameNoZoneAreInThatOfTheirSource(SparkSession spark) throws IOException {
    List<String> sources = new ArrayList<>();
    for (String type : List.of("timestamp", "timestamp_ntz")) {
      Path stored =
          parquet(
              spark.sql(
                  """
                  SELECT id, CAST(at AS %s) AS at, 'acme' AS who
                  FROM VALUES ('1', '2026-02-01 00:30:00.123456'), ('2', '2026-03-29 02:30:00') AS t (id, at)
                  """
                      .formatted(type)));
      sources.add(source("time-" + type, "parquet", stored, "time_zone: Europe/Berlin"));
    }
    String texts =
        """
        id,at,who
        1,2026-01-05 10:00:00.000 America/Los_Angeles,acme
        2,2026-01-05 10:00:00 CET,acme
        3,2026-01-05T10:00:00+1:00,acme
        4,2026-01-05T10:00,acme
        5,2026-01-05 10:00:00 IST,acme
        6,2026-03-29 02:30:00,acme
        7,,acme
        """;
    sources.add(source("time-text", "csv", file("t.csv", texts), "time_zone: Europe/Berlin"));
    String patterns = "id,at,who\n1,10:00 05-01-26,acme\n2,02:30 29-03-26,acme\n";
    sources.add(
        source(
            "time-pattern",
            "csv",
            file("p.csv", patterns),
            "time_zone: Europe/Berlin\ntime_format: HH:mm dd-MM-yy"));

    String counts = landAll(sources);
    String again = landAll(sources);

    assertEquals(
        List.of(
            "time-pattern,1,2026-01-05 09:00:00",
            "time-text,1,2026-01-05 18:00:00",
            "time-text,2,2026-01-05 09:00:00",
            "time-text,3,2026-01-05 09:00:00",
            "time-text,4,2026-01-05 09:00:00",
            "time-text,7,2026-10-01 02:30:00",
            "time-timestamp,1,2026-02-01 00:30:00.123456",
            "time-timestamp,2,2026-03-29 02:30:00",
            "time-timestamp_ntz,1,2026-01-31 23:30:00.123456"),
        LAKE.rows(
            """
            SELECT source, event_id, CAST(event_time AS STRING) FROM events
            WHERE source LIKE 'time-%' ORDER BY source, event_id
            """));
    String never = ": the clocks of Europe/Berlin never showed 2026-03-29 02:30:00";
    assertEquals(
        List.of(
            "time-pattern,2,'02:30 29-03-26' is not a time as its source writes them" + never,
            "time-text,5,'2026-01-05 10:00:00 IST' is not a time as its source writes them: 'IST'"
                + " is what several zones are called; write an offset such as +01:00",
            "time-text,6,'2026-03-29 02:30:00' is not a time as its source writes them" + never,
            "time-timestamp_ntz,2,'2026-03-29 02:30:00' is not a time as its source writes them"
                + never),
        refused("time-%"));
    assertEquals(
        "accepted 9, conflicts 0, duplicates 0, handed_over 13, rejected 4", inOneLine(counts));
    assertEquals(
        "accepted 0, conflicts 0, duplicates 13, handed_over 13, rejected 0", inOneLine(again));
  }

  @Test
  void idsWhoseDigitsMayBeGoneAreRefused(SparkSession spark) throws IOException {
    String at = "TIMESTAMP '2026-09-01 10:00:00' AS at";
    Path floats =
        parquet(
            spark.sql(
                "SELECT id, %s, 'acme' AS who FROM VALUES (9007199254740992D), (10000001D), (NULL) AS t (id)"
                    .formatted(at)));
    Path accounts =
        parquet(spark.sql("SELECT '1' AS id, %s, CAST(17 AS FLOAT) AS who".formatted(at)));
    Path bytes =
        parquet(
            spark.sql(
                "SELECT id, %s, 'acme' AS who FROM VALUES (CAST('plain' AS BINARY)), (X'FF00') AS t (id)"
                    .formatted(at)));
    String time = "\"at\": \"2026-09-01T10:00:00Z\", \"who\": \"acme\"";
    String json =
        Stream.of("10000001", "1.0000001E7", "1e7", "10.5", "\"10000001.0\"", "\"10e5\"")
            .map(id -> "{\"id\": %s, %s}\n".formatted(id, time))
            .reduce("", String::concat);
    String csv =
        Stream.of("10000001", "10000001.0", "1.23457E+11", "1e+16", "17.2", "10e5", "1.0.0")
            .map(id -> id + ",2026-09-01T10:00:00Z,acme\n")
            .reduce("id,at,who\n", String::concat);

    String counts =
        landAll(
            List.of(
                source("id-float", "parquet", floats, ""),
                source("id-account", "parquet", accounts, ""),
                source("id-bytes", "parquet", bytes, ""),
                source("id-json", "jsonl", file("i.jsonl", json), ""),
                source("id-text", "csv", file("i.csv", csv), "")));

    assertEquals(
        "accepted 7, conflicts 0, duplicates 0, handed_over 19, rejected 12", inOneLine(counts));
    assertEquals(
        List.of(
            "id-bytes,plain",
            "id-json,10000001",
            "id-json,10e5",
            "id-text,1.0.0",
            "id-text,10000001",
            "id-text,10e5",
            "id-text,17.2"),
        LAKE.rows("SELECT source, event_id FROM events WHERE source LIKE 'id-%' ORDER BY ALL"));
    assertEquals(
        List.of(
            "id-account,invalid_id,1",
            "id-bytes,invalid_id,1",
            "id-float,invalid_id,2",
            "id-float,missing_id,1",
            "id-json,invalid_id,1",
            "id-json,malformed_row,3",
            "id-text,invalid_id,3"),
        LAKE.rows(
            """
            SELECT source, reason, count(*) FROM rejected_events
            WHERE source LIKE 'id-%' GROUP BY ALL ORDER BY ALL
            """));
    assertEquals(
        List.of(
            "id-account,1,the column 'who' has floating-point numbers; send ids as text or whole"
                + " numbers, so that no digit can be lost"),
        refused("id-account"));
  }

  @Test
  void generatedIdsTellTimesApartToTheLastDigit(SparkSession spark) throws IOException {
    Path first =
        parquet(
            spark.sql(
                """
                SELECT TIMESTAMP '2026-09-01 10:00:00.0001' AS at, 'acme' AS who,
                  array(TIMESTAMP_NTZ '2026-09-01 10:00:00') AS parts
                UNION ALL
                SELECT TIMESTAMP '2026-09-01 10:00:00.123', 'acme', array(TIMESTAMP_NTZ '2026-09-01 10:00:00')
                """));
    Path second =
        parquet(
            spark.sql(
                """
                SELECT TIMESTAMP '2026-09-01 10:00:00.0002' AS at, 'acme' AS who,
                  array(TIMESTAMP_NTZ '2026-09-01 10:00:00') AS parts
                UNION ALL
                SELECT TIMESTAMP '2026-09-01 10:00:00.123', 'acme', array(TIMESTAMP_NTZ '2026-09-01 10:00:00.0005')
                """));
    Path source =
        file(
            "generated.yaml",
            """
            { source: generated, format: parquet, generate_ids: true,
              columns: { time: at, account: who }, constants: { event_name: visit } }
            """);

    String counts =
        LAKE.run("land", "--source", source.toString(), first.toString(), second.toString()).done();

    assertEquals(
        "accepted 4, conflicts 0, duplicates 0, handed_over 4, rejected 0", inOneLine(counts));
    String hash = "substring(sha2('%s', 256), 1, 32) || '-1'";
    assertEquals(
        List.of("2026-09-01 10:00:00.123"),
        LAKE.rows(
            "SELECT CAST(event_time AS STRING) FROM events WHERE source = 'generated' AND event_id"
                + " = "
                + hash.formatted(
                    "{\"at\":\"2026-09-01T10:00:00.123Z\",\"who\":\"acme\","
                        + "\"parts\":[\"2026-09-01T10:00:00.000\"]}")));
  }

  @Test
  void valuesBelowOthersAreReadWhereverTheyAreKept(SparkSession spark) throws IOException {
    String rest = "TIMESTAMP '2026-09-01 10:00:00' AS at, 'acme' AS who";
    String payload = "{\"id\": \"a\", \"n\": 12.50, \"list\": [1, {\"x\": 2}]}";
    Path text = parquet(spark.sql("SELECT '%s' AS payload, %s".formatted(payload, rest)));
    Path variant =
        parquet(spark.sql("SELECT parse_json('%s') AS payload, %s".formatted(payload, rest)));
    Path struct =
        parquet(
            spark.sql(
                """
                SELECT named_struct('id', 'a', 'n', 12.50BD, 'list', array(named_struct('x', 2)),
                  'bytes', X'FF00', 'city', CAST('Łódź' AS BINARY)) AS payload, %s
                """
                    .formatted(rest)));
    Path map =
        parquet(
            spark.sql(
                """
                SELECT map('id', 'a', 'n', '12.50') AS payload, %s
                UNION ALL
                SELECT CAST(CAST(map(1.1D, 'first', 1.2D, 'last') AS map<int, string>) AS map<string, string>), %s
                """
                    .formatted(rest, rest)));
    String twice =
        "{\"payload\": {\"id\": \"b\", \"n\": 1, \"n\": 2}, \"at\": \"2026-09-01T10:00:00Z\","
            + " \"who\": \"acme\"}\n";

    String counts =
        landAll(
            List.of(
                below("below-text", "parquet", text),
                below("below-variant", "parquet", variant),
                below("below-struct", "parquet", struct),
                below("below-map", "parquet", map),
                below("below-json", "jsonl", file("twice.jsonl", twice))));

    assertEquals(
        "accepted 4, conflicts 0, duplicates 0, handed_over 6, rejected 2", inOneLine(counts));
    assertEquals(
        List.of(
            "below-map,a,12.50,null,null,null",
            "below-struct,a,12.50,[{\"x\":2}],/wA=,Łódź",
            "below-text,a,12.50,[1,{\"x\":2}],null,null",
            "below-variant,a,12.5,[1,{\"x\":2}],null,null"),
        LAKE.rows(
            """
            SELECT source, event_id, properties.n, properties.list, properties.bytes, properties.city
            FROM events WHERE source LIKE 'below-%' ORDER BY source
            """));
    assertEquals(
        List.of(
            "below-json,malformed_row,the field 'n' occurs twice",
            "below-map,malformed_row,a map of the row has a key twice"),
        LAKE.rows(
            """
            SELECT source, reason, detail FROM rejected_events
            WHERE source LIKE 'below-%' ORDER BY source
            """));
  }

  private static String below(String id, String format, Path file) throws IOException {
    return file(
            "source.yaml",
            """
            { source: %s, format: %s, files: %s, constants: { event_name: visit },
              columns: { id: payload.id, time: at, account: who, properties: payload } }
            """
                .formatted(id, format, file))
        .toString();
  }

  private static String source(String id, String format, Path file, String more)
      throws IOException {
    return file(
            "source.yaml",
            "source: %s\nformat: %s\nfiles: %s\n%s\nconstants: { event_name: visit }\n%s\n"
                .formatted(id, format, file, COLUMNS, more))
        .toString();
  }

  private static String landAll(List<String> sources) {
    return LAKE.run(
            Stream.concat(
                    Stream.of("land"), sources.stream().flatMap(s -> Stream.of("--source", s)))
                .toArray(String[]::new))
        .done();
  }

  private static List<String> refused(String sources) {
    return LAKE.rows(
        """
        SELECT source, event_id, detail FROM rejected_events
        WHERE source LIKE '%s' ORDER BY source, event_id
        """
            .formatted(sources));
  }
}
