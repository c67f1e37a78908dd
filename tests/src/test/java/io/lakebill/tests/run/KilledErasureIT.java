package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.LakeFiles;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.People;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An erasure that dies, or comes after something else that died. Slow, for each is a process of its
 * own, which starts cold.
 */
@ExtendWith(SparkExtension.class)
class KilledErasureIT {

  private static final int KILLED = 137;

  private static final String WRITTEN_DOWN =
      """
      SELECT subject_hash, source, table_name, erased_rows, properties FROM erasures ORDER BY ALL
      """;

  private static final String EVENTS =
      "SELECT source, event_id, version, body_hash, landing, to_json(properties) FROM events ORDER BY ALL";

  private static TestLake billed;
  private static TestLake undisturbed;

  @BeforeAll
  static void eraseUndisturbed() {
    billed = People.billed();
    undisturbed = billed.copy();
    undisturbed.run("erase", "--subject", "zoe").done();
  }

  @Test
  void anErasureThatIsKilledAndRunAgainIsComplete() {
    completes("committed:events");
  }

  @Tag("slow")
  @ParameterizedTest(name = "at {0}")
  @ValueSource(strings = {"commit:events", "erase:published", "erase:vacuum"})
  void anErasureThatIsKilledElsewhereAndRunAgainIsComplete(String failpoint) {
    completes(failpoint);
  }

  private static void completes(String failpoint) {
    TestLake lake = billed.copy();
    Outcome killed = Subprocess.dyingAt(failpoint, lake, "erase", "--subject", "zoe");
    assertEquals(KILLED, killed.exitCode(), killed.err());
    assertEquals(
        List.of(),
        LakeFiles.with(lake, "zoe").stream().filter(f -> f.endsWith("rewriting.json")).toList());

    lake.run("erase", "--subject", "zoe").done();
    String again = lake.run("erase", "--subject", "zoe").done();

    assertEquals(List.of(), LakeFiles.with(lake, "secret-zoe"));
    assertEquals(undisturbed.rows(WRITTEN_DOWN), lake.rows(WRITTEN_DOWN));
    assertEquals(undisturbed.rows(EVENTS), lake.rows(EVENTS));
    assertTrue(again.startsWith("nothing to take"), again);
    BusinessRows.assertSame(undisturbed, lake);
    assertTrue(lake.nightly(September.MONTH_END).done().contains("nothing new"));
    assertEquals(0, lake.run("audit", "events").exitCode());
  }

  @Test
  void whatALandingThatDiedHasLeftIsErasedToo() {
    TestLake lake = September.ready();
    Outcome killed =
        Subprocess.dyingAt(
            "land:landings",
            lake,
            "land",
            "--source",
            People.SOURCE.toString(),
            People.EVENTS.toString());
    assertEquals(KILLED, killed.exitCode(), killed.err());
    assertTrue(LakeFiles.foldersWith(lake, "secret-zoe").contains("events"));

    lake.run("erase", "--subject", "zoe").done();

    assertEquals(List.of(), LakeFiles.with(lake, "secret-zoe"));
    assertEquals("0", lake.value("SELECT count(*) FROM events"));
  }
}
