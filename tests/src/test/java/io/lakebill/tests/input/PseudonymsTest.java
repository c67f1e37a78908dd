package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.file;
import static io.lakebill.tests.input.HandedOver.inOneLine;
import static io.lakebill.tests.input.HandedOver.parquet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.Sessions;
import io.lakebill.tests.fixture.LakeFiles;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sources whose names become keyed hashes before anything is written. */
@ExtendWith(SparkExtension.class)
class PseudonymsTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";

  /** HMAC-SHA-256 of {@code zoe-example} under {@link #KEY}, as openssl computes it. */
  private static final String ZOE =
      "95d37e7fe0a4e264bced955b62abf7cb7c15a1973d817e47b3a83060e48774d2";

  private static final String SOURCE =
      """
      source: %s
      format: jsonl
      pseudonyms: true
      columns: { id: id, time: time, event_name: name, account: user.key, properties: user,
        version: version, action: action }
      """;

  private static final List<String> ROWS =
      List.of(
          row("ref-1", "2026-09-10T10:00:00Z", "zoe-example", "eu"),
          row("ref-2", "2026-09-11T10:00:00Z", "zoe-example", "eu"),
          row("ref-1", "2026-09-10T10:00:00Z", "zoe-example", "us"),
          row("ref-3", "zoe-example", "ref-4", "eu"),
          "{\"id\": \"ref-5\", \"id\": \"ref-6\"}",
          "{\"id\": \"ref-7\", \"time\": \"zoe-example",
          "{\"id\": \"ref-8\", \"action\": \"zoe-example\"}",
          "{\"id\": \"ref-8\", \"version\": \"zoe-example\"}",
          "{\"id\": \"ref-2\", \"action\": \"deprecate\"}");

  @Test
  void whoAndWhichEventAreNowhereInTheLake() throws IOException {
    TestLake lake = September.ready();
    Path source = file("source.yaml", SOURCE.formatted("secret"));
    Path rows = file("rows.jsonl", String.join("\n", ROWS) + "\n");

    String counts = land(lake, source, rows).done();
    String again = land(lake, source, file("copy.jsonl", Files.readString(rows) + "\n")).done();
    Outcome refused =
        lake.run(
            "land",
            "--source",
            source.toString(),
            "--key",
            key().toString(),
            "--replace-from",
            "2026-09-01",
            "--replace-to",
            "2026-09-30",
            rows.toString());

    assertEquals(
        "accepted 1, conflicts 1, duplicates 0, handed_over 9, rejected 5, superseded 1,"
            + " withdrawals 1",
        inOneLine(counts));
    assertTrue(again.contains("accepted     0"), again);
    assertEquals(65, refused.exitCode(), refused.err());
    for (String name : List.of("zoe-example", "ref-")) {
      assertEquals(List.of(), LakeFiles.with(lake, name), name);
      assertFalse(refused.err().contains(name), refused.err());
    }
    assertEquals(
        List.of(ZOE + ",[\"region\",\"status\"]"),
        lake.rows("SELECT DISTINCT subject, to_json(map_keys(properties)) FROM events"));
    assertEquals(
        "", lake.value("SELECT DISTINCT payload FROM rejected_events"), "payloads are not kept");
    assertEquals(0, lake.run("audit", "events").exitCode());
  }

  @Test
  void whatIsWithdrawnAmendedOrReplacedIsKnownByItsPseudonym() throws IOException {
    TestLake lake = TestLake.at(Scratch.directory("changes"));
    Path source = file("source.yaml", SOURCE.formatted("changes"));
    land(lake, source, file("first.jsonl", ROWS.get(0) + "\n" + ROWS.get(1) + "\n")).done();

    String changed =
        land(
                lake,
                source,
                file(
                    "second.jsonl",
                    ROWS.get(0).replace("{\"id\"", "{\"version\": 2, \"id\"")
                        + "\n"
                        + ROWS.get(8)
                        + "\n"))
            .done();
    lake.run(
            "land",
            "--source",
            source.toString(),
            "--key",
            key().toString(),
            "--replace-from",
            "2026-09-10",
            "--replace-to",
            "2026-09-11",
            file("third.jsonl", row("ref-9", "2026-09-10T12:00:00Z", "zoe-example", "us"))
                .toString())
        .done();

    assertEquals(
        "accepted 1, conflicts 0, duplicates 0, handed_over 2, rejected 0, withdrawals 1, withdrawn"
            + " 2",
        inOneLine(changed));
    assertEquals(
        List.of("amended", "deprecated", "replaced"),
        lake.rows("SELECT reason FROM withdrawn_events ORDER BY 1"));
    assertEquals(
        List.of(ZOE), lake.rows("SELECT DISTINCT subject FROM withdrawn_events ORDER BY ALL"));
    assertEquals(List.of(), LakeFiles.with(lake, "ref-"));
  }

  @Test
  void columnsOfParquetAndGeneratedIdsBecomePseudonymsToo() throws IOException {
    TestLake lake = TestLake.at(Scratch.directory("columns"));
    Path rows =
        parquet(
            Sessions.open()
                .sql(
                    """
                    SELECT 'ref-1' AS id, TIMESTAMP '2026-09-01 10:00:00' AS at, 'zoe-example' AS who, 'eu' AS region
                    UNION ALL SELECT 'ref-1', TIMESTAMP '2026-09-01 10:00:00', 'zoe-example', 'us'
                    """));
    String columns =
        "source: %s\nformat: parquet\npseudonyms: true\n%s\nconstants: {event_name: x}";
    String given =
        land(
                lake,
                file(
                    "given.yaml",
                    columns.formatted("given", "columns: { id: id, time: at, account: who }")),
                rows)
            .done();
    String generated =
        land(
                lake,
                file(
                    "generated.yaml",
                    columns.formatted(
                        "generated",
                        "generate_ids: true\ncolumns: { time: at, account: who, properties: [region] }")),
                rows)
            .done();

    assertEquals(
        "accepted 1, conflicts 1, duplicates 0, handed_over 2, rejected 0", inOneLine(given));
    assertEquals(
        "accepted 2, conflicts 0, duplicates 0, handed_over 2, rejected 0", inOneLine(generated));
    assertEquals(List.of(ZOE), lake.rows("SELECT DISTINCT subject FROM events"));
    assertEquals(
        "3", lake.value("SELECT count(*) FROM events WHERE event_id RLIKE '^[0-9a-f]{64}$'"));
    assertEquals(List.of(), LakeFiles.with(lake, "zoe-example"));
  }

  @Test
  void meteringComparesPseudonymsWithThoseOfAccountKeys() throws IOException {
    TestLake lake = September.ready();
    Path keys = file("account_keys.csv", "key,account_id\nzoe-example,bolt\n");
    Path users = file("users.csv", "user_id,account_id,name\nyann-example,bolt,Yann Example\n");
    lake.run(
            "accounts",
            "import",
            "--pseudonyms",
            "--key",
            key().toString(),
            keys.toString(),
            users.toString())
        .done();
    Path source = file("source.yaml", SOURCE.formatted("secret"));
    land(
            lake,
            source,
            file(
                "rows.jsonl",
                row("1", "2026-09-10T10:00:00Z", "zoe-example", "eu")
                    + row("2", "2026-09-11T10:00:00Z", "yann-example", "eu")
                    + row("3", "2026-09-11T10:00:00Z", "nobody", "eu")))
        .done();

    lake.nightly(September.MONTH_END).done();

    assertEquals(
        "2",
        lake.value(
            "SELECT CAST(sum(quantity) AS INT) FROM usage WHERE subscription_id = 'sub-bolt'"
                + " AND meter_id = 'calls'"));
    assertEquals("1", lake.value("SELECT count(*) FROM unmatched_events"));
    for (String name : List.of("zoe-example", "yann-example", "Yann Example")) {
      assertEquals(List.of(), LakeFiles.with(lake, name));
    }
  }

  @Test
  void whoIsErasedByNameIsFoundUnderTheirPseudonym() throws IOException {
    TestLake lake = TestLake.at(Scratch.directory("erased"));
    Path source = file("source.yaml", SOURCE.formatted("secret"));
    land(
            lake,
            source,
            file("rows.jsonl", row("1", "2026-09-10T10:00:00Z", "zoe-example", "at-home")))
        .done();

    Outcome keyless = lake.run("erase", "--subject", "zoe-example");
    Outcome other =
        lake.run("erase", "--subject", "zoe-example", "--key", file("o", KEY.repeat(2)).toString());
    lake.run("erase", "--subject", "zoe-example", "--key", key().toString()).done();

    assertEquals(78, keyless.exitCode(), keyless.err());
    assertEquals(78, other.exitCode(), other.err());
    assertEquals(ZOE + ",{}", lake.value("SELECT subject, to_json(properties) FROM events"));
    assertEquals("region status", lake.value("SELECT array_join(properties, ' ') FROM erasures"));
    assertEquals(List.of(), LakeFiles.with(lake, "at-home"));
    assertEquals(List.of(), LakeFiles.with(lake, "zoe-example"));
    assertFalse(ZOE.equals(lake.value("SELECT subject_hash FROM erasures")));
  }

  @Test
  void withoutAGoodKeyNothingLandsAndTheMessageSaysWhatToDo() throws IOException {
    TestLake lake = TestLake.at(Scratch.directory("keyless"));
    Path source = file("source.yaml", SOURCE.formatted("secret"));
    Path rows = file("rows.jsonl", ROWS.get(0));
    Path inside = lake.directory().resolve("key");
    Files.createDirectories(lake.directory());
    Files.writeString(inside, KEY);

    Outcome none = lake.run("land", "--source", source.toString(), rows.toString());
    Outcome missing = land(lake, source, Path.of("/nowhere/key"), rows);
    Outcome tooShort = land(lake, source, file("short", KEY.substring(1)), rows);
    Outcome inTheLake = land(lake, source, inside, rows);
    land(lake, source, rows).done();
    Outcome another = land(lake, source, file("another", KEY.replace('a', 'b')), rows);

    for (Outcome outcome : List.of(none, missing, tooShort, inTheLake, another)) {
      assertEquals(78, outcome.exitCode(), outcome.err());
    }
    for (Outcome outcome : List.of(none, missing, tooShort)) {
      assertTrue(outcome.err().contains("source secret wants pseudonyms"), outcome.err());
    }
    assertTrue(none.err().contains("LAKEBILL_KEY"), none.err());
    assertTrue(tooShort.err().contains("31 bytes"), tooShort.err());
    assertTrue(inTheLake.err().contains("move it elsewhere"), inTheLake.err());
    assertTrue(another.err().contains("not the key"), another.err());
    assertEquals("1", lake.value("SELECT count(*) FROM events"));
  }

  private static Outcome land(TestLake lake, Path source, Path rows) throws IOException {
    return land(lake, source, key(), rows);
  }

  private static Outcome land(TestLake lake, Path source, Path key, Path rows) {
    List<String> command = new ArrayList<>(List.of("land", "--source", source.toString()));
    command.addAll(List.of("--key", key.toString(), rows.toString()));
    return lake.run(command.toArray(String[]::new));
  }

  private static Path key() throws IOException {
    return file("key", KEY);
  }

  private static String row(String id, String time, String who, String region) {
    return
"""
{"id": "%s", "time": "%s", "name": "call", "user": {"key": "%s", "region": "%s", "status": 200}}
"""
        .formatted(id, time, who, region);
  }
}
