package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.Directories;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody did to a lake between two nights. The next command that writes refuses it with the
 * table's name, and the lake stays as it is.
 */
@ExtendWith(SparkExtension.class)
class ChangedLakeTest {

  private static final String NEXT = "2026-10-04";

  private static final String THOUSAND_MORE =
      "UPDATE delta.`%s` SET total = total + 1000 WHERE number = 'LB-000004'";

  private final TestLake lake = September.billed();

  /** The copy is of the evening before, when the run had all but published. */
  @ParameterizedTest
  @ValueSource(
      strings = {"finalized_periods", "invoices", "invoice_lines", "usage_state", "billing_runs"})
  void anOlderCopyOfOneTableIsRefused(String table) {
    putBack(September.invoiced(), table);

    assertRefused(
        lake.nightly(NEXT), table + " is at version 0, it was left at version 1: an older copy");
  }

  @Test
  void anOlderCopyOfEventsIsRefusedAndTheRightOneTaken() {
    TestLake before = lake.copy();
    String late = September.SCENARIO.file("later/late.jsonl");
    lake.run("land", "--source", September.SCENARIO.file("source.yaml"), late).done();
    TestLake after = lake.copy();
    putBack(before, "events");

    assertRefused(lake.nightly(NEXT), "events is at version 1, it was left at version 2");

    putBack(after, "events");
    lake.nightly(NEXT).done();
  }

  @Test
  void aTableWithoutItsLastCommitIsRefused() throws IOException {
    Path log = lake.directory().resolve("invoices/_delta_log");
    Files.delete(log.resolve("00000000000000000001.json"));
    Files.delete(log.resolve("00000000000000000001.crc"));

    assertRefused(
        lake.nightly(NEXT), "invoices is at version 0, it was left at version 1: an older copy");
  }

  @Test
  void aTableOfAnotherHistoryIsRefused(SparkSession spark) {
    putBack(September.invoiced(), "invoices");
    spark.sql(
        "INSERT INTO delta.`%s` SELECT * FROM delta.`%s`"
            .formatted(path("invoices"), September.reference().directory().resolve("invoices")));

    assertRefused(lake.nightly(NEXT), "invoices has another version 1 than the one it was left at");
  }

  @Test
  void aTableThatIsGoneIsRefused() {
    Directories.delete(lake.directory().resolve("finalized_periods"));

    assertRefused(lake.nightly(NEXT), "finalized_periods is gone; it was at version 1");
  }

  @Test
  void invoicesThatWereRewrittenAreRefused(SparkSession spark) {
    spark.sql(THOUSAND_MORE.formatted(path("invoices")));

    String refused = "invoices is at version 2, it was left at version 1: something else wrote";
    assertRefused(lake.nightly(NEXT), refused);
    assertRefused(lake.nightly(NEXT, "--again"), refused);
    assertRefused(lake.run("run", "open", "--as-of", NEXT), refused);
    assertRefused(
        lake.run("catalog", "apply", "--catalog", September.SCENARIO.file("catalog.yaml")),
        refused);
    assertRefused(
        lake.run("accounts", "import", September.SCENARIO.file("later/account_keys.csv")), refused);
    assertRefused(lake.run("land", "--source", September.SCENARIO.file("source.yaml")), refused);
    assertRefused(lake.run("runs", "revert", September.RUN), refused);
    assertRefused(lake.run("erase", "--subject", "acme"), refused);
  }

  /** Without what each command leaves, billing_runs still says what was published. */
  @Test
  void billingRunsKnowsWhatWasPublished(SparkSession spark) throws IOException {
    TestLake rewritten = lake.copy();
    spark.sql(THOUSAND_MORE.formatted(rewritten.directory().resolve("invoices")));
    Directories.delete(rewritten.directory().resolve("_runs/tables"));
    flipAByte(onlyFile("invoice_lines"));
    Directories.delete(lake.directory().resolve("_runs/tables"));

    Outcome ofVersion = rewritten.nightly(NEXT);
    Outcome ofContent = lake.nightly(NEXT);

    assertEquals(65, ofVersion.exitCode(), ofVersion.err());
    assertTrue(ofVersion.err().contains("invoices is at version 2, billing_runs has 1"));
    assertEquals(65, ofContent.exitCode(), ofContent.err());
    assertTrue(
        ofContent.err().contains("invoice_lines has other content than billing_runs says"),
        ofContent.err());
  }

  @Test
  void aFileThatWasWrittenAnewInItsPlaceIsRefused() throws IOException {
    Path file = onlyFile("invoices");
    flipAByte(file);

    assertRefused(
        lake.nightly(NEXT), "invoices has other content in its file " + file.getFileName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "invoices", "catalog_versions"})
  void aFileThatIsGoneIsNamedBeforeTheNight(String table) throws IOException {
    Path file = onlyFile(table);
    Path elsewhere = Scratch.directory("kept");
    Files.move(file, elsewhere);

    assertRefused(
        lake.nightly(NEXT), table + " lacks its file " + file.getFileName() + "; put it back");
    Outcome read = lake.run("sql", "SELECT * FROM " + table);
    assertEquals(65, read.exitCode(), read.err());
    assertTrue(read.err().contains(table + " lacks its file " + file.getFileName()), read.err());
    Outcome accepted = lake.run("repair", "--accept", table, "--reason", "no backup");
    assertEquals(65, accepted.exitCode(), accepted.err());

    Files.move(elsewhere, file);
    lake.nightly(September.MONTH_END).done();
  }

  @Test
  void whatDiffersCanBeAcceptedWithAReason(SparkSession spark) {
    spark.sql("UPDATE delta.`%s` SET version = version".formatted(path("events")));
    spark.sql(
        "UPDATE delta.`%s` SET name = 'Akme' WHERE account_id = 'acme'"
            .formatted(path("accounts")));

    Outcome shown = lake.run("repair");
    Outcome noReason = lake.run("repair", "--accept", "events", "--accept", "accounts");
    Outcome notAll = lake.run("repair", "--accept", "events", "--reason", "compacted");
    Outcome still = lake.nightly(NEXT);
    String accepted =
        lake.run("repair", "--accept", "events", "--accept", "accounts", "--reason", "compacted")
            .done();
    String now = lake.run("repair").done();
    Outcome revert = lake.run("runs", "revert", September.RUN);
    lake.nightly(September.MONTH_END).done();

    assertEquals(65, shown.exitCode());
    assertTrue(shown.out().contains("events is at version 2, it was left at version 1"));
    assertTrue(shown.out().contains("accounts is at version"), shown.out());
    assertEquals(2, noReason.exitCode(), noReason.err());
    assertEquals(2, notAll.exitCode(), notAll.err());
    assertTrue(notAll.err().contains("[accounts] differ as well"), notAll.err());
    assertEquals(65, still.exitCode());
    assertTrue(accepted.contains("accepted"), accepted);
    assertTrue(now.contains("every table is as the last command left it"), now);
    assertEquals(2, revert.exitCode(), revert.err());
    assertEquals(
        List.of("publish,null", "repair,compacted", "publish,null"),
        lake.rows("SELECT action, reason FROM billing_runs ORDER BY publication"));
    assertEquals(
        September.reference().rows("SELECT number, total FROM invoices ORDER BY number"),
        lake.rows("SELECT number, total FROM invoices ORDER BY number"));
  }

  @Test
  void nothingIsPublishedOfRowsThatWereChangedWhileTheyWaited() throws IOException {
    TestLake invoiced = September.invoiced();
    Path staged = invoiced.directory().resolve("_staging").resolve(September.RUN);
    flipAByte(parquet(staged.resolve("usage_daily")).get(0));

    Outcome published = invoiced.run("publish", "--run", September.RUN);

    assertEquals(65, published.exitCode(), published.err());
    assertTrue(published.err().contains("staged as 'usage_daily' was changed"), published.err());
    assertEquals(List.of(), invoiced.rows("SELECT run_id FROM billing_runs"));
  }

  @ParameterizedTest
  @CsvSource({"rows.json, 700007", "partitions.json, []"})
  void whatStandsBesideStagedRowsCountsToo(String suffix, String content) throws IOException {
    TestLake invoiced = September.invoiced();
    Path staged = invoiced.directory().resolve("_staging").resolve(September.RUN);
    Files.writeString(staged.resolve("charges." + suffix), content);

    Outcome published = invoiced.run("publish", "--run", September.RUN);

    assertEquals(65, published.exitCode(), published.err());
    assertTrue(
        published.err().contains("charges." + suffix + " has other content"), published.err());
  }

  @Test
  void aFaultIsOneLineAndItsTraceAFile() throws IOException {
    Files.writeString(lake.directory().resolve("_runs/lease.json"), "{");

    Outcome failed = lake.nightly(NEXT);

    assertEquals(70, failed.exitCode());
    assertEquals(1, failed.err().lines().count(), failed.err());
    String log = failed.err().strip().replaceAll(".*; the trace is in ", "");
    assertTrue(Files.readString(Path.of(log)).contains("\tat "), log);
    assertTrue(Path.of(log).startsWith(lake.directory()), log);
  }

  private void assertRefused(Outcome refused, String why) {
    assertEquals(65, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains(why), refused.err());
    assertFalse(refused.err().contains("\tat "), refused.err());
    assertTrue(refused.err().lines().count() < 10, refused.err());
  }

  private void putBack(TestLake from, String table) {
    Path target = lake.directory().resolve(table);
    Directories.delete(target);
    Scratch.copy(from.directory().resolve(table), target);
  }

  private Path path(String table) {
    return lake.directory().resolve(table);
  }

  private Path onlyFile(String table) {
    return parquet(lake.directory().resolve(table)).get(0);
  }

  private static List<Path> parquet(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The size stays. A new file takes its place, since others may share the old one. */
  private static void flipAByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
  }
}
