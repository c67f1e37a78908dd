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
 * Months from the 15th to the 15th, and days: a plan whose anchor day moves to the 20th after a
 * first period was invoiced, and one that is billed every day.
 */
@ExtendWith(SparkExtension.class)
class CadencesTest {

  private static final String CATALOG =
      """
      meters: [ { id: calls, event_name: call, aggregation: count } ]
      plans:
        - id: months
          currency: USD
          cadence: monthly
          anchor: calendar
          anchor_day: %d
          charges:
            - { id: fee, type: recurring, amount: "31.00", timing: arrears }
            - id: calls
              type: usage
              meter: calls
              price: { model: tiered, tiers: [ { unit_amount: "5", block_size: "2" } ] }
        - id: days
          currency: USD
          cadence: daily
          charges:
            - { id: fee, type: recurring, amount: "1.50", timing: arrears }
            - { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "2" } }
        - id: weeks
          currency: USD
          cadence: monthly
          anchor: calendar
          charges:
            - { id: ahead, type: recurring, amount: "7.00", timing: advance, cadence: weekly }
            - { id: after, type: recurring, amount: "28.00", timing: arrears, cadence: weekly, every: 2 }
      """;

  private static TestLake lake;

  @BeforeAll
  static void runTheNights() throws IOException {
    lake = TestLake.at(Scratch.directory("cadences"));
    Path files = Files.createDirectories(Scratch.directory("cadences-files"));
    Path accounts = Files.createDirectories(files.resolve("accounts"));
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    Files.writeString(
        accounts.resolve("accounts.csv"),
        "account_id,name\nmonths,Months\ndays,Days\nweeks,Weeks\n");
    Files.writeString(
        accounts.resolve("subscriptions.csv"),
        """
        subscription_id,account_id,plan_id,start_date,end_date
        s-months,months,months,2026-01-20,
        s-days,days,days,2026-02-13,
        s-weeks,weeks,weeks,2026-01-03,2026-03-18
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
    Files.writeString(
        files.resolve("calls.jsonl"),
        """
        {"id":"1","at":"2026-02-14T23:59:59Z","who":"months"}
        {"id":"2","at":"2026-02-15T00:00:00Z","who":"months"}
        {"id":"3","at":"2026-02-19T10:00:00Z","who":"months"}
        {"id":"4","at":"2026-02-19T12:00:00Z","who":"months"}
        {"id":"5","at":"2026-02-14T23:59:59Z","who":"days"}
        {"id":"6","at":"2026-02-15T00:00:00Z","who":"days"}
        """);
    Files.writeString(files.resolve("catalog.yaml"), CATALOG.formatted(15));
    lake.nightOver(files, "2026-02-16");
    Files.writeString(files.resolve("catalog.yaml"), CATALOG.formatted(20));
    lake.nightOver(files, "2026-03-21", "--effective", "2000-01-01");
  }

  /** Fees by days of the full period, of 31 days and, from 20 January to February, 31 too. */
  @Test
  void monthsBeginOnTheAnchorDayAndWhereTheOldOnesWereBilled() {
    assertEquals(
        List.of(
            "2026-02-15,2026-01-20,2026-02-15,fee,26.00",
            "2026-02-15,2026-01-20,2026-02-15,calls,5.00",
            "2026-02-20,2026-02-15,2026-02-20,fee,5.00",
            "2026-02-20,2026-02-15,2026-02-20,calls,10.00",
            "2026-03-20,2026-02-20,2026-03-20,fee,31.00"),
        lake.rows(
            """
            SELECT billing_date, period_start, period_end, charge_id, sum(amount)
            FROM invoice_lines WHERE account_id = 'months'
            GROUP BY ALL ORDER BY billing_date, charge_id DESC
            """));
  }

  /** 5 January is a Monday. Each week is billed once, with the month that its timing says. */
  @Test
  void aFeeMayHaveACadenceThatDoesNotFitItsPlans() {
    assertEquals(
        List.of(
            "2026-01-03,ahead: 2026-01-03 to 2026-01-05,2.00",
            "2026-01-03,ahead: 2026-01-05 to 2026-01-12,7.00",
            "2026-01-03,ahead: 2026-01-12 to 2026-01-19,7.00",
            "2026-01-03,ahead: 2026-01-19 to 2026-01-26,7.00",
            "2026-01-03,ahead: 2026-01-26 to 2026-02-02,7.00",
            "2026-02-01,after: 2026-01-03 to 2026-01-12,18.00",
            "2026-02-01,after: 2026-01-12 to 2026-01-26,28.00",
            "2026-02-01,ahead: 2026-02-02 to 2026-02-09,7.00",
            "2026-02-01,ahead: 2026-02-09 to 2026-02-16,7.00",
            "2026-02-01,ahead: 2026-02-16 to 2026-02-23,7.00",
            "2026-02-01,ahead: 2026-02-23 to 2026-03-02,7.00",
            "2026-03-01,after: 2026-01-26 to 2026-02-09,28.00",
            "2026-03-01,after: 2026-02-09 to 2026-02-23,28.00",
            "2026-03-01,ahead: 2026-03-02 to 2026-03-09,7.00",
            "2026-03-01,ahead: 2026-03-09 to 2026-03-16,7.00",
            "2026-03-01,ahead: 2026-03-16 to 2026-03-18,2.00",
            "2026-03-18,after: 2026-02-23 to 2026-03-09,28.00",
            "2026-03-18,after: 2026-03-09 to 2026-03-18,18.00"),
        lake.rows(
            """
            SELECT billing_date, description, amount FROM invoice_lines
            WHERE account_id = 'weeks' ORDER BY billing_date, description
            """));
    assertEquals(List.of(), lake.rows("SELECT * FROM billing_issues WHERE account_id = 'weeks'"));
  }

  @Test
  void eachDayIsAnInvoice() {
    assertEquals(
        List.of("2026-02-14,1.50", "2026-02-15,3.50", "2026-02-16,3.50", "2026-02-17,1.50"),
        lake.rows(
            """
            SELECT billing_date, amount_due FROM invoices WHERE account_id = 'days'
            ORDER BY billing_date LIMIT 4
            """));
    assertEquals(
        "36,58.00,2026-03-21",
        lake.rows(
                """
                SELECT count(*), sum(amount_due), max(billing_date) FROM invoices
                WHERE account_id = 'days'
                """)
            .get(0));
  }
}
