package io.lakebill.tests.meter;

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
 * Events of January are withdrawn after it was invoiced: 3 of a stock of 5 + 3, the level 4 that
 * came after 10, and a call of two. February is open.
 */
@ExtendWith(SparkExtension.class)
class WithdrawnHistoryTest {

  private static final String USED =
      "SELECT charge_id, quantity FROM usage WHERE period_start = '%s' ORDER BY charge_id";

  private static final TestLake LAKE = TestLake.at(Scratch.directory("withdrawn-history"));

  private static List<String> januaryBefore;
  private static List<String> februaryBefore;

  @BeforeAll
  static void billAndWithdraw() throws IOException {
    Path files = Files.createDirectories(Scratch.directory("withdrawn-history-files"));
    Path accounts = Files.createDirectories(files.resolve("accounts"));
    Files.writeString(
        files.resolve("catalog.yaml"),
        """
        meters:
          - { id: stock, event_name: stock, aggregation: historical_sum, property: n }
          - { id: level, event_name: level, aggregation: last_in_history, property: n }
          - { id: calls, event_name: call, aggregation: count }
        plans:
          - id: all
            name: All
            currency: USD
            cadence: monthly
            anchor: calendar
            charges:
              - { id: stock, type: usage, meter: stock, price: { model: unit, unit_amount: "1.00" } }
              - { id: level, type: usage, meter: level, price: { model: unit, unit_amount: "1.00" } }
              - { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1.00" } }
        """);
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    Files.writeString(accounts.resolve("accounts.csv"), "account_id,name\nacme,Acme\n");
    Files.writeString(
        accounts.resolve("subscriptions.csv"),
        "subscription_id,account_id,plan_id,start_date\nsub,acme,all,2026-01-01\n");
    Files.writeString(
        files.resolve("source.yaml"),
        """
        source: api
        format: csv
        files: events.csv
        columns: { id: id, time: at, account: who, event_name: name, properties: [n] }
        """);
    Files.writeString(
        files.resolve("events.csv"),
        """
        id,at,who,name,n
        s-1,2026-01-05T10:00:00Z,acme,stock,5
        s-2,2026-01-06T10:00:00Z,acme,stock,3
        l-1,2026-01-05T10:00:00Z,acme,level,10
        l-2,2026-01-20T10:00:00Z,acme,level,4
        c-1,2026-01-05T10:00:00Z,acme,call,
        c-2,2026-01-06T10:00:00Z,acme,call,
        """);
    LAKE.nightly(
            "2026-02-03",
            "--catalog",
            files.resolve("catalog.yaml").toString(),
            "--accounts",
            accounts.toString(),
            "--source",
            files.resolve("source.yaml").toString())
        .done();
    januaryBefore = LAKE.rows(USED.formatted("2026-01-01"));
    februaryBefore = LAKE.rows(USED.formatted("2026-02-01"));
    Path withdrawals =
        Files.writeString(
            files.resolve("withdrawals.yaml"),
            "{ source: api, format: csv, columns: { id: id }, constants: { action: deprecate } }");
    Path ids = Files.writeString(files.resolve("ids.csv"), "id\ns-2\nl-2\nc-2\n");
    LAKE.run("land", "--source", withdrawals.toString(), ids.toString()).done();
    LAKE.nightly("2026-02-05").done();
  }

  @Test
  void theInvoiceStaysAndTheNextPeriodCountsWithoutThem() {
    List<String> january = List.of("calls,2", "level,4", "stock,8");
    assertEquals(january, januaryBefore);
    assertEquals(january, LAKE.rows(USED.formatted("2026-01-01")));
    assertEquals(List.of("level,4", "stock,8"), februaryBefore);
    assertEquals(List.of("level,10", "stock,5"), LAKE.rows(USED.formatted("2026-02-01")));
  }

  @Test
  void theFindingSaysSoOfEachMeter() {
    String later =
        "withdrawn, amended or replaced after the period was invoiced, whose invoice stays; the meter"
            + " sees history, so later periods count without it";
    assertEquals(
        List.of(
            "calls,2026-01-01,1,withdrawn, amended or replaced after the period was invoiced; its"
                + " plan's late_usage says what becomes of it",
            "level,2026-01-01,1," + later,
            "stock,2026-01-01,1," + later),
        LAKE.rows(
            """
            SELECT charge_id, period_start, events, message FROM billing_issues
            WHERE issue = 'withdrawn_events' ORDER BY charge_id
            """));
  }
}
