package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Calls;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Plans whose prices, fees, meters and charges change from night to night, while periods run. Takes
 * six nights, so over 20 s.
 */
@ExtendWith(SparkExtension.class)
class CatalogChangesLawTest {

  private static final List<LocalDate> NIGHTS =
      List.of(
          LocalDate.parse("2026-01-10"),
          LocalDate.parse("2026-01-25"),
          LocalDate.parse("2026-02-01"),
          LocalDate.parse("2026-02-19"),
          LocalDate.parse("2026-03-31"));

  private final RandomCatalogChanges history =
      RandomCatalogChanges.of(
          new Random(Long.getLong("tests.seed", 20261130L)),
          NIGHTS,
          Integer.getInteger("tests.contracts", 60));

  @Test
  void aPeriodHasThePlanOfItsFirstDayWhenItIsBilledNightByNightOrAtOnce() throws IOException {
    Path files = Scratch.directory("catalog-changes-law");
    Path accounts = Calls.in(files);
    Files.writeString(
        accounts.resolve("accounts.csv"),
        history.subscriptions().stream()
            .map(one -> "a-%1$s,%1$s\n".formatted(one.id()))
            .collect(Collectors.joining("", "account_id,name\n", "")));
    Files.writeString(
        accounts.resolve("subscriptions.csv"),
        history.subscriptions().stream()
            .map(one -> "%1$s,a-%1$s,%2$s,%3$s\n".formatted(one.id(), one.plan(), one.start()))
            .collect(
                Collectors.joining("", "subscription_id,account_id,plan_id,start_date\n", "")));
    TestLake lake = TestLake.at(files.resolve("lake"));
    for (int night = 0; night < NIGHTS.size(); night++) {
      Files.writeString(files.resolve("catalog.yaml"), history.catalog(night));
      Files.writeString(files.resolve(NIGHTS.get(night) + ".jsonl"), history.events(night));
      lake.nightOver(files, NIGHTS.get(night).toString());
    }
    assertEquals(history.billed(), billed(lake));

    Files.writeString(
        files.resolve("catalog.yaml"),
        lake.value("SELECT document FROM catalog_versions ORDER BY version DESC LIMIT 1"));
    TestLake atOnce = TestLake.at(files.resolve("at-once"));
    atOnce.nightOver(files, NIGHTS.get(NIGHTS.size() - 1).toString());
    assertEquals(history.billed(), billed(atOnce));
    assertEquals(counted(lake), counted(atOnce));
  }

  private static Map<String, Long> billed(TestLake lake) {
    Map<String, Long> amounts = new TreeMap<>();
    lake.rows(
            """
            SELECT concat_ws(' ', subscription_id, charge_id, period_start), CAST(sum(amount) AS BIGINT)
            FROM invoice_lines WHERE amount <> 0 GROUP BY ALL
            """)
        .forEach(
            row -> {
              int comma = row.indexOf(',');
              amounts.put(row.substring(0, comma), Long.parseLong(row.substring(comma + 1)));
            });
    return amounts;
  }

  private static List<String> counted(TestLake lake) {
    return lake.rows(
        """
        SELECT state, sum(events) FROM event_ledger GROUP BY state ORDER BY state
        """);
  }
}
