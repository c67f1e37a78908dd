package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Subscriptions that end after something was billed ahead for days beyond: a fee of 31 for March,
 * or of 365 for the year. Each has five calls at 1 on 3 March.
 */
@ExtendWith(SparkExtension.class)
class CancellationTest {

  private static final List<String> ALL = List.of("month", "year", "late", "back", "seats");

  private static final String LINES =
      """
      SELECT billing_date, charge_id, line_type, CAST(amount AS DECIMAL(10, 2)) FROM invoice_lines
      WHERE account_id = '%s' AND amount <> 0 ORDER BY billing_date, amount
      """;

  private static Path files;
  private static TestLake lake;
  private static List<String> toldBefore;
  private static Map<String, Long> once;

  @BeforeAll
  static void runTheNights() throws IOException {
    files = Scratch.directory("cancellation");
    Files.createDirectories(files.resolve("accounts"));
    Files.writeString(
        files.resolve("catalog.yaml"),
        """
        meters:
          - { id: calls, event_name: call, aggregation: count }
        plans:
          - id: month
            currency: USD
            cadence: monthly
            anchor: calendar
            charges:
              - { id: fee, type: recurring, amount: "31", timing: advance }
              - { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1" } }
          - id: year
            currency: USD
            cadence: monthly
            anchor: calendar
            charges:
              - { id: fee, type: recurring, amount: "365", timing: advance, every: 12 }
              - { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1" } }
          - id: seats
            currency: USD
            cadence: monthly
            anchor: calendar
            charges:
              - { id: seats, type: counter, counter: seats, timing: advance, price: { model: unit, unit_amount: "3.1" } }
              - { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1" } }
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
    StringBuilder events = new StringBuilder();
    for (String account : ALL) {
      for (int i = 0; i < 5; i++) {
        events.append(
            "{\"id\":\"%1$s-%2$d\",\"at\":\"2026-03-03T10:00:00Z\",\"who\":\"%1$s\"}\n"
                .formatted(account, i));
      }
    }
    Files.writeString(files.resolve("events.jsonl"), events);
    write("sellers", "seller_id,name", "us,Us");
    write(
        "accounts",
        "account_id,name",
        ALL.stream().map(id -> id + "," + id).toArray(String[]::new));
    write("counters", "counter,account_id,from_date,quantity", "seats,seats,2026-03-01,10");
    subscriptions("", "", "", "", "");
    night("2026-03-02");
    subscriptions("2026-03-15", "2026-03-15", "", "2026-03-15", "2026-03-15");
    night("2026-03-10");
    toldBefore = told();
    night("2026-03-16");
    subscriptions("2026-03-15", "2026-03-15", "", "", "2026-03-15");
    night("2026-04-02");
    subscriptions("2026-03-15", "2026-03-15", "2026-03-11", "", "2026-03-15");
    night("2026-04-03");
    once = lake.versions();
    lake.nightly("2026-04-03").done();
  }

  private static void subscriptions(String... ends) throws IOException {
    String[] rows = new String[ALL.size()];
    for (int i = 0; i < rows.length; i++) {
      String id = ALL.get(i);
      String plan = List.of("year", "seats").contains(id) ? id : "month";
      rows[i] = "s-%s,%s,%s,2026-03-01,%s".formatted(id, id, plan, ends[i]);
    }
    write("subscriptions", "subscription_id,account_id,plan_id,start_date,end_date", rows);
  }

  private static void write(String name, String header, String... rows) throws IOException {
    Files.writeString(
        files.resolve("accounts").resolve(name + ".csv"),
        header + "\n" + String.join("\n", rows) + "\n");
  }

  private static void night(String asOf) {
    if (lake == null) {
      lake = TestLake.at(files.resolve("lake"));
    }
    lake.nightOver(files, asOf);
  }

  private static List<String> told() {
    return lake.rows(
        """
        SELECT issue, account_id, message FROM billing_issues
        WHERE issue IN ('billed_outside', 'billed_otherwise') ORDER BY ALL
        """);
  }

  /** Fourteen days of 31 are used; the calls of these days are billed beside what is given back. */
  @Test
  void whatWasPaidAheadForDaysAfterTheEndIsGivenBackWithTheLastPeriod() {
    assertEquals(
        List.of(
            "2026-03-01,fee,recurring_fee,31",
            "2026-03-15,fee,unused_time,-17",
            "2026-03-15,calls,usage,5"),
        lake.rows(LINES.formatted("month")));
    assertEquals(
        List.of(
            "2026-03-01,fee,recurring_fee,365",
            "2026-03-15,fee,unused_time,-351",
            "2026-03-15,calls,usage,5"),
        lake.rows(LINES.formatted("year")));
    assertEquals(
        List.of(
            "2026-03-01,seats,counter_running_total,31",
            "2026-03-15,seats,unused_time,-17",
            "2026-03-15,calls,usage,5"),
        lake.rows(LINES.formatted("seats")));
  }

  @Test
  void itIsACreditNoteWhereItIsMoreThanWhatIsDue() {
    assertEquals(
        List.of("back,-12", "month,-12", "seats,-12", "year,-346"),
        lake.rows(
            """
            SELECT account_id, CAST(total AS DECIMAL(10, 2)) FROM invoices
            WHERE series = 'INV-CN-' ORDER BY account_id
            """));
  }

  /** March was billed to its end when it came to be known. */
  @Test
  void anEndThatComesToBeKnownTooLateIsToldAndNotGivenBack() {
    assertEquals(List.of(), toldBefore);
    assertEquals(
        List.of(
            "billed_otherwise back: 2026-03-15 to 2026-04-01 was invoiced without this charge",
            "billed_outside late: 2026-03-01 to 2026-04-01 was invoiced for 31.00 USD at 2026-03-01"),
        told().stream()
            .filter(row -> !row.contains("2026-04-01 to"))
            .map(row -> row.replaceFirst(",", " ").replaceFirst(",", ": "))
            .map(row -> row.replaceFirst("(;|, but).*", ""))
            .filter(row -> row.contains("back") || row.contains("31.00 USD at 2026-03-01"))
            .toList());
  }

  @Test
  void whoGoesOnAfterAllPaysForTheNextPeriods() {
    assertEquals(
        List.of(
            "2026-03-01,fee,recurring_fee,31",
            "2026-03-15,fee,unused_time,-17",
            "2026-03-15,calls,usage,5",
            "2026-04-01,fee,recurring_fee,31"),
        lake.rows(LINES.formatted("back")));
  }

  @Test
  void aNightAgainWritesNothing() {
    assertEquals(once, lake.versions());
  }
}
