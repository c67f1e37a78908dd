package io.lakebill.tests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The benchmark's contracts at its largest number of accounts, one of which is in a country that no
 * rate of tax is known of: it is held with the reason, and all others are invoiced.
 */
@Tag("long")
@ExtendWith(SparkExtension.class)
class OneBrokenContractTest {

  private static final Size SIZE = Size.parse("20m");

  /** Events of the first thousand subscriptions, which are enough to have usage billed. */
  private static final Size USED = Size.parse("200k");

  private static final String BROKEN = "acc-000007";

  private static TestLake lake;

  @BeforeAll
  static void billTheMonth() throws IOException {
    Path directory = Scratch.directory("contracts");
    Business business = Business.write(directory.resolve("business"), SIZE, Month.BILLED);
    breakOne(Path.of(business.contracts(), "accounts.csv"));
    EventFiles files = EventFiles.in(directory, USED);
    try (DuckDb duckDb = DuckDb.open(directory.resolve("spill"))) {
      files.make(duckDb, Month.BILLED);
    }
    lake = TestLake.at(directory.resolve("lake")).when("2026-10-31T12:00:00Z");
    lake.run("catalog", "apply", "--catalog", business.catalog(Catalogs.CONTRACTS)).done();
    lake.run("accounts", "import", business.accounts()).done();
    lake.run("accounts", "import", business.contracts()).done();
    List<String> landing = new ArrayList<>(List.of("land", "--source", business.source()));
    landing.addAll(files.day(Month.BILLED, 1));
    lake.run(landing.toArray(String[]::new)).done();
    lake.nightly(Month.BILLED.end().toString()).done();
  }

  @Test
  void itIsHeldWithTheReason() {
    assertEquals(
        List.of(BROKEN + ",2026-11-01,true", BROKEN + ",2026-12-01,true"),
        lake.rows(
            """
            SELECT account_id, billing_date, held_reason LIKE '%no tax rate ''standard'' for country FR%'
            FROM draft_invoices WHERE state = 'held' ORDER BY billing_date
            """));
    assertEquals(
        List.of("held_invoice," + BROKEN),
        lake.rows(
            "SELECT DISTINCT issue, account_id FROM billing_issues WHERE issue LIKE 'held%'"));
  }

  @Test
  void allOthersAreInvoiced() {
    String others = String.valueOf(SIZE.subscriptions() - 1);

    assertEquals(
        List.of("2026-11-01," + others + "," + others),
        lake.rows(
            """
            SELECT billing_date, count(*), count(DISTINCT account_id) FROM invoices
            WHERE account_id <> '%s' AND tax > 0 GROUP BY billing_date
            """
                .formatted(BROKEN)));
    assertEquals(others, lake.value("SELECT count(*) FROM invoices"));
  }

  private static void breakOne(Path accounts) throws IOException {
    String all = Files.readString(accounts);
    String broken = all.replaceFirst("(?m)^(" + BROKEN + ",.*),DE,", "$1,FR,");
    Files.writeString(accounts, broken);
  }
}
