package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * January is invoiced on 3 February; then something is changed for each account, and the night of
 * 16 March bills what is left.
 */
@ExtendWith(SparkExtension.class)
class ChangedAfterBillingTest {

  private static final String CATALOG =
      """
      meters: [ { id: calls, event_name: call, aggregation: count } ]
      plans:
        - { id: cadence, name: Cadence, currency: USD, cadence: %s, anchor: calendar, charges: [ { id: fee, type: recurring, amount: "31.00", timing: arrears } ] }
        - { id: anchor, name: Anchor, currency: USD, cadence: monthly, anchor: %s, charges: [ { id: fee, type: recurring, amount: "31.00", timing: arrears } ] }
        - { id: month, name: Month, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: fee, type: recurring, amount: "31.00", timing: arrears } ] }
        - { id: ahead, name: Ahead, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: fee, type: recurring, amount: "31.00", timing: advance } ] }
        - { id: trial, name: Trial, currency: USD, cadence: monthly, anchor: calendar, trial_days: 10, charges: [ { id: fee, type: recurring, amount: "31.00", timing: advance }, { id: once, type: one_time, amount: "5.00", timing: advance } ] }
        - { id: use, name: Use, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1.00" } } ] }
      """;

  private static final String SUBSCRIPTIONS =
      """
      subscription_id,account_id,plan_id,start_date,end_date
      s-cadence,cadence,cadence,2026-01-01,
      s-anchor,anchor,anchor,2026-01-15,
      s-earlier,earlier,month,%s,
      s-later,later,month,%s,
      s-ended,ended,ahead,2026-01-01,%s
      s-trial,trial,trial,2026-03-05,
      s-key,key-before,use,2026-01-01,
      s-other,key-after,use,2026-01-01,
      s-zone,zone,use,2026-01-01,
      """;

  private static final String EVENTS =
      """
      {"id":"1","at":"2026-01-10T10:00:00Z","who":"k"}
      {"id":"2","at":"2026-01-20T10:00:00Z","who":"k"}
      {"id":"3","at":"2026-01-31T20:00:00Z","who":"zone"}
      {"id":"4","at":"2026-02-01T20:00:00Z","who":"zone"}
      """;

  private static TestLake lake;
  private static Path files;
  private static List<String> dryImport;
  private static List<String> dryApply;
  private static List<String> dryTrial;

  @BeforeAll
  static void billAndChange() throws IOException {
    lake = TestLake.at(Scratch.directory("changed-after-billing"));
    files = Files.createDirectories(Scratch.directory("changed-after-billing-files"));
    Files.writeString(
        files.resolve("source.yaml"),
        """
        source: calls
        format: jsonl
        files: events.jsonl
        columns: { id: id, time: at, account: who }
        constants: { event_name: call }
        """);
    Files.writeString(files.resolve("events.jsonl"), EVENTS);
    write(
        "monthly", "calendar", "2026-01-10", "2026-01-10", "", "key-before", "America/Los_Angeles");
    night("2026-02-03");
    Path trials = Files.createDirectories(files.resolve("trials"));
    Files.writeString(
        trials.resolve("subscriptions.csv"),
        """
        subscription_id,account_id,plan_id,start_date,trial_days
        s-anchor,anchor,anchor,2026-01-15,7
        """);
    dryTrial = lines("accounts", "import", "--dry-run", trials.toString());
    write(
        "weekly",
        "anniversary",
        "2026-01-01",
        "2026-01-15",
        "2026-01-11",
        "key-after",
        "Asia/Tokyo");
    dryApply =
        lines(
            "catalog",
            "apply",
            "--dry-run",
            "--effective",
            "2000-01-01",
            "--catalog",
            path("catalog.yaml"));
    dryImport = lines("accounts", "import", "--dry-run", path("accounts"));
    night("2026-03-16");
  }

  private static void write(
      String cadence,
      String anchor,
      String earlier,
      String later,
      String end,
      String key,
      String zone)
      throws IOException {
    Path accounts = Files.createDirectories(files.resolve("accounts"));
    Files.writeString(files.resolve("catalog.yaml"), CATALOG.formatted(cadence, anchor));
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    Files.writeString(
        accounts.resolve("accounts.csv"),
        Stream.of(
                "cadence",
                "anchor",
                "earlier",
                "later",
                "ended",
                "trial",
                "key-before",
                "key-after")
            .map(id -> id + ",Name,UTC\n")
            .reduce("account_id,name,time_zone\n", String::concat)
            .concat("zone,Name," + zone + "\n"));
    Files.writeString(accounts.resolve("account_keys.csv"), "key,account_id\nk," + key + "\n");
    Files.writeString(
        accounts.resolve("subscriptions.csv"), SUBSCRIPTIONS.formatted(earlier, later, end));
  }

  private static String path(String name) {
    return files.resolve(name).toString();
  }

  private static void night(String asOf) {
    lake.nightOver(files, asOf, "--effective", "2000-01-01");
  }

  private static List<String> lines(String... command) {
    return lake.run(command)
        .done()
        .lines()
        .filter(line -> line.contains("->") && !line.startsWith("plan "))
        .toList();
  }

  private static List<String> billed(String account) {
    return lake.rows(
        """
        SELECT billing_date, sum(amount) FROM invoice_lines WHERE account_id = '%s'
        GROUP BY billing_date ORDER BY billing_date
        """
            .formatted(account));
  }

  @Test
  void monthsThatBecomeWeeksBillNoDayOfJanuaryAgain() {
    assertEquals(
        List.of(
            "2026-02-01,31.00",
            "2026-02-02,4.43",
            "2026-02-09,31.00",
            "2026-02-16,31.00",
            "2026-02-23,31.00",
            "2026-03-02,31.00",
            "2026-03-09,31.00",
            "2026-03-16,31.00"),
        billed("cadence"));
  }

  @Test
  void anAnchorThatMovesLosesNoDay() {
    assertEquals(
        List.of("2026-02-01,17.00", "2026-02-15,14.00", "2026-03-15,31.00"), billed("anchor"));
  }

  @Test
  void aStartThatMovesBillsTheOverlapOnce() {
    assertEquals(
        List.of("2026-01-10,9.00", "2026-02-01,22.00", "2026-03-01,31.00"), billed("earlier"));
    assertEquals(List.of("2026-02-01,22.00", "2026-03-01,31.00"), billed("later"));
  }

  @Test
  void aKeyThatMovesLeavesWhatWasBilledWhereItWas() {
    assertEquals(List.of("2026-02-01,2.00"), billed("key-before"));
    assertEquals(List.of(), billed("key-after"));
  }

  @Test
  void aClockThatMovesBillsAnEveningOnce() {
    assertEquals(List.of("2026-02-01,1.00", "2026-03-01,1.00"), billed("zone"));
    assertEquals(
        List.of("billed,4"), lake.rows("SELECT state, events FROM event_ledger ORDER BY state"));
  }

  @Test
  void aFeeInAdvanceIsDueWhenTheTrialEnds() {
    assertEquals(List.of("2026-03-05,5.00", "2026-03-15,17.00"), billed("trial"));
  }

  @Test
  void whatWasBilledForDaysThatAreNotTheirsAnyMoreIsToldWithItsAmount() {
    assertEquals(
        List.of(
            "ended,2026-01-01,2026-01-01 to 2026-02-01 was invoiced for 31.00 USD at 2026-01-01, but 21"
                + " of its 31 days are not the subscription's any more; it would be 10.00 USD, and the"
                + " difference of -21.00 USD is reported, not credited",
            "ended,2026-02-01,2026-02-01 to 2026-03-01 was invoiced for 31.00 USD at 2026-02-01, but 28"
                + " of its 28 days are not the subscription's any more; it would be 0.00 USD, and the"
                + " difference of -31.00 USD is reported, not credited",
            "later,2026-01-10,2026-01-10 to 2026-02-01 was invoiced for 22.00 USD at 2026-02-01, but 5 of"
                + " its 22 days are not the subscription's any more; it would be 17.00 USD, and the"
                + " difference of -5.00 USD is reported, not credited"),
        lake.rows(
            """
            SELECT account_id, period_start, message FROM billing_issues
            WHERE issue = 'billed_outside' ORDER BY ALL
            """));
  }

  @Test
  void aDryRunSaysWhatItTouchesThatIsBilled() {
    assertEquals(
        List.of(
            "subscription s-cadence, billed from 2026-01-01 to 2026-02-01: cadence MONTHLY -> WEEKLY",
            "subscription s-anchor, billed from 2026-01-15 to 2026-02-01: anchor CALENDAR ->"
                + " ANNIVERSARY"),
        dryApply);
    assertEquals(
        List.of(
            "key k: key-before -> key-after; what was billed under it stays with key-before, and is"
                + " told as billed_otherwise",
            "subscription s-earlier, billed from 2026-01-10 to 2026-02-01: start_date 2026-01-10 ->"
                + " 2026-01-01",
            "subscription s-ended, billed from 2026-01-01 to 2026-03-01: end_date none -> 2026-01-11;"
                + " days outside stay billed, and are told as billed_outside",
            "subscription s-later, billed from 2026-01-10 to 2026-02-01: start_date 2026-01-10 ->"
                + " 2026-01-15; days outside stay billed, and are told as billed_outside",
            "subscription s-zone, billed from 2026-01-01 to 2026-02-01: time_zone America/Los_Angeles"
                + " -> Asia/Tokyo"),
        dryImport.stream().sorted().toList());
    assertEquals(
        List.of("subscription s-anchor, billed from 2026-01-15 to 2026-02-01: trial_days 0 -> 7"),
        dryTrial);
  }
}
