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
 * January is billed, and February in advance; then terms change before the night of 10 February.
 * February has 28 days, and nothing of January is told, for it is over.
 */
@ExtendWith(SparkExtension.class)
class BilledOtherwiseTest {

  private static final String CATALOG =
      """
      meters: [ { id: calls, event_name: call, aggregation: count } ]
      plans:
        - { id: plain, name: Plain, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: fee, type: recurring, amount: "31.00", timing: advance } ] }
        - id: big
          name: Big
          currency: USD
          cadence: monthly
          anchor: calendar
          charges:
            - { id: fee, type: recurring, amount: "62.00", timing: advance }
            - { id: support, type: recurring, amount: "15.50", timing: advance }
        - { id: other, name: Other, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: base, type: recurring, amount: "20.00", timing: advance } ] }
        - { id: euro, name: Euro, currency: EUR, cadence: monthly, anchor: calendar, charges: [ { id: fee, type: recurring, amount: "31.00", timing: advance } ] }
        - { id: dear, name: Dear, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: fee, type: recurring, amount: "%s", timing: advance } ] }
        - { id: cadence, name: Cadence, currency: USD, cadence: %s, anchor: calendar, charges: [ { id: fee, type: recurring, amount: "31.00", timing: advance } ] }
        - { id: anchor, name: Anchor, currency: USD, cadence: monthly, anchor: %s, charges: [ { id: fee, type: recurring, amount: "31.00", timing: advance } ] }
        - { id: quarter, name: Quarter, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: fee, type: recurring, amount: "%s", timing: advance, every: 3 } ] }
        - { id: seats, name: Seats, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: seats, type: counter, counter: seats, timing: advance, price: { model: unit, unit_amount: "2.00" } } ] }
        - { id: seats-3, name: Seats, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: seats, type: counter, counter: seats, timing: advance, price: { model: unit, unit_amount: "3.00" } } ] }
        - { id: use, name: Use, currency: USD, cadence: monthly, anchor: calendar, charges: [ { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1.00" } } ] }
      """;

  private static final String SUBSCRIPTIONS =
      """
      subscription_id,account_id,plan_id,start_date,end_date
      s-same,same,plain,2026-01-01,
      s-replaced,replaced,%s,2026-01-01,
      s-renamed,renamed,%s,2026-01-01,
      s-currency,currency,%s,2026-01-01,
      s-undone,undone,%s,2026-01-01,
      s-dearer,dearer,dear,2026-01-01,
      s-ended,ended,dear,2026-01-01,%s
      s-cadence,cadence,cadence,2026-01-01,
      s-anchor,anchor,anchor,2026-01-15,
      s-quarter,quarter,quarter,2026-01-01,
      s-seats,seats,%s,2026-01-01,
      s-before,key-before,use,2026-01-01,
      s-after,key-after,use,2026-01-01,
      """;

  private static final String FOUND =
      """
      SELECT account_id, charge_id, period_start, message FROM billing_issues
      WHERE issue IN ('billed_otherwise', 'billed_outside') AND account_id = '%s' ORDER BY ALL
      """;

  private static TestLake lake;
  private static TestLake later;
  private static Path files;
  private static List<String> dryImport;
  private static List<String> dryApply;

  @BeforeAll
  static void billAndChange() throws IOException {
    lake = TestLake.at(Scratch.directory("billed-otherwise"));
    files = Files.createDirectories(Scratch.directory("billed-otherwise-files"));
    Path accounts = Files.createDirectories(files.resolve("accounts"));
    Files.writeString(
        files.resolve("source.yaml"),
        """
        source: calls
        format: jsonl
        files: events.jsonl
        columns: { id: id, time: at, account: who }
        constants: { event_name: call }
        """);
    Files.writeString(
        files.resolve("events.jsonl"),
        """
        {"id":"1","at":"2026-01-10T10:00:00Z","who":"k"}
        {"id":"2","at":"2026-01-20T10:00:00Z","who":"k"}
        {"id":"3","at":"2026-01-21T10:00:00Z","who":"key-before"}
        """);
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    Files.writeString(
        accounts.resolve("accounts.csv"),
        "account_id,name\n"
            + SUBSCRIPTIONS
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1)[1] + ",Name\n")
                .reduce("", String::concat));
    Files.writeString(
        accounts.resolve("counters.csv"),
        "counter,account_id,subscription_id,from_date,quantity\nseats,seats,,2026-01-01,10\n");
    catalog("31.00", "monthly", "calendar", "90.00");
    subscriptions("plain", "plain", "plain", "plain", "", "seats");
    keys("key-before");
    night("2026-02-03");
    catalog("46.50", "weekly", "anniversary", "120.00");
    dryApply =
        lines(
            "catalog",
            "apply",
            "--dry-run",
            "--effective",
            "2000-01-01",
            "--catalog",
            path("catalog.yaml"));
    subscriptions("big", "other", "euro", "big", "2026-02-15", "seats-3");
    keys("key-after");
    dryImport = lines("accounts", "import", "--dry-run", path("accounts"));
    night("2026-02-10");
    TestLake frozen = lake.copy();
    subscriptions("big", "other", "euro", "plain", "2026-02-15", "seats-3");
    night("2026-03-03");
    later = lake;
    lake = frozen;
  }

  private static void catalog(String fee, String cadence, String anchor, String quarter)
      throws IOException {
    Files.writeString(
        files.resolve("catalog.yaml"), CATALOG.formatted(fee, cadence, anchor, quarter));
  }

  private static void subscriptions(
      String replaced, String renamed, String currency, String undone, String end, String seats)
      throws IOException {
    Files.writeString(
        files.resolve("accounts").resolve("subscriptions.csv"),
        SUBSCRIPTIONS.formatted(replaced, renamed, currency, undone, end, seats));
  }

  private static void keys(String account) throws IOException {
    Files.writeString(
        files.resolve("accounts").resolve("account_keys.csv"), "key,account_id\nk," + account);
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
        .sorted()
        .toList();
  }

  /** What is told in the night after the change, and goes on being told when February is over. */
  private static void assertTold(String account, String... findings) {
    assertEquals(List.of(findings), lake.rows(FOUND.formatted(account)));
    assertEquals(List.of(findings), later.rows(FOUND.formatted(account)));
  }

  private static List<String> billedLater(String account) {
    return later.rows(
        """
        SELECT period_start, period_end, amount FROM invoice_lines
        WHERE account_id = '%s' AND billing_date > '2026-02-01' ORDER BY ALL
        """
            .formatted(account));
  }

  @Test
  void aPlanThatIsReplacedTellsWhatItsFeeIsNowAndWhatItAdds() {
    assertTold(
        "replaced",
        "replaced,fee,2026-02-01,2026-02-01 to 2026-03-01 was invoiced for 31.00 USD at 2026-02-01 by"
            + " plan plain; by plan big it would be 62.00 USD now, and the difference of 31.00 USD is"
            + " reported, not billed",
        "replaced,support,2026-02-01,2026-02-01 to 2026-03-01 was invoiced without this charge; by"
            + " plan big it would be 15.50 USD now, and the difference of 15.50 USD is reported, not"
            + " billed");
    assertEquals(
        List.of("2026-03-01,2026-04-01,15.50", "2026-03-01,2026-04-01,62.00"),
        billedLater("replaced"));
  }

  @Test
  void aFeeThatThePlanDoesNotHaveAnyMoreWouldBeNothing() {
    assertTold(
        "renamed",
        "renamed,base,2026-02-01,2026-02-01 to 2026-03-01 was invoiced without this charge; by plan"
            + " other it would be 20.00 USD now, and the difference of 20.00 USD is reported, not"
            + " billed",
        "renamed,fee,2026-02-01,2026-02-01 to 2026-03-01 was invoiced for 31.00 USD at 2026-02-01 by"
            + " plan plain; by plan other it would be 0.00 USD now, and the difference of -31.00 USD"
            + " is reported, not credited");
  }

  @Test
  void amountsOfTwoCurrenciesHaveNoDifference() {
    assertTold(
        "currency",
        "currency,fee,2026-02-01,2026-02-01 to 2026-03-01 was invoiced for 31.00 USD at 2026-02-01 by"
            + " plan plain; by plan euro it is in another currency now, so no difference is told");
  }

  @Test
  void aFeeThatTheCatalogChangesIsTold() {
    assertTold(
        "dearer",
        "dearer,fee,2026-02-01,2026-02-01 to 2026-03-01 was invoiced for 31.00 USD at 2026-02-01 by"
            + " plan dear; by plan dear it would be 46.50 USD now, and the difference of 15.50 USD is"
            + " reported, not billed");
  }

  @Test
  void ofASubscriptionThatEndsTheDaysThatAreLeftAreTold() {
    assertTold(
        "ended",
        "ended,fee,2026-02-01,2026-02-01 to 2026-02-15 was invoiced for 15.50 USD at 2026-02-01 by"
            + " plan dear; by plan dear it would be 23.25 USD now, and the difference of 7.75 USD is"
            + " reported, not billed");
  }

  @Test
  void monthsThatBecomeWeeksTellFourWeeksAndBillNoDayTwice() {
    assertTold(
        "cadence",
        "cadence,fee,2026-02-01,2026-02-01 to 2026-03-01 was invoiced for 31.00 USD at 2026-02-01 by"
            + " plan cadence; by plan cadence it would be 124.00 USD now, and the difference of 93.00"
            + " USD is reported, not billed");
    assertEquals(
        List.of("2026-03-01,2026-03-02,4.43", "2026-03-02,2026-03-09,31.00"),
        billedLater("cadence"));
  }

  @Test
  void anAnchorThatMovesTellsBothPartsAndBillsNoDayTwice() {
    assertTold(
        "anchor",
        "anchor,fee,2026-02-01,2026-02-01 to 2026-03-01 was invoiced for 31.00 USD at 2026-02-01 by"
            + " plan anchor; by plan anchor it would be 29.50 USD now, and the difference of -1.50"
            + " USD is reported, not credited");
    assertEquals(List.of("2026-03-01,2026-03-15,15.50"), billedLater("anchor"));
  }

  @Test
  void aFeeForSeveralPeriodsIsComparedAsAWhole() {
    assertTold(
        "quarter",
        "quarter,fee,2026-01-01,2026-01-01 to 2026-04-01 was invoiced for 90.00 USD at 2026-01-01 by"
            + " plan quarter; by plan quarter it would be 120.00 USD now, and the difference of 30.00"
            + " USD is reported, not billed");
  }

  @Test
  void aCounterInAdvanceIsRatedAgainByItsNewPlan() {
    assertTold(
        "seats",
        "seats,seats,2026-02-01,2026-02-01 to 2026-03-01 was invoiced for 20.00 USD at 2026-02-01 by"
            + " plan seats; by plan seats-3 it would be 30.00 USD now, and the difference of 10.00"
            + " USD is reported, not billed");
  }

  @Test
  void aKeyThatMovesTellsWhatWasBilledWithItsUsage() {
    assertTold(
        "key-before",
        "key-before,calls,2026-01-01,2026-01-01 to 2026-02-01 was invoiced for 3.00 USD at 2026-02-01,"
            + " with what k used, who is key-after now; how much of it that is cannot be told without"
            + " counting its events again, so it stays billed and no difference is told");
    assertTold("key-after");
  }

  @Test
  void whatIsAsItWasBilledIsNotTold() {
    assertTold("same");
  }

  @Test
  void aChangeThatIsTakenBackInTimeIsNotTold() {
    assertEquals(2, lake.rows(FOUND.formatted("undone")).size());
    assertEquals(List.of(), later.rows(FOUND.formatted("undone")));
  }

  @Test
  void aDryRunSaysThatDifferencesWillBeTold() {
    String told =
        "; what was billed in advance stays, and what differs is told as billed_otherwise";
    assertEquals(
        List.of(
            "subscription s-anchor, billed from 2026-01-15 to 2026-03-01: anchor CALENDAR ->"
                + " ANNIVERSARY"
                + told,
            "subscription s-cadence, billed from 2026-01-01 to 2026-03-01: cadence MONTHLY -> WEEKLY"
                + told,
            "subscription s-dearer, billed from 2026-01-01 to 2026-03-01: charge fee 31 -> 46.5"
                + told,
            "subscription s-ended, billed from 2026-01-01 to 2026-03-01: charge fee 31 -> 46.5"
                + told,
            "subscription s-quarter, billed from 2026-01-01 to 2026-04-01: charge fee 90 every 3 ->"
                + " 120 every 3"
                + told),
        dryApply);
    assertEquals(
        List.of(
            "key k: key-before -> key-after; what was billed under it stays with key-before, and is"
                + " told as billed_otherwise",
            "subscription s-currency, billed from 2026-01-01 to 2026-03-01: plan_id plain -> euro,"
                + " currency USD -> EUR"
                + told,
            "subscription s-ended, billed from 2026-01-01 to 2026-03-01: end_date none -> 2026-02-15;"
                + " what was billed ahead for days after the end is given back with the last period",
            "subscription s-renamed, billed from 2026-01-01 to 2026-03-01: plan_id plain -> other,"
                + " charge fee 31 -> none, charge base none -> 20"
                + told,
            "subscription s-replaced, billed from 2026-01-01 to 2026-03-01: plan_id plain -> big,"
                + " charge fee 31 -> 62, charge support none -> 15.5"
                + told,
            "subscription s-seats, billed from 2026-01-01 to 2026-03-01: plan_id seats -> seats-3"
                + told,
            "subscription s-undone, billed from 2026-01-01 to 2026-03-01: plan_id plain -> big,"
                + " charge fee 31 -> 62, charge support none -> 15.5"
                + told),
        dryImport);
  }
}
