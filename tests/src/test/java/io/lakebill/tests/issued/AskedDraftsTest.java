package io.lakebill.tests.issued;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.tests.fixture.Calls;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What people ask for about drafts, and what they have to look at: three accounts are invoiced 100
 * for January; for February one as usual, one ten times as much, one a tenth. Invoices wait three
 * days, and may be five times as much or as little as is usual.
 */
@ExtendWith(SparkExtension.class)
class AskedDraftsTest {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("asked-drafts-lake"));

  private static final String INVOICES =
      "SELECT account_id, issue_date, subtotal, tax FROM invoices WHERE billing_date = DATE '%s'"
          + " ORDER BY 1";

  private static Outcome early;
  private static Outcome held;
  private static List<String> quoted;
  private static List<String> drafted;
  private static List<String> issuedEarly;
  private static List<String> heldOnes;
  private static List<String> findings;
  private static List<String> evidence;
  private static JsonNode closed;

  @BeforeAll
  static void runTheNights() throws IOException {
    Path files = Scratch.directory("asked-drafts");
    write(files);
    land(files, "january", 1, 100, 100, 100);
    night(files, "2026-02-04");
    land(files, "february", 2, 100, 1000, 10);
    ask("add-line", "calm", "goodwill, and thanks", "--amount", "-5.00");
    night(files, "2026-03-02");
    quoted = quoted();
    drafted =
        LAKE.rows(
            "SELECT line_type, description, amount, tax FROM draft_invoice_lines WHERE account_id"
                + " = 'calm' AND billing_date = DATE '2026-03-01' ORDER BY line_number");
    ask("finalize", draft("calm", "2026-03-01"), "they want it now");
    night(files, "2026-03-03");
    issuedEarly = LAKE.rows(INVOICES.formatted("2026-03-01"));
    night(files, "2026-03-04");
    heldOnes =
        LAKE.rows(
            "SELECT account_id, held_reason FROM draft_invoices WHERE state = 'held' ORDER BY 1");
    findings =
        LAKE.rows("SELECT account_id FROM billing_issues WHERE issue = 'held_invoice' ORDER BY 1");
    evidence =
        LAKE.rows(
            "SELECT population, exceptions FROM control_evidence WHERE control ="
                + " 'plausible_invoices' ORDER BY publication DESC LIMIT 1");
    held = LAKE.run("invoices", "finalize", draft("jumps", "2026-03-01"), "--reason", "x");
    ask("release", draft("jumps", "2026-03-01"), "a migration");
    land(files, "late", 2, 7, 0, 0);
    land(files, "march", 3, 100, 100, 100);
    night(files, "2026-03-05");
    early = LAKE.run("invoices", "finalize", draft("calm", "2026-04-01"), "--reason", "x");
    closed = TestLake.json(LAKE.run("close", "--period", "2026-02", "--by", "ada", "--json"));
    night(files, "2026-04-04");
  }

  private static void night(Path files, String asOf) {
    LAKE.when(asOf + "T01:00:00Z");
    LAKE.nightOver(files, asOf);
  }

  private static void ask(String what, String of, String reason, String... more) {
    List<String> command =
        new ArrayList<>(List.of("invoices", what, of, "--reason", reason, "--by", "ada"));
    command.addAll(List.of(more));
    LAKE.run(command.toArray(String[]::new)).done();
  }

  private static String draft(String account, String billingDate) {
    return LAKE.value(
        "SELECT invoice_id FROM draft_invoices WHERE account_id = '%s' AND billing_date = DATE '%s'"
            .formatted(account, billingDate));
  }

  private static List<String> quoted() {
    List<String> lines = new ArrayList<>();
    TestLake.json(LAKE.run("quote", "--subscription", "s-calm", "--as-of", "2026-03-02", "--json"))
        .get("invoices")
        .forEach(
            invoice -> {
              if (invoice.get("billing_date").asText().equals("2026-03-01")) {
                invoice
                    .get("invoice_lines")
                    .forEach(
                        line ->
                            lines.add(
                                String.join(
                                    ",",
                                    line.get("line_type").asText(),
                                    line.get("description").asText(),
                                    line.get("amount").asText(),
                                    line.get("tax").asText())));
              }
            });
    return lines;
  }

  private static void land(Path files, String name, int month, int... quantities)
      throws IOException {
    List<String> events = new ArrayList<>();
    List<String> accounts = List.of("calm", "jumps", "drops");
    for (int i = 0; i < quantities.length; i++) {
      events.add(
          "{\"id\":\"%s-%d\",\"at\":\"2026-0%d-10T00:00:00Z\",\"who\":\"%s\",\"p\":{\"n\":\"%d\"}}"
              .formatted(name, i, month, accounts.get(i), quantities[i]));
    }
    Files.write(files.resolve(name + ".jsonl"), events);
  }

  private static void write(Path files) throws IOException {
    Path accounts = Calls.in(files);
    Files.writeString(
        accounts.resolve("accounts.csv"),
        "account_id,name,country\ncalm,Calm,DE\njumps,Jumps,DE\ndrops,Drops,DE\n");
    Files.writeString(
        accounts.resolve("subscriptions.csv"),
        """
        subscription_id,account_id,plan_id,start_date
        s-calm,calm,calls,2026-01-01
        s-jumps,jumps,calls,2026-01-01
        s-drops,drops,calls,2026-01-01
        """);
    Files.writeString(
        accounts.resolve("tax_rates.csv"),
        "tax_rate_id,name,category,country,from,until,percent\nvat,VAT,S,DE,2025-01-01,,19\n");
    Files.writeString(
        files.resolve("catalog.yaml"),
        """
        meters: [ { id: calls, event_name: call, aggregation: sum, property: n } ]
        plans:
          - id: calls
            currency: EUR
            cadence: monthly
            anchor: calendar
            grace_days: 3
            plausible_factor: "5"
            tax: vat
            charges: [ { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1.00" } } ]
        """);
  }

  @Test
  void aLineThatSomebodyAddsIsOnTheNextInvoiceWithItsTaxAndOnNoOther() {
    assertEquals(
        List.of("usage,calls: units,100.00,19.00", "manual,goodwill, and thanks,-5.00,-0.95"),
        drafted);
    assertEquals(drafted, quoted);
    assertEquals(
        List.of("2026-03-01,-5.00"),
        LAKE.rows("SELECT billing_date, amount FROM invoice_lines WHERE charge_type = 'manual'"));
  }

  @Test
  void aDraftThatSomebodyWantsIsIssuedBeforeItsDaysOfGraceAreOver() {
    assertEquals(List.of("calm,2026-03-03,95.00,18.05"), issuedEarly);
    assertEquals(65, early.exitCode());
    assertTrue(early.err().contains("is billed on 2026-04-01"), early.err());
  }

  @Test
  void whatIsFarFromUsualIsHeldUntilSomebodyReleasesIt() {
    assertEquals(2, heldOnes.size());
    assertTrue(
        heldOnes
            .get(0)
            .startsWith(
                "drops,its subtotal 10.00 EUR is further from what is usual by more than 5 times: 100, the middle of 1 earlier"),
        heldOnes.get(0));
    assertTrue(heldOnes.get(1).startsWith("jumps,its subtotal 1000.00 EUR"), heldOnes.get(1));
    assertEquals(List.of("drops", "jumps"), findings);
    assertEquals(65, held.exitCode());
    assertTrue(held.err().contains("is held: its subtotal"), held.err());
    assertEquals(
        List.of("calm,2026-03-03,95.00,18.05", "jumps,2026-03-05,1000.00,190.00"),
        LAKE.rows(INVOICES.formatted("2026-03-01")));
  }

  @Test
  void theRunKeepsHowManyItLookedAtAndHeld() {
    assertEquals(1, evidence.size());
    assertTrue(evidence.get(0).endsWith(",2"), evidence.get(0));
    assertEquals(0, LAKE.run("audit", "invoices").exitCode());
  }

  @Test
  void aMonthIsClosedWithWhatIsHeldAndWhy() {
    List<String> figures = new ArrayList<>();
    closed
        .get("figures")
        .forEach(
            figure ->
                figures.add(
                    "%s|%s|%s|%s"
                        .formatted(
                            figure.get("section").asText(),
                            figure
                                .get("item")
                                .asText()
                                .replaceAll("(drops, 2026-03-01: its).*", "$1"),
                            figure.get("count").asText(),
                            figure.get("total").asText())));
    assertEquals(
        List.of(
            "documents|invoices|5|1660.05",
            "plans|calls|6|1660.05",
            "taxes|vat 19.0% S|5|1660.05",
            "corrections|by hand|1|-5.95",
            "held|drops, 2026-03-01: its|1|11.90",
            "late|corrected_usage|1|null",
            "late|late_events|1|null",
            "receivables|not yet due|3|1660.05"),
        figures);
  }

  /** The line that was asked for is beside what the period costs. */
  @Test
  void usageOfAnInvoiceWithSuchALineIsCorrected() {
    assertEquals(
        List.of("correction,7.00", "usage,100.00"),
        LAKE.rows(
            "SELECT charge_type, amount FROM invoice_lines WHERE account_id = 'calm' AND"
                + " billing_date = DATE '2026-04-01' ORDER BY 1"));
  }
}
