package io.lakebill.tests.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.table.Layout;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A lake of another layout is refused by every command that looks at tables, with what to do. */
@ExtendWith(SparkExtension.class)
class RefusedLakesTest {

  static Stream<KeptLake> all() {
    return KeptLake.ALL.stream();
  }

  static Stream<KeptLake> older() {
    return all().filter(kept -> kept.layout() < Layout.NEWEST);
  }

  @ParameterizedTest
  @MethodSource("older")
  void anOlderLakeIsRefusedWithAdvice(KeptLake kept) {
    TestLake lake = kept.unpacked();
    TestLake before = lake.copy();
    String advice =
        kept.layout() < Layout.OLDEST_WITH_STEPS
            ? "to which no upgrade leads"
            : "bring it there with `lakebill upgrade --lake " + lake.directory();

    for (List<String> command :
        List.of(
            List.of("nightly", "--as-of", kept.next()),
            List.of("run", "open", "--as-of", kept.next()),
            List.of("sql", "SELECT * FROM invoices"),
            List.of("audit", "events"),
            List.of("extract", "--output", Scratch.directory("out").toString(), "invoices"),
            List.of("repair"),
            List.of("repair", "--accept", "events", "--reason", "why"),
            List.of("catalog", "apply", "--catalog", kept.file("catalog.yaml")),
            List.of("accounts", "import", kept.file("accounts")),
            List.of("land", "--source", kept.file("source.yaml")),
            List.of("erase", "--subject", "acme"),
            List.of("erase", "--subject", "acme", "--dry-run"),
            List.of("runs", "revert", kept.asOf() + "-001"))) {
      assertRefused(lake.run(command.toArray(String[]::new)), advice);
    }

    assertTrue(Scratch.isSame(before.directory(), lake.directory()));
    lake.run("runs", "list").done();
    if (kept.layout() < Layout.OLDEST_WITH_STEPS) {
      assertRefused(lake.run("upgrade"), advice);
      assertRefused(lake.run("upgrade", "--dry-run"), advice);
      assertTrue(Scratch.isSame(before.directory(), lake.directory()));
    }
  }

  /** What it staged has the columns of then. */
  @Test
  void aHalfPublishedRunIsCompletedByItsOwnVersionFirst() throws IOException {
    KeptLake kept = KeptLake.of(3);
    TestLake lake = kept.unpacked();
    Path runs = lake.directory().resolve("_runs");
    String run = kept.asOf() + "-001";
    Files.move(runs.resolve(run + "/published.json"), runs.resolve("kept-published.json"));
    Path lease = runs.resolve("lease.json");
    Files.writeString(
        lease, Files.readString(lease).replaceAll("\"released\" : true", "\"released\" : false"));

    Outcome refused = lake.run("upgrade");

    assertEquals(2, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains(run + " is half published; complete it with"), refused.err());
  }

  @Test
  void aHalfRevertedRunIsCompletedByItsOwnVersionFirst() throws IOException {
    KeptLake kept = KeptLake.of(3);
    TestLake lake = kept.unpacked();
    Files.writeString(
        lake.directory().resolve("_runs/reverting.json"),
        "{\"run_id\": \"%s-001\", \"at\": \"2026-02-01T00:00:00Z\"}".formatted(kept.asOf()));

    Outcome refused = lake.run("upgrade");

    assertEquals(2, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains("-001 is half taken back; complete that"), refused.err());
  }

  @Test
  void aNewerLakeIsRefusedWithAdvice() throws IOException {
    TestLake lake = September.ready();
    mark(lake, Layout.NEWEST + 1);

    String advice = "use the version that wrote it, or a newer one";
    assertRefused(lake.nightly(September.MONTH_END), advice);
    assertRefused(lake.run("sql", "SELECT * FROM accounts"), advice);
    assertRefused(lake.run("upgrade"), advice);
  }

  @Test
  void aLakeOfColumnsThatNoVersionHadIsRefused(SparkSession spark) throws IOException {
    TestLake lake = September.ready();
    Files.delete(lake.directory().resolve("_runs/layout.json"));
    spark.sql(
        "ALTER TABLE delta.`%s` ADD COLUMN shoe_size INT"
            .formatted(lake.directory().resolve("accounts")));

    String advice = "are those of no version of Lakebill: accounts has (account_id string NOT NULL";
    assertRefused(lake.nightly(September.MONTH_END), advice);
    assertRefused(lake.run("sql", "SELECT * FROM accounts"), advice);
    assertRefused(lake.run("upgrade"), advice);
  }

  @Test
  void aLakeOfTodayThatDoesNotSayItsLayoutIsKnownByItsColumns() throws IOException {
    TestLake lake = September.ready();
    Path mark = lake.directory().resolve("_runs/layout.json");
    Files.delete(mark);

    lake.run("sql", "SELECT * FROM accounts").done();
    assertFalse(Files.exists(mark));
    lake.run("accounts", "import", September.SCENARIO.file("accounts")).done();

    assertTrue(Files.readString(mark).contains("\"layout\" : " + Layout.NEWEST));
    assertTrue(lake.run("upgrade").done().startsWith("nothing to do"));
  }

  private static void mark(TestLake lake, int layout) throws IOException {
    Files.writeString(
        lake.directory().resolve("_runs/layout.json"), "{\"layout\": " + layout + "}");
  }

  private static void assertRefused(Outcome refused, String advice) {
    assertEquals(78, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains(advice), refused.err());
    assertEquals(1, refused.err().lines().count(), refused.err());
  }
}
