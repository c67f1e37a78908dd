package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.COLUMNS;
import static io.lakebill.tests.input.HandedOver.compressed;
import static io.lakebill.tests.input.HandedOver.file;
import static io.lakebill.tests.input.HandedOver.inOneLine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.event.EventWriter;
import io.lakebill.schemas.event.UsageEvent;
import io.lakebill.schemas.event.Withdrawal;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a source document says about its files is what becomes of them. */
@ExtendWith(SparkExtension.class)
class SourcesTest {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("sources"));

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
            {"specversion":"1.0","id":"1","source":"/a|pi","type":"call","subject":"acme",\
            "time":"2026-09-01t12:00:00,5z","data":{"value":"7"}}
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
            {"transaction_id":"1","external_subscription_id":"bolt","code":"call",\
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
            "cloudevents,/a\\|pi|1,call,acme,2026-09-01 12:00:00.5,7",
            "cloudevents,/api|1,call,acme,2026-09-01 12:00:00.5,7",
            "lago_events,acme|1,call,acme,2026-09-01 12:00:00.5,7",
            "lago_events,bolt|1,call,bolt,2026-09-01 12:00:00.5,7",
            "stripe_meter_events,1,call,acme,2026-09-01 12:00:00.5,7"),
        LAKE.rows(
            """
            SELECT source, event_id, event_name, subject, CAST(event_time AS STRING), properties.value
            FROM events WHERE source LIKE '%events' ORDER BY source, event_id
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
  void whatAProducerAmendedOrTookBackCountsAsItSaidLast() throws IOException {
    Path drop = Scratch.directory("corrections");
    EventWriter writer = EventWriter.into(drop);
    UsageEvent call =
        UsageEvent.of("call", "acme", Instant.parse("2026-09-01T10:00:00Z"), Map.of("tokens", 1));
    writer.write(List.of(call.withId("a"), call.withId("b"), call.withId("c").withVersion(1)));
    UsageEvent more =
        UsageEvent.of("call", "acme", Instant.parse("2026-09-01T10:00:00Z"), Map.of("tokens", 2));
    writer.write(
        List.of(more.withId("a").withVersion(1), more.withId("c").withVersion(2)),
        List.of(Withdrawal.of("b"), Withdrawal.upTo("c", 1)));
    Path source = file("corrections.yaml", EventWriter.sourceDocument("corrections", drop));

    String counts = LAKE.run("land", "--source", source.toString()).done();

    assertEquals(
        "accepted 2, conflicts 0, duplicates 0, handed_over 7, rejected 0, superseded 3,"
            + " withdrawals 2",
        inOneLine(counts));
    assertEquals(
        List.of("a,1,2", "c,2,2"),
        LAKE.rows(
            """
            SELECT e.event_id, e.version, e.properties.tokens
            FROM events e LEFT ANTI JOIN withdrawn_events w
              ON w.source = e.source AND w.event_id = e.event_id AND w.event_landing = e.landing
            WHERE e.source = 'corrections' ORDER BY e.event_id
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

    List<String> ids =
        LAKE.rows("SELECT event_id FROM events WHERE source = 'generated' ORDER BY 1");
    // The first 32 digits of sha256 of {"at":"2026-09-01T10:00:00Z","who":"acme"}
    String content = "ff2885670802b01a1e044f06cbf68534";
    assertEquals(List.of(content + "-1", content + "-2"), ids);
  }

  @Test
  void eventsFarFromNowCountButAreCountedApart() throws IOException {
    String csv = "id,at,who\n1,1788264000,acme\n2,1788264000123,acme\n3,1700000000000,acme\n";

    Outcome landed =
        LAKE.run(
            "land",
            "--source",
            source("far", "csv", file("far.csv", csv), "time_format: epoch_millis"));
    String expected =
        LAKE.run(
                "land",
                "--source",
                source(
                    "old",
                    "csv",
                    file("old.csv", csv),
                    "time_format: epoch_millis\nexpected_times: { days_back: 30000 }"))
            .done();

    assertEquals(
        "accepted 3, conflicts 0, duplicates 0, far_from_now 2, handed_over 3, rejected 0",
        inOneLine(landed.done()));
    assertTrue(
        landed.err().contains("source far: 2 accepted events are of times far from now"),
        landed.err());
    assertEquals(
        "accepted 3, conflicts 0, duplicates 0, handed_over 3, rejected 0", inOneLine(expected));
    assertEquals(
        List.of("1,1970-01-21 16:44:24", "2,2026-09-01 12:00:00.123", "3,2023-11-14 22:13:20"),
        LAKE.rows(
            """
            SELECT event_id, CAST(event_time AS STRING) FROM events
            WHERE source = 'far' ORDER BY event_id
            """));
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

  @Test
  void readsCsvAsItsSenderWritesIt() throws IOException {
    Path excel =
        file(
            "excel.csv",
            String.join(
                "\r\n",
                "\uFEFFReport of January",
                "id;at;who;amount;Bemerkung",
                "1;2026-09-01T12:00:00.5Z;acme;12,50;\"a; \"\"b\"\"\r\nc\"",
                "2;2026-09-01T12:00:00.5Z;acme;NULL;",
                "3;2026-09-01T12:00:00.5Z;acme;1.234,50;"));
    Path bare = file("bare.csv", "1\t2026-09-01T12:00:00.5Z\tacme\t'it''s'\n");

    landAll(
        List.of(
            source(
                "excel",
                "csv",
                excel,
                "csv: { delimiter: ';', skip_lines: 1, nulls: ['NULL'], decimal_comma: [amount] }"),
            source(
                "bare",
                "csv",
                bare,
                "csv: { delimiter: tab, quote: \"'\", header: [id, at, who, text] }"),
            file(
                    "source.yaml",
                    """
                    source: places
                    format: csv
                    csv: { delimiter: tab, quote: "'", header: false }
                    files: %s
                    columns: { id: "1", time: "2", account: "3" }
                    constants: { event_name: visit }
                    """
                        .formatted(bare))
                .toString()));

    assertEquals(
        List.of(
            "bare,1,{\"text\":\"it's\"}",
            "excel,1,{\"amount\":\"12.50\",\"Bemerkung\":\"a; \\\"b\\\"\\r\\nc\"}",
            "excel,2,{}",
            "places,1,{\"4\":\"it's\"}"),
        LAKE.rows(
            """
            SELECT source, event_id, to_json(properties) FROM events
            WHERE source IN ('excel', 'bare', 'places') ORDER BY source, event_id
            """));
    assertEquals(
        "malformed_row,3,column 'amount' is not a number with a decimal comma and no other marks",
        LAKE.value("SELECT reason, event_id, detail FROM rejected_events WHERE source = 'excel'"));
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
}
