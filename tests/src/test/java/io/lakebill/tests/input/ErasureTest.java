package io.lakebill.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.LakeFiles;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.People;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left of a person who asked to be forgotten, and of what was billed for them. */
@ExtendWith(SparkExtension.class)
class ErasureTest {

  private static final String SAID =
      """
      SELECT event_id, subject, event_name, body_hash, to_json(properties) FROM events
      WHERE source = 'people' ORDER BY 1
      """;

  private static TestLake untouched;
  private static TestLake erased;
  private static Map<String, Long> versions;
  private static String planned;
  private static String done;

  @BeforeAll
  static void erase() {
    untouched = People.billed();
    erased = untouched.copy().when("2026-10-03T09:00:00Z");
    versions = erased.versions();
    planned = erased.run("erase", "--subject", "zoe", "--dry-run").done();
    assertEquals(versions, erased.versions(), "a dry run writes nothing");
    done = erased.run("erase", "--subject", "zoe").done();
    erased.run("erase", "--subject", "walk-in", "--source", "people").done();
  }

  @Test
  void noFileOfTheLakeHasAnErasedValueAndOthersKeepTheirs() {
    assertEquals(
        List.of("events", "rejected_events", "unmatched_events"),
        LakeFiles.foldersWith(untouched, "secret-"));
    assertEquals(List.of(), LakeFiles.with(erased, "secret-"));
    assertEquals(List.of("events", "unmatched_events"), LakeFiles.foldersWith(erased, "kept-1"));
    assertEquals(List.of("rejected_events"), LakeFiles.foldersWith(erased, "kept-2"));
  }

  @Test
  void eventsKeepTheirIdentityAndWhatMetersRead() {
    List<String> before = untouched.rows(SAID);
    List<String> after = erased.rows(SAID);

    assertEquals(
        List.of(
            before.get(0).replace(",\"note\":\"secret-walk-in-1\"", ""),
            before.get(1),
            before.get(2).replace(",\"note\":\"secret-zoe-1\"", ""),
            before.get(3).replaceAll("\\{.*}", "{}"),
            before.get(4)),
        after);
    assertTrue(after.get(2).contains("\"region\":\"eu\""), after.get(2));
    assertEquals(0, erased.run("audit", "events").exitCode());
  }

  @Test
  void whatWasTakenIsWrittenDownWithoutAName() {
    assertEquals(
        List.of(
            "events,1,note",
            "events,2,mail note region",
            "rejected_events,4,",
            "unmatched_events,1,note"),
        erased.rows(
            "SELECT table_name, erased_rows, array_join(properties, ' ') FROM erasures ORDER BY ALL"));
    assertEquals(
        List.of(), LakeFiles.with(erased, "zoe").stream().filter(ErasureTest::isRecord).toList());
    assertTrue(planned.contains("would be taken: mail, note, region"), planned);
    assertTrue(done.contains("rejected_events    4"), done);
    assertTrue(done.contains("taken: mail, note, region"), done);
  }

  private static boolean isRecord(String file) {
    return file.startsWith("erasures/") || file.startsWith("_");
  }

  @Test
  void erasingAgainDoesNothingAndSaysSo() {
    TestLake lake = erased.copy();
    Map<String, Long> before = lake.versions();

    String again = lake.run("erase", "--subject", "zoe").done();
    Outcome nobody = lake.run("erase", "--subject", "nobody", "--json");

    assertTrue(again.startsWith("nothing to take"), again);
    assertEquals(0, TestLake.json(nobody).get("removed_files").asInt());
    assertEquals(before, lake.versions());
  }

  @Test
  void whatAMeterOfAnyCatalogEverReadStays() throws IOException {
    TestLake lake = untouched.copy();
    String catalog = Files.readString(Path.of(September.SCENARIO.file("catalog.yaml")));
    String once =
        catalog.replace(
            "meters:\n",
            "meters:\n  - { id: mails, event_name: login, aggregation: unique_count, property: mail }\n");
    lake.run("catalog", "apply", "--catalog", HandedOver.file("once.yaml", once).toString()).done();
    lake.run("catalog", "apply", "--catalog", September.SCENARIO.file("catalog.yaml")).done();

    lake.run("erase", "--subject", "zoe").done();

    assertEquals(
        "{\"mail\":\"secret-zoe-2\"}",
        lake.value("SELECT to_json(properties) FROM events WHERE event_id = 'z2'"));
  }

  @Test
  void nothingIsErasedWhileARunIsOpen() {
    TestLake lake = untouched.copy().when("2026-10-04T02:30:00Z");
    lake.run("run", "open", "--as-of", "2026-10-04").done();

    Outcome erase = lake.run("erase", "--subject", "zoe");

    assertEquals(75, erase.exitCode(), erase.err());
    assertTrue(erase.err().contains("run 2026-10-04-001 is open"), erase.err());
  }

  @Test
  void aFileThatLandsAgainHasOnlyDuplicates() throws IOException {
    TestLake lake = erased.copy();
    String again = Files.readString(People.EVENTS) + "\n";

    String counts =
        lake.run(
                "land",
                "--source",
                People.SOURCE.toString(),
                HandedOver.file("again.jsonl", again).toString())
            .done();

    assertEquals(
        "accepted 0, conflicts 0, duplicates 5, handed_over 5, rejected 0",
        HandedOver.inOneLine(counts));
    assertEquals(List.of(), LakeFiles.with(lake, "secret-"));
  }

  @Test
  void aNightThatIsPublishedIsNotRunAgainAndNotTakenBack() {
    TestLake lake = erased.copy();

    String night = lake.nightly(September.MONTH_END).done();
    Outcome back = lake.run("runs", "revert", September.MONTH_END + "-001");

    assertTrue(night.contains("nothing new"), night);
    assertEquals(2, back.exitCode(), back.err());
    assertTrue(back.err().contains("the last entry is erase of"), back.err());
  }

  @Test
  void nightsAfterwardsComeToWhatTheyWouldHaveFoldedOrInFull() throws IOException {
    String keys = HandedOver.file("account_keys.csv", "key,account_id\nwalk-in,cora\n").toString();
    TestLake folded = erased.copy();
    TestLake asIfNothingWas = untouched.copy();
    for (TestLake lake : List.of(folded, asIfNothingWas)) {
      lake.run("accounts", "import", keys).done();
    }
    TestLake inFull = folded.copy();
    folded.nightly("2026-10-04").done();
    asIfNothingWas.nightly("2026-10-04").done();
    inFull.nightly("2026-10-04", "--full").done();

    assertEquals(List.of(), LakeFiles.with(folded, "secret-"));
    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(folded));
    BusinessRows.assertSame(asIfNothingWas, folded);
    assertEquals(0, folded.run("audit", "events").exitCode());
  }
}
