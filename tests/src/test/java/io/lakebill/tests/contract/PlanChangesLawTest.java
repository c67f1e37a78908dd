package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Subscriptions that change between four plans, whose fees are due in advance or in arrears, with
 * changes of plans and of the fees' quantities that come to be known from night to night. Takes
 * four nights, so over 20 s.
 */
@ExtendWith(SparkExtension.class)
class PlanChangesLawTest {

  private static final int SUBSCRIPTIONS = 200;

  private static final List<LocalDate> NIGHTS =
      List.of(
          LocalDate.parse("2026-01-06"),
          LocalDate.parse("2026-01-24"),
          LocalDate.parse("2026-02-17"),
          LocalDate.parse("2026-04-01"));

  @Test
  void whateverChangesEachDayIsBilledByItsOwnPlanOnce() throws IOException {
    Random random = new Random(20261129);
    List<RandomPlanChanges> all = new ArrayList<>();
    for (int number = 0; number < SUBSCRIPTIONS; number++) {
      all.add(RandomPlanChanges.of(number, random, NIGHTS));
    }
    Path files = Scratch.directory("plan-changes-law");
    Path accounts = Files.createDirectories(files.resolve("accounts"));
    Files.writeString(files.resolve("catalog.yaml"), RandomPlanChanges.CATALOG);
    Files.writeString(
        files.resolve("source.yaml"),
        """
        source: calls
        format: jsonl
        files: "*.jsonl"
        columns: { id: id, time: at, account: who, properties: p }
        constants: { event_name: call }
        """);
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    Files.writeString(
        accounts.resolve("accounts.csv"),
        rows("account_id,name", all.stream().map(one -> "a-%1$s,%1$s".formatted(one.id()))));
    Files.writeString(
        accounts.resolve("subscriptions.csv"),
        rows(
            "subscription_id,account_id,plan_id,start_date,end_date",
            all.stream().map(RandomPlanChanges::subscription)));
    TestLake lake = TestLake.at(files.resolve("lake"));
    for (LocalDate night : NIGHTS) {
      Files.writeString(
          accounts.resolve("plan_changes.csv"),
          rows(
              "subscription_id,plan_id,date,timing",
              all.stream().flatMap(one -> one.changes().getOrDefault(night, List.of()).stream())));
      Files.writeString(
          accounts.resolve("quantities.csv"),
          rows(
              "subscription_id,charge_id,quantity,from",
              all.stream()
                  .flatMap(one -> one.quantities().getOrDefault(night, List.of()).stream())));
      Files.writeString(
          files.resolve(night + ".jsonl"),
          String.join(
              "\n",
              all.stream()
                  .flatMap(one -> one.events().getOrDefault(night, List.of()).stream())
                  .toList()));
      lake.nightOver(files, night.toString());
    }

    assertEquals(expected(all), billed(lake));
    long givenBack =
        lake.rows("SELECT invoice_id FROM invoice_lines WHERE line_type = 'unused_time'").size();
    assertTrue(givenBack > 5, () -> "only " + givenBack + " lines give something back");
    assertEquals(
        List.of("recurring_credit", "recurring_debit"),
        lake.rows(
            """
            SELECT DISTINCT line_type FROM invoice_lines
            WHERE line_type IN ('recurring_credit', 'recurring_debit') ORDER BY line_type
            """));
  }

  private static String rows(String header, Stream<String> rows) {
    return header + "\n" + String.join("\n", rows.toList()) + "\n";
  }

  private static Map<String, Long> expected(List<RandomPlanChanges> all) {
    Map<String, Long> amounts = new TreeMap<>();
    all.forEach(
        one -> one.billed().forEach((what, amount) -> amounts.put(one.id() + " " + what, amount)));
    return amounts;
  }

  /** What is on invoices and credit notes. */
  private static Map<String, Long> billed(TestLake lake) {
    Map<String, Long> amounts = new TreeMap<>();
    lake.rows(
            """
            SELECT concat_ws(' ', subscription_id, plan_id, charge_id), CAST(sum(amount) AS BIGINT)
            FROM invoice_lines
            GROUP BY ALL HAVING sum(amount) <> 0
            """)
        .forEach(
            row -> {
              int comma = row.indexOf(',');
              amounts.put(row.substring(0, comma), Long.parseLong(row.substring(comma + 1)));
            });
    return amounts;
  }
}
