package io.lakebill.tests.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.table.Layout;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An upgrade that dies leaves the old lake, or one that nobody uses before it is completed. Takes a
 * process that starts cold for each place, so one is tried in every build and all with {@code
 * -Plong}.
 */
@ExtendWith(SparkExtension.class)
class KilledUpgradeIT {

  private static final int KILLED = 137;

  private static final KeptLake KEPT = KeptLake.of(3);

  private static Map<String, List<String>> undisturbed;
  private static Map<String, Long> versions;

  @BeforeAll
  static void upgradeUndisturbed() {
    TestLake lake = KEPT.unpacked();
    lake.run("upgrade").done();
    undisturbed = BusinessRows.withState(lake);
    versions = lake.versions();
  }

  @Test
  void anUpgradeThatDiesBetweenTwoTablesIsCompleted() {
    completes("committed:credit_grants");
  }

  @Tag("long")
  @ParameterizedTest(name = "at {0}")
  @ValueSource(
      strings = {
        "upgrade:prepared",
        "renamed:upgrading.json",
        "upgrade:accounts",
        "upgrade:billing_runs",
        "commit:billing_runs",
        "committed:billing_runs",
        "upgrade:published",
        "rename:layout.json",
        "upgrade:end"
      })
  void anUpgradeThatDiesElsewhereIsCompleted(String failpoint) {
    completes(failpoint);
  }

  private static void completes(String failpoint) {
    TestLake lake = KEPT.unpacked();
    Outcome killed = Subprocess.dyingAt(failpoint, lake, "upgrade");
    assertEquals(KILLED, killed.exitCode(), killed.err());

    Outcome read = lake.run("sql", "SELECT * FROM invoices");
    Outcome write = lake.nightly(KEPT.next());
    assertEquals(75, read.exitCode(), read.err());
    assertTrue(read.err().contains("is under way; try again when it is done"), read.err());
    assertEquals(78, write.exitCode(), write.err());
    assertTrue(write.err().contains("run `lakebill upgrade` again, which completes it"));

    lake.run("upgrade", "--dry-run").done();
    lake.run("upgrade").done();

    BusinessRows.assertSame(undisturbed, BusinessRows.withState(lake));
    assertEquals(versions, lake.versions());
    assertEquals(
        List.of("publish", "upgrade"),
        lake.rows("SELECT action FROM billing_runs ORDER BY publication"));
    assertTrue(lake.run("upgrade").done().contains("tables of layout " + Layout.NEWEST));
    Path staging = lake.directory().resolve("_staging");
    assertTrue(!Files.exists(staging) || staging.toFile().list().length == 0);
  }
}
