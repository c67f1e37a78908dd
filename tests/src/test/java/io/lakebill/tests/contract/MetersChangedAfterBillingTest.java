package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.BusinessRows;
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
 * January is invoiced on 3 February; then what meters count is changed in each way, and the ledger
 * still says of January's events what the invoices say.
 */
@ExtendWith(SparkExtension.class)
class MetersChangedAfterBillingTest {

  /** A plan for each account, and a meter for each name of events. */
  private static final String BEFORE =
      """
      meters:
        - { id: calls, event_name: call, aggregation: count, filter: "properties['ok'] = 'yes'" }
        - { id: jobs, event_name: job, aggregation: count, filter: "properties['ok'] = 'yes'" }
        - { id: pings, event_name: ping, aggregation: count }
        - { id: hits, event_name: hit, aggregation: count }
        - { id: ticks, event_name: tick, aggregation: count }
        - { id: seats, event_name: seat, aggregation: historical_sum, property: v, filter: "properties['ok'] = 'yes'" }
      plans:
        - { id: filter, name: P, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1.00" } } ] }
        - { id: gone, name: P, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: jobs, type: usage, meter: jobs, price: { model: unit, unit_amount: "1.00" } } ] }
        - { id: renamed, name: P, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: pings, type: usage, meter: pings, price: { model: unit, unit_amount: "1.00" } } ] }
        - { id: dropped, name: P, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: hits, type: usage, meter: hits, price: { model: unit, unit_amount: "1.00" } } ] }
        - { id: gained, name: P, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: fee, type: recurring, amount: "1.00", timing: arrears } ] }
        - { id: stock, name: P, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: seats, type: usage, meter: seats, price: { model: unit, unit_amount: "1.00" } } ] }
      """;

  private static final String FEE =
      "charges: [ { id: fee, type: recurring, amount: \"1.00\", timing: arrears } ]";

  private static final String AFTER =
      BEFORE
          .replace(
              "event_name: call, aggregation: count, filter: \"properties['ok'] = 'yes'\"",
              "event_name: call, aggregation: count, filter: \"properties['ok'] = 'no'\"")
          .replaceAll("  - \\{ id: jobs, .*\\n", "")
          .replaceAll("charges: \\[ \\{ id: jobs.* ]", FEE)
          .replace("event_name: ping", "event_name: pong")
          .replaceAll("charges: \\[ \\{ id: hits.* ]", FEE)
          .replaceAll(
              "id: gained,(.*) charges: .* ]",
              "id: gained,$1 charges: [ { id: ticks, type: usage, meter: ticks, price: { model: unit, unit_amount: \"1.00\" } } ]")
          .replace("property: v, filter: \"properties['ok'] = 'yes'\"", "property: v");

  private static final String JANUARY =
      """
      {"id":"1","at":"2026-01-10T10:00:00Z","who":"filter","what":"call","ok":"yes"}
      {"id":"2","at":"2026-01-11T10:00:00Z","who":"filter","what":"call","ok":"yes"}
      {"id":"3","at":"2026-01-12T10:00:00Z","who":"filter","what":"call","ok":"no"}
      {"id":"4","at":"2026-01-10T10:00:00Z","who":"gone","what":"job","ok":"yes"}
      {"id":"5","at":"2026-01-11T10:00:00Z","who":"gone","what":"job","ok":"no"}
      {"id":"6","at":"2026-01-10T10:00:00Z","who":"renamed","what":"ping"}
      {"id":"7","at":"2026-01-10T10:00:00Z","who":"renamed","what":"pong"}
      {"id":"8","at":"2026-01-10T10:00:00Z","who":"dropped","what":"hit"}
      {"id":"9","at":"2026-01-10T10:00:00Z","who":"gained","what":"tick"}
      {"id":"10","at":"2026-01-10T10:00:00Z","who":"stock","what":"seat","v":"5","ok":"yes"}
      {"id":"11","at":"2026-01-11T10:00:00Z","who":"stock","what":"seat","v":"3","ok":"no"}
      """;

  /** Two are late, and two of a month that is open. */
  private static final String FEBRUARY =
      """
      {"id":"12","at":"2026-01-20T10:00:00Z","who":"filter","what":"call","ok":"yes"}
      {"id":"13","at":"2026-01-20T10:00:00Z","who":"filter","what":"call","ok":"no"}
      {"id":"14","at":"2026-02-04T10:00:00Z","who":"filter","what":"call","ok":"no"}
      {"id":"15","at":"2026-02-04T10:00:00Z","who":"renamed","what":"pong"}
      """;

  private static final List<String> AS_INVOICED =
      List.of(
          "call,billed,2",
          "call,filtered,1",
          "hit,billed,1",
          "job,billed,1",
          "job,filtered,1",
          "ping,billed,1",
          "pong,unpriced,1",
          "seat,billed,1",
          "seat,filtered,1",
          "tick,unpriced,1");

  private static TestLake lake;
  private static Path files;
  private static List<String> whenInvoiced;
  private static List<String> afterwards;
  private static TestLake inFull;

  @BeforeAll
  static void billAndChange() throws IOException {
    lake = TestLake.at(Scratch.directory("meters-changed"));
    files = Files.createDirectories(Scratch.directory("meters-changed-files"));
    Files.writeString(
        files.resolve("source.yaml"),
        """
        source: usage
        format: jsonl
        files: events-*.jsonl
        columns: { id: id, time: at, account: who, event_name: what }
        """);
    Path accounts = Files.createDirectories(files.resolve("accounts"));
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    StringBuilder rows = new StringBuilder("account_id,name,time_zone\n");
    StringBuilder terms =
        new StringBuilder("subscription_id,account_id,plan_id,start_date,end_date\n");
    for (String id : List.of("filter", "gone", "renamed", "dropped", "gained", "stock")) {
      rows.append(id).append(",Name,UTC\n");
      terms.append("s-%s,%s,%s,2026-01-01,\n".formatted(id, id, id));
    }
    Files.writeString(accounts.resolve("accounts.csv"), rows);
    Files.writeString(accounts.resolve("subscriptions.csv"), terms);

    Files.writeString(files.resolve("events-1.jsonl"), JANUARY);
    night(lake, "2026-02-03", BEFORE);
    whenInvoiced = ledger();
    night(lake, "2026-02-04", AFTER);
    afterwards = ledger();
    Files.writeString(files.resolve("events-2.jsonl"), FEBRUARY);
    inFull = lake.copy();
    night(lake, "2026-02-05", AFTER);
    night(inFull, "2026-02-05", AFTER, "--full");
  }

  private static void night(TestLake of, String asOf, String catalog, String... options)
      throws IOException {
    Files.writeString(files.resolve("catalog.yaml"), catalog);
    of.nightOver(files, asOf, options);
  }

  private static List<String> ledger() {
    return lake.rows("SELECT event_name, state, events FROM event_ledger ORDER BY ALL");
  }

  @Test
  void theLedgerOfBilledTimeStaysAsTheInvoices() {
    assertEquals(
        List.of("calls,2", "hits,1", "jobs,1", "pings,1", "seats,5"),
        lake.rows(
            """
            SELECT charge_id, CAST(quantity AS BIGINT) FROM invoice_lines
            WHERE charge_id <> 'fee' ORDER BY ALL
            """));
    assertEquals(AS_INVOICED, whenInvoiced);
    assertEquals(AS_INVOICED, afterwards);
  }

  @Test
  void whatComesLaterCountsByWhatIsDefinedNow() {
    assertEquals(
        List.of(
            "call,billed,2",
            "call,filtered,2",
            "call,late,1",
            "call,open,1",
            "hit,billed,1",
            "job,billed,1",
            "job,filtered,1",
            "ping,billed,1",
            "pong,open,1",
            "pong,unpriced,1",
            "seat,billed,1",
            "seat,filtered,1",
            "tick,unpriced,1"),
        ledger());
  }

  @Test
  void aMeterThatSeesHistorySeesItAsItIsDefinedNow() {
    assertEquals(
        List.of("8"),
        lake.rows(
            """
            SELECT CAST(quantity AS BIGINT) FROM usage
            WHERE meter_id = 'seats' AND period_start = DATE '2026-02-01'
            """));
  }

  @Test
  void foldingComesToWhatMeteringEverythingComesTo() {
    BusinessRows.assertSame(BusinessRows.withState(inFull), BusinessRows.withState(lake));
  }
}
