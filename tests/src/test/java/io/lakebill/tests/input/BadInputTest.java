package io.lakebill.tests.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person gets wrong: one clear message, the documented exit code, nothing half-written. */
@ExtendWith(SparkExtension.class)
class BadInputTest {

  private static final TestLake LAKE = September.ready();

  private static final String BAD = Scenario.resource("/bad").toString();

  private static final String GOOD = September.SCENARIO.folder().toString();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          COMMAND                                                     | EXIT | MESSAGE
          land --source GOOD/source.yaml GOOD/none.jsonl              | 65   | there is no such file to land
          land --source GOOD/source.yaml GOOD/none/*.jsonl            | 65   | there is no such file to land
          land --source GOOD/none.yaml                                | 65   | none.yaml
          land --source BAD/wrong-column.yaml BAD/orders.csv          | 65   | there is no column 'customer', which source shop maps; the columns are order_id, ordered_at, client
          nightly --as-of 2026-10-01 --source BAD/wrong-column.yaml   | 65   | the source names no files
          accounts import BAD/unknown-plan                            | 65   | unknown plan 'gold'; known: contract, team
          accounts import BAD/none                                    | 65   | no such file or directory
          accounts import BAD/orders.csv                              | 65   | not a file of accounts
          catalog apply --catalog BAD/two-errors.yaml                 | 78   | unknown meter 'api_cals'
          nightly --as-of 2026-10-01 --catalog BAD/two-errors.yaml    | 78   | unknown meter 'api_cals'
          nightly --as-of 2026-10-01 --accounts BAD/unknown-plan      | 65   | unknown plan 'gold'
          meter --run 2026-10-01-001                                  | 2    | there is no run 2026-10-01-001
          runs show 2026-10-01-001                                    | 2    | there is no run 2026-10-01-001
          runs revert 2026-10-01-001                                  | 2    | only the last published run can be reverted
          sql SELECT_nonsense                                         | 65   | nonsense
          sql SELECT_*_FROM_nowhere                                   | 65   | nowhere
          sql SELEC                                                   | 65   | SELEC
          """)
  void saysWhatIsWrongAndWritesNothing(String command, int exitCode, String message) {
    Map<String, Long> before = LAKE.versions();

    String[] words =
        Stream.of(command.replace("GOOD", GOOD).replace("BAD", BAD).split(" "))
            .map(word -> word.startsWith("SELEC") ? word.replace('_', ' ') : word)
            .toArray(String[]::new);
    Outcome outcome = LAKE.run(words);

    assertRefused(exitCode, message, outcome);
    assertEquals(before, LAKE.versions());
    assertEquals(List.of(), runsOpenedIn(LAKE));
  }

  @Test
  void reportsBothErrorsOfACatalogWithPathAndLine() {
    Outcome outcome =
        TestLake.command(
            Clock.systemUTC(), "catalog", "check", "--catalog", BAD + "/two-errors.yaml");

    assertRefused(78, "two-errors.yaml:10: ", outcome);
    assertTrue(outcome.err().contains("plans/pro/charges/calls/meter: "), outcome.err());
    assertTrue(outcome.err().contains("two-errors.yaml:12: "), outcome.err());
    assertEquals(2, outcome.err().lines().filter(line -> line.contains("two-errors")).count());
  }

  @ParameterizedTest
  @CsvSource({
    "sql,SELECT 1",
    "nightly,--as-of=2026-10-01",
    "run,open --as-of=2026-10-01",
    "runs,list",
    "extract,--output=unused"
  })
  void refusesALakeThatIsNotThereAndMakesNone(String command, String argument) {
    Path nowhere = Scratch.directory("nowhere");
    String[] arguments = command.equals("sql") ? new String[] {argument} : argument.split(" ");

    Outcome outcome =
        TestLake.at(nowhere)
            .run(Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));

    assertRefused(78, "there is no lake in " + nowhere, outcome);
    assertFalse(Files.exists(nowhere));
  }

  @Test
  void refusesAnEmptyDirectoryAsALakeAndLeavesItEmpty() throws IOException {
    Path empty = Files.createDirectories(Scratch.directory("empty"));

    assertRefused(
        78, "there is no lake in", TestLake.at(empty).run("nightly", "--as-of", "2026-10-01"));
    assertRefused(78, "there is no lake in", TestLake.at(empty).run("sql", "SELECT 1"));

    try (Stream<Path> files = Files.list(empty)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void asksForACatalogBeforeAnythingElse() {
    TestLake bare = TestLake.at(Scratch.directory("bare"));
    bare.run("land", "--source", GOOD + "/source.yaml").done();

    assertRefused(78, "has no catalog; apply one", bare.nightly("2026-10-01"));
    assertRefused(78, "has no catalog", bare.run("accounts", "import", GOOD + "/accounts"));
    assertEquals(List.of(), runsOpenedIn(bare));
  }

  @ParameterizedTest(name = "a lake in {0}")
  @CsvSource({"a-file", "a-file/below"})
  void refusesALakeWhereThereCannotBeOne(String place) throws IOException {
    Path directory = Files.createDirectories(Scratch.directory("place"));
    Path file = Files.writeString(directory.resolve("a-file"), "not a lake");
    String lake = directory.resolve(place).toString();

    Outcome outcome =
        TestLake.command(
            Clock.systemUTC(),
            "catalog",
            "apply",
            "--catalog",
            GOOD + "/catalog.yaml",
            "--lake",
            lake);

    assertRefused(78, "cannot make the lake directory", outcome);
    assertEquals("not a lake", Files.readString(file));
  }

  @ParameterizedTest(name = "a lake in {0}")
  @ValueSource(
      strings = {
        "s3a://bucket/lake",
        "s3://bucket/lake",
        "gs://bucket/lake",
        "abfss://container@account.dfs.core.windows.net/lake",
        "hdfs://name:8020/lake"
      })
  void refusesALakeWhereTwoProcessesCouldWriteAtOnce(String lake) {
    for (String[] command :
        List.of(
            new String[] {"catalog", "apply", "--catalog", GOOD + "/catalog.yaml", "--lake", lake},
            new String[] {"land", "--source", GOOD + "/source.yaml", "--lake", lake},
            new String[] {"nightly", "--as-of", "2026-10-01", "--lake", lake},
            new String[] {"sql", "SELECT 1", "--lake", lake})) {
      Outcome outcome = TestLake.command(Clock.systemUTC(), command);

      assertRefused(78, "the lake " + lake + " is not on a local disk", outcome);
      assertRefused(78, "give a directory", outcome);
    }
  }

  private static void assertRefused(int exitCode, String message, Outcome outcome) {
    assertTrue(outcome.err().contains(message), () -> message + " is not in: " + outcome.err());
    assertEquals(exitCode, outcome.exitCode(), outcome.err());
    assertFalse(outcome.err().contains("\tat "), () -> "a stack trace: " + outcome.err());
    assertEquals("", outcome.out());
  }

  /**
   * Runs have folders that begin with their date; beside them are the marks that commands leave.
   */
  private static List<String> runsOpenedIn(TestLake lake) {
    String[] names = lake.directory().resolve("_runs").toFile().list();
    return names == null
        ? List.of()
        : Stream.of(names).filter(name -> Character.isDigit(name.charAt(0))).toList();
  }
}
