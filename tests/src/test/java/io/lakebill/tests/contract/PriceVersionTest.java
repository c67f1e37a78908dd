package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Prices that change on 1 July, billed in the nights of 2 July and 16 August. Calls cost 0.20 and
 * then 0.25, seats 20 and then 25, desks, which are billed ahead, 10 and then 11.
 */
@ExtendWith(SparkExtension.class)
class PriceVersionTest {

  private static final String CATALOG =
      """
      meters: [ { id: calls, event_name: call, aggregation: count } ]
      plan_templates:
        - id: changing
          currency: USD
          cadence: monthly
          charges:
            - id: calls
              type: usage
              meter: calls
              prices:
                - { from: 2026-06-01, price: { model: unit, unit_amount: "0.20" } }
                - { from: 2026-07-01, price: { model: unit, unit_amount: "0.25" } }
            - id: seats
              type: counter
              counter: seats
              prices:
                - { from: 2026-06-01, price: { model: unit, unit_amount: "20" } }
                - { from: 2026-07-01, price: { model: unit, unit_amount: "25" } }
            - id: desks
              type: counter
              counter: desks
              timing: advance
              prices:
                - { from: 2026-06-01, price: { model: unit, unit_amount: "10" } }
                - { from: 2026-07-01, price: { model: unit, unit_amount: "11" } }
      plans:
        - { id: months, extends: changing, anchor: calendar }
        - { id: own-days, extends: changing, anchor: anniversary }
      """;

  private static TestLake lake;
  private static Path files;

  @BeforeAll
  static void billJuneAndJuly() throws IOException {
    lake = TestLake.at(Scratch.directory("price-version"));
    files = Scratch.directory("price-version-files");
    Path accounts = Files.createDirectories(files.resolve("accounts"));
    Files.writeString(files.resolve("catalog.yaml"), CATALOG);
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    Files.writeString(
        accounts.resolve("accounts.csv"), "account_id,name\nmonths,Months\nown-days,Own days\n");
    Files.writeString(
        accounts.resolve("subscriptions.csv"),
        """
        subscription_id,account_id,plan_id,start_date,end_date
        s-months,months,months,2026-06-01,
        s-own-days,own-days,own-days,2026-05-15,
        """);
    Files.writeString(
        accounts.resolve("counters.csv"),
        """
        counter,account_id,subscription_id,from_date,quantity
        seats,months,,2026-06-01,4
        seats,own-days,,2026-05-15,4
        desks,months,,2026-06-01,2
        desks,months,,2026-06-16,4
        """);
    Files.writeString(
        files.resolve("source.yaml"),
        """
        source: calls
        format: jsonl
        files: "*.jsonl"
        columns: { id: id, time: at, account: who }
        constants: { event_name: call }
        """);
    events(
        "june.jsonl",
        "months 2026-06-10",
        "months 2026-06-30",
        "own-days 2026-06-14",
        "own-days 2026-06-20");
    night("2026-07-02");
    events(
        "july.jsonl",
        "months 2026-07-01",
        "months 2026-07-02",
        "months 2026-07-31",
        "own-days 2026-07-05",
        "own-days 2026-07-06",
        "own-days 2026-07-20");
    night("2026-08-16");
  }

  @Test
  void juneCostsTheOldPriceAndJulyTheNew() {
    assertEquals(
        List.of("2026-06-01,2,0.2,0.40", "2026-07-01,3,0.25,0.75"), lines("months", "calls"));
    assertEquals(
        List.of("2026-06-01,4,20,80.00", "2026-07-01,4,25,100.00"), lines("months", "seats"));
  }

  @Test
  void aPeriodThatBeganBeforeTheChangeKeepsThePriceItBeganWith() {
    // 15 May is before the first version and has it.
    assertEquals(
        List.of("2026-05-15,1,0.2,0.20", "2026-06-15,3,0.2,0.60", "2026-07-15,1,0.25,0.25"),
        lines("own-days", "calls"));
    assertEquals(
        List.of("2026-05-15,4,20,80.00", "2026-06-15,4,20,80.00", "2026-07-15,4,25,100.00"),
        lines("own-days", "seats"));
  }

  @Test
  void aChangeOfWhatWasBilledAheadHasThePriceOfItsPeriod() {
    // From 16 June there are two more for 15 of 30 days: 2 x 10 x 15 / 30.
    assertEquals(
        List.of("2026-06-01,20.00", "2026-06-01,10.00", "2026-07-01,44.00", "2026-08-01,44.00"),
        lake.rows(
            """
            SELECT period_start, amount FROM invoice_lines
            WHERE account_id = 'months' AND charge_id = 'desks'
            ORDER BY period_start, billing_date
            """));
  }

  private static List<String> lines(String account, String charge) {
    return lake.rows(
        """
        SELECT period_start, quantity, unit_amount, amount FROM invoice_lines
        WHERE account_id = '%s' AND charge_id = '%s' ORDER BY period_start
        """
            .formatted(account, charge));
  }

  /** Calls at noon, each as account and day. */
  private static void events(String file, String... calls) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String call : calls) {
      String[] whoAndDay = call.split(" ", 2);
      rows.append(
          "{\"id\":\"%s\",\"who\":\"%s\",\"at\":\"%sT12:00:00Z\"}\n"
              .formatted(call.replace(' ', '-'), whoAndDay[0], whoAndDay[1]));
    }
    Files.writeString(files.resolve(file), rows);
  }

  private static void night(String asOf) {
    lake.nightOver(files, asOf);
  }
}
