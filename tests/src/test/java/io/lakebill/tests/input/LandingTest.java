package io.lakebill.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.lakebill.schemas.event.EventWriter;
import io.lakebill.schemas.event.UsageEvent;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files become the same events whatever their format, order, number and way to write times. */
@ExtendWith(SparkExtension.class)
class LandingTest {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("landing"));

  private static final String COLUMNS = "columns: { id: id, time: at, account: who }";

  private static final String CSV =
      """
      id,at,who,city,amount
      1,2026-09-01T10:00:00Z,acme,"Zürich, ""old"" town",12.5000000000000001
      2,2026-09-02T10:00:00Z,bolt,,7
      3,2026-09-03T10:00:00Z,acme,Łódź,0
      """;

  @Test
  void parquetCsvAndJsonLinesGiveTheSameEvents(SparkSession spark) throws IOException {
    Path part =
        parquet(
            spark
                .createDataset(CSV.lines().toList(), org.apache.spark.sql.Encoders.STRING())
                .transform(
                    lines ->
                        spark.read().option("header", true).option("escape", "\"").csv(lines)));
    String json =
        """
        {"id":"1","at":"2026-09-01T10:00:00Z","who":"acme","city":"Zürich, \\"old\\" town","amount":12.5000000000000001}
        {"id":"2","at":"2026-09-02T10:00:00Z","who":"bolt","city":null,"amount":7}

        {"id":"3","at":"2026-09-03T10:00:00Z","who":"acme","city":"Łódź","amount":0}
        """;

    land("from-csv", "csv", file("rows.csv", CSV));
    land("from-json", "jsonl", file("rows.jsonl", json));
    land("from-parquet", "parquet", part);

    List<String> events = events("from-csv");
    assertEquals(3, events.size());
    assertEquals(events, events("from-json"));
    assertEquals(events, events("from-parquet"));
  }

  @Test
  void theOrderAndNumberOfFilesNeverMatters() throws IOException {
    String head = "id,at,who,city\n";
    String one = "1,2026-09-01T10:00:00Z,acme,Bern\n2,2026-09-01T10:00:00Z,acme,Bern\n";
    String two = "2,2026-09-01T10:00:00Z,acme,Basel\n1,2026-09-01T10:00:00Z,acme,Bern\n";
    Path first = file("a.csv", head + one);
    Path second = file("b.csv", head + two);

    land("one-two", "csv", first, second);
    land("two-one", "csv", second, first);
    String counts = land("at-once", "csv", file("all.csv", head + two + one));

    assertEquals(events("one-two"), events("two-one"));
    assertEquals(events("one-two"), events("at-once"));
    assertEquals(
        "accepted 2, conflicts 1, duplicates 1, handed_over 4, rejected 0", inOneLine(counts));
  }

  @Test
  void landingAFileAgainAddsNothingAndAnotherBodyIsAConflict() throws IOException {
    Path rows = file("again.csv", CSV);
    land("again", "csv", rows);
    long version = LAKE.versions().get("events");

    String again = land("again", "csv", rows);
    String changed = land("again", "csv", file("changed.csv", CSV.replace("bolt,,7", "bolt,,8")));

    assertEquals(version, LAKE.versions().get("events"));
    assertEquals(
        "accepted 0, conflicts 0, duplicates 3, handed_over 3, rejected 0", inOneLine(again));
    assertEquals(
        "accepted 0, conflicts 1, duplicates 2, handed_over 3, rejected 0", inOneLine(changed));
    assertEquals(
        "conflict,2",
        LAKE.value("SELECT reason, event_id FROM rejected_events WHERE source = 'again'"));
  }

  @Test
  void aCopyIsAConflictHoweverLongAgoItsEventWas() throws IOException {
    String head = "id,at,who\n";
    land("long-ago", "csv", file("first.csv", head + "1,1999-12-31T10:00:00Z,acme\n"));
    land("long-ago", "csv", file("between.csv", head + "2,2026-09-01T10:00:00Z,acme\n"));

    String counts =
        land(
            "long-ago",
            "csv",
            file("late.csv", head + "1,2026-09-02T10:00:00Z,acme\n3,2026-09-02T10:00:00Z,acme\n"));

    assertEquals(
        "accepted 1, conflicts 1, duplicates 0, handed_over 2, rejected 0", inOneLine(counts));
    assertEquals(
        List.of("1,1999-12-31", "2,2026-09-01", "3,2026-09-02"),
        LAKE.rows(
            "SELECT event_id, event_date FROM events WHERE source = 'long-ago' ORDER BY event_id"));
  }

  @Test
  void idsWithTheSameHashAreDifferentEvents(SparkSession spark) throws IOException {
    List<String> ids = Collisions.of(spark, "collisions", 3);
    String row = "%s,2026-09-01T10:00:00Z,acme\n";
    String head = "id,at,who\n";

    String both =
        land(
            "collisions",
            "csv",
            file("two.csv", head + row.formatted(ids.get(0)) + row.formatted(ids.get(1))));
    String third = land("collisions", "csv", file("third.csv", head + row.formatted(ids.get(2))));

    assertEquals(
        "accepted 2, conflicts 0, duplicates 0, handed_over 2, rejected 0", inOneLine(both));
    assertEquals(
        "accepted 1, conflicts 0, duplicates 0, handed_over 1, rejected 0", inOneLine(third));
    assertEquals(
        "3,1",
        LAKE.value(
            """
            SELECT count(DISTINCT event_id), count(DISTINCT identity_hash)
            FROM events WHERE source = 'collisions'
            """));
  }

  @Test
  void parquetRowsAreComparedAndRefusedAsTextIs(SparkSession spark) throws IOException {
    String csv =
        """
        id,at,who,city
        1,2026-09-01T10:00:00Z,acme,Bern
        1,2026-09-01T10:00:00Z,acme,Bern
        1,2026-09-01T10:00:00Z,acme,Basel
        2,yesterday,acme,Bern
        ,2026-09-01T10:00:00Z,acme,Bern
        4,2026-09-01T10:00:00Z,,Bern
        5,2026-09-01T10:00:00Z,acme,
        """;
    Path text = file("mixed.csv", csv);
    Path parquet = parquet(spark.read().option("header", true).csv(text.toString()));

    String counts = land("mixed-text", "csv", text);

    assertEquals(
        "accepted 2, conflicts 1, duplicates 1, handed_over 7, rejected 3", inOneLine(counts));
    assertEquals(counts, land("mixed-parquet", "parquet", parquet));
    assertEquals(events("mixed-text"), events("mixed-parquet"));
    assertEquals(refused("mixed-text"), refused("mixed-parquet"));
    assertEquals(4, refused("mixed-text").size());
  }

  @Test
  void storedTimesAreReadLikeTextWithoutAZone(SparkSession spark) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    List<String> sources = new ArrayList<>();
    for (String type : List.of("timestamp", "timestamp_ntz")) {
      Path file =
          parquet(
              spark.sql(
                  "SELECT '1' AS id, CAST('2026-09-01 10:00:00.123456' AS %s) AS at, 'acme' AS who"
                      .formatted(type)));
      for (String zone : List.of("UTC", "America/New_York")) {
        String id = "stored-" + type + "-" + zone.toLowerCase(Locale.ROOT).replaceAll("\\W", "-");
        expected.put(id, zone.equals("UTC") ? "10:00:00.123456" : "14:00:00.123456");
        sources.add(source(id, "parquet", file, "time_zone: " + zone));
      }
    }

    landAll(sources);
    String again = landAll(sources);

    assertEquals(lines(expected), times("stored-%"));
    assertEquals(
        "accepted 0, conflicts 0, duplicates 4, handed_over 4, rejected 0", inOneLine(again));
  }

  /** SD25: the entire batch is rejected. */
  @Test
  void aFileWithAnInvalidRowIsRefusedWholeWhereItsSourceWantsThat() throws IOException {
    String head = "id,at,who\n";
    Path bad =
        file(
            "bad.csv",
            head + "1,2026-09-01T10:00:00Z,acme\n2,yesterday,acme\n3,2026-09-03T10:00:00Z,acme\n");
    Path good =
        file("good.csv", head + "3,2026-09-03T10:00:00Z,acme\n4,2026-09-04T10:00:00Z,acme\n");
    String source = source("whole-files", "csv", bad, "invalid_rows: file");

    String counts = LAKE.run("land", "--source", source, bad.toString(), good.toString()).done();

    assertEquals(
        "accepted 2, conflicts 0, duplicates 0, handed_over 5, rejected 3", inOneLine(counts));
    assertEquals(
        List.of("invalid_time,2", "refused_file,1", "refused_file,3"),
        LAKE.rows(
            """
            SELECT reason, event_id FROM rejected_events WHERE source = 'whole-files' ORDER BY ALL
            """));

    Path mended =
        file("bad.csv", Files.readString(bad).replace("yesterday", "2026-09-02T10:00:00Z"));
    String again = LAKE.run("land", "--source", source, mended.toString()).done();

    assertEquals(
        "accepted 2, conflicts 0, duplicates 1, handed_over 3, rejected 0", inOneLine(again));
  }

  @Test
  void eventsOfOtherSystemsLandByReadyMadeMappings() throws IOException {
    Map<String, String> rows =
        Map.of(
            "cloudevents",
            """
            {"specversion":"1.0","id":"1","source":"/api","type":"call","subject":"acme",\
            "time":"2026-09-01T12:00:00.5Z","datacontenttype":"application/json","data":{"value":"7"}}
            """,
            "stripe_meter_events",
            """
            {"event_name":"call","identifier":"1","timestamp":1788264000.5,\
            "payload":{"stripe_customer_id":"acme","value":"7"}}
            """,
            "lago_events",
            """
            {"transaction_id":"1","external_subscription_id":"acme","code":"call",\
            "timestamp":"1788264000.5","properties":{"value":7}}
            """);
    List<String> sources = new ArrayList<>();
    for (var entry : new TreeMap<>(rows).entrySet()) {
      Path file = file("events.jsonl", entry.getValue());
      String name = entry.getKey();
      sources.add(
          file("source.yaml", "{ source: %s, mapping: %s, files: %s }".formatted(name, name, file))
              .toString());
    }

    landAll(sources);

    assertEquals(
        List.of(
            "cloudevents,12:00:00.5", "lago_events,12:00:00.5", "stripe_meter_events,12:00:00.5"),
        times("%events"));
    assertEquals(
        "1,call,acme,7",
        LAKE.value(
            """
            SELECT DISTINCT event_id, event_name, subject, properties.value
            FROM events WHERE source LIKE '%events'
            """));
  }

  @Test
  void whatAProducerWroteLandsAsItWas() throws IOException {
    Path drop = Scratch.directory("drop");
    UsageEvent event =
        new UsageEvent(
            Optional.empty(),
            "call",
            "acme",
            Optional.of(Instant.parse("2026-09-01T10:00:00.123456Z")),
            Map.of("tokens", new BigDecimal("12.5000000000000001"), "who", Map.of("city", "Łódź")));
    UsageEvent written = EventWriter.into(drop).write(List.of(event)).events().get(0);
    EventWriter.into(drop).write(List.of(written));
    Path source = file("drop.yaml", EventWriter.sourceDocument("producer", drop));

    String counts = LAKE.run("land", "--source", source.toString()).done();

    assertEquals(
        "accepted 1, conflicts 0, duplicates 1, handed_over 2, rejected 0", inOneLine(counts));
    assertEquals(
        written.id().orElseThrow()
            + ",call,acme,2026-09-01 10:00:00.123456,12.5000000000000001,{\"city\":\"Łódź\"}",
        LAKE.value(
            """
            SELECT event_id, event_name, subject, CAST(event_time AS STRING), properties.tokens,
              properties.who
            FROM events WHERE source = 'producer'
            """));
  }

  @Test
  void generatedIdsTellEqualRowsOfAFileApartAndFilesSentTwiceNot() throws IOException {
    Path rows = file("equal.csv", "at,who\n2026-09-01T10:00:00Z,acme\n2026-09-01T10:00:00Z,acme\n");
    Path source =
        file(
            "generated.yaml",
            """
            source: generated
            format: csv
            generate_ids: true
            columns: { time: at, account: who }
            constants: { event_name: visit }
            """);

    LAKE.run("land", "--source", source.toString(), rows.toString()).done();
    LAKE.run("land", "--source", source.toString(), rows.toString()).done();

    List<String> ids = LAKE.rows("SELECT event_id FROM events WHERE source = 'generated'");
    assertEquals(2, ids.size());
    assertNotEquals(ids.get(0), ids.get(1));
  }

  @Test
  void readsTimesAsTheirSourceWritesThem() throws IOException {
    String[][] written = {
      {"epoch_seconds", "1788264000.5", "UTC"},
      {"epoch_millis", "1788264000500", "UTC"},
      {"iso", "2026-09-01T08:00:00.5", "America/New_York"},
      {"iso", "2026-09-01T15:00:00.5+03:00", "America/New_York"},
      {"dd.MM.yyyy HH:mm:ss.S", "01.09.2026 14:00:00.5", "Europe/Berlin"}
    };
    Map<String, String> expected = new TreeMap<>();
    List<String> sources = new ArrayList<>();
    for (int i = 0; i < written.length; i++) {
      String csv = "id,at,who\n1," + written[i][1] + ",acme\n";
      Path rows = i % 2 == 0 ? file("t.csv", csv) : compressed("t.csv.gz", csv);
      String format = "time_format: \"%s\"\ntime_zone: %s".formatted(written[i][0], written[i][2]);
      expected.put("time-" + i, "12:00:00.5");
      sources.add(source("time-" + i, "csv", rows, format));
    }

    landAll(sources);

    assertEquals(lines(expected), times("time-%"));
  }

  /** Writes the document of a source that has one file. */
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

  private static List<String> times(String sources) {
    return LAKE.rows(
        """
        SELECT source, replace(CAST(event_time AS STRING), '2026-09-01 ', '') AS time
        FROM events WHERE source LIKE '%s' ORDER BY source
        """
            .formatted(sources));
  }

  private static List<String> lines(Map<String, String> timeBySource) {
    return timeBySource.entrySet().stream().map(e -> e.getKey() + "," + e.getValue()).toList();
  }

  private static String land(String id, String format, Path... files) throws IOException {
    Path source =
        file(
            "source.yaml",
            "source: %s\nformat: %s\n%s\nconstants: { event_name: visit }\n"
                .formatted(id, format, COLUMNS));
    return LAKE.run(
            Stream.concat(
                    Stream.of("land", "--source", source.toString()),
                    Arrays.stream(files).map(Path::toString))
                .toArray(String[]::new))
        .done();
  }

  private static List<String> events(String source) {
    return LAKE.rows(
        """
        SELECT event_id, event_name, subject, event_time, body_hash,
          to_json(map_from_entries(array_sort(map_entries(properties)))) AS properties
        FROM events WHERE source = '%s' ORDER BY event_id
        """
            .formatted(source));
  }

  private static List<String> refused(String source) {
    return LAKE.rows(
        """
        SELECT reason, detail, event_id, get_json_object(payload, '$.city') AS city
        FROM rejected_events WHERE source = '%s' ORDER BY ALL
        """
            .formatted(source));
  }

  private static Path parquet(Dataset<Row> rows) throws IOException {
    Path directory = Scratch.directory("parquet");
    rows.coalesce(1).write().parquet(directory.toString());
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static String inOneLine(String counts) {
    return String.join(
        ", ", counts.lines().map(line -> line.replaceAll(" +", " ")).sorted().toList());
  }

  private static Path file(String name, String content) throws IOException {
    Path file = Scratch.directory(name);
    return Files.writeString(file, content);
  }

  private static Path compressed(String name, String content) throws IOException {
    Path file = Scratch.directory(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
