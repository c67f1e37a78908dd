package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.file;
import static io.lakebill.tests.input.HandedOver.inOneLine;
import static io.lakebill.tests.input.HandedOver.parquet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files become the same events whatever their format, order and number. */
@ExtendWith(SparkExtension.class)
class LandingTest {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("landing"));

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
  void aFileIsKnownByItsContentUnlessItsSourceReadsItOtherwise() throws IOException {
    String rows = CSV + "4,yesterday,acme,,1\n";
    land("known", "csv", file("first-name.csv", rows));

    String renamed = land("known", "csv", file("second-name.csv", rows));
    String grown =
        land(
            "known",
            "csv",
            file("first-name.csv", rows + "5,2026-09-05T10:00:00Z,acme,,1\n"),
            file("third-name.csv", rows));
    Path readOtherwise =
        file(
            "source.yaml",
            """
            source: known
            format: csv
            columns: { id: id, account: who }
            constants: { event_name: visit }
            """);
    String otherwise =
        LAKE.run(
                "land",
                "--source",
                readOtherwise.toString(),
                file("fourth-name.csv", rows).toString())
            .done();

    assertEquals(
        "accepted 0, conflicts 0, duplicates 4, handed_over 4, rejected 0", inOneLine(renamed));
    assertEquals(
        "accepted 1, conflicts 0, duplicates 7, handed_over 9, rejected 1", inOneLine(grown));
    assertEquals(
        "accepted 1, conflicts 3, duplicates 0, handed_over 4, rejected 0", inOneLine(otherwise));
    assertEquals(
        "2",
        LAKE.value(
            "SELECT count(*) FROM rejected_events WHERE source = 'known' AND reason = 'invalid_time'"));
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
  void filesOfEventsSayTruthfullyWhichLandingDaysAndTimesTheyHold(SparkSession spark)
      throws IOException {
    TestLake lake = TestLake.at(Scratch.directory("statistics"));
    String first =
        """
        id,at,who
        1,2026-09-01T10:00:00.123456Z,acme
        2,1969-12-31T23:59:59.999999Z,bolt
        """;
    String second = "id,at,who\n3,2026-10-05T00:00:00Z,acme\n";
    HandedOver.land(lake, "told", "csv", file("first.csv", first)).done();
    HandedOver.land(lake, "told", "csv", file("second.csv", second)).done();
    String log = lake.directory().resolve("events/_delta_log/*.json").toString();

    List<String> said =
        spark
            .read()
            .json(log)
            .where("add IS NOT NULL")
            .select("add.stats")
            .selectExpr(
                "get_json_object(stats, '$.numRecords') AS number",
                "get_json_object(stats, '$.minValues.landing') AS first_landing",
                "get_json_object(stats, '$.maxValues.landing') AS last_landing",
                "get_json_object(stats, '$.minValues.event_date') AS first_day",
                "get_json_object(stats, '$.maxValues.event_date') AS last_day",
                "get_json_object(stats, '$.minValues.event_time') AS first_time",
                "get_json_object(stats, '$.maxValues.event_time') AS last_time",
                "get_json_object(stats, '$.nullCount.event_time') AS nulls")
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .sorted()
            .toList();

    assertEquals(
        List.of(
            "1 2 2 2026-10-05 2026-10-05 2026-10-05T00:00:00Z 2026-10-05T00:00:00Z 0",
            "2 1 1 1969-12-31 2026-09-01 1969-12-31T23:59:59.999Z 2026-09-01T10:00:00.123Z 0"),
        said);
  }

  private static String land(String id, String format, Path... files) throws IOException {
    return HandedOver.land(LAKE, id, format, files).done();
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
}
