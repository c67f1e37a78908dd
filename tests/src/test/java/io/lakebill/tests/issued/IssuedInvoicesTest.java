package io.lakebill.tests.issued;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three months of nine accounts, an account per case: January's invoices are paid, paid in part,
 * twice and not at all, taken back whole and in part; one is held; usage comes late and is
 * withdrawn. What the tables say is compared with the folder's {@code expected}.
 */
@ExtendWith(SparkExtension.class)
class IssuedInvoicesTest {

  private static final Scenario SCENARIO = Scenario.named("issued");

  private static final TestLake LAKE = TestLake.at(Scratch.directory("issued"));

  private static Outcome tooMuch;
  private static Outcome again;
  private static Outcome imported;
  private static Outcome changed;
  private static Outcome matched;
  private static Outcome matchedTwice;
  private static Outcome movedTooMuch;
  private static Outcome movedToAnother;

  @BeforeAll
  static void goThroughTheMonths() throws IOException {
    LAKE.when("2026-02-01T01:00:00Z");
    LAKE.run("catalog", "apply", "--catalog", SCENARIO.file("catalog.yaml")).done();
    LAKE.run("accounts", "import", SCENARIO.file("accounts")).done();
    LAKE.run("land", "--source", SCENARIO.file("source.yaml"), SCENARIO.file("events.jsonl"))
        .done();
    ask("hold", "held", "a dispute");
    LAKE.nightly("2026-02-01").done();

    ask("void", january("void"), "charged by mistake");
    ask("void", january("gift"), "charged by mistake");
    ask("void", january("units"), "charged by mistake");
    ask("credit", january("credited"), "an outage", "--line", "2", "--amount", "4");
    tooMuch =
        LAKE.run(
            "invoices", "credit", january("credited"), "--amount", "106.01", "--reason", "more");
    ask("credit", january("credited"), "an outage", "--amount", "26.50");
    ask("release", "held", "settled");
    again = LAKE.run("invoices", "void", january("void"), "--reason", "again");
    LAKE.run("land", "--source", SCENARIO.file("source.yaml"), SCENARIO.file("late.jsonl")).done();
    LAKE.run("land", "--source", SCENARIO.file("withdrawals.yaml"), SCENARIO.file("withdrawn.csv"))
        .done();
    imported =
        pay(
            "p1,payment,%s,,130.90,2026-02-01,".formatted(january("pays")),
            "p2,payment,%s,,100.00,2026-02-01,".formatted(january("partly")),
            "p3,payment,%s,,130.90,2026-02-01,".formatted(january("double")),
            "p4,payment,%s,,130.90,2026-02-01,told twice".formatted(january("double")),
            "p5,failure,%s,,130.90,2026-02-01,no funds".formatted(january("fails")),
            "p6,payment,I-999999,,5.00,2026-02-01,");
    LAKE.nightly("2026-02-02").done();

    pay(
        "p3,payment,%s,,130.90,2026-02-01,".formatted(january("double")),
        "p7,refund,%s,,130.90,2026-02-03,paid twice".formatted(january("double")),
        "p8,failure,%s,,130.90,2026-02-03,no funds".formatted(january("fails")));
    changed = payment("p1,payment,%s,,130.91,2026-02-01,".formatted(january("pays")));
    matched = put("match", "p6", "--invoice", january("credited"), "--reason", "misspelt");
    matchedTwice = put("match", "p6", "--invoice", january("void"), "--reason", "again");
    LAKE.nightly("2026-02-05").done();
    close("2026-01");

    pay("p9,failure,%s,,130.90,2026-02-06,closed".formatted(january("fails")));
    LAKE.run("accounts", "import", SCENARIO.file("march")).done();
    ask("void", january("held"), "another address", "--regenerate");
    LAKE.nightly("2026-03-01").done();
    close("2026-02");

    pay(
        "p10,payment,,partly,200.00,2026-03-02,a transfer",
        "p11,chargeback,%s,,130.90,2026-03-02,not known".formatted(january("pays")));
    put("move", "--amount", "30", "--from", "I-000002", "--to", "I-000012", "--reason", "for both")
        .done();
    movedTooMuch =
        put("move", "--amount", "101", "--from", "I-000002", "--to", "I-000012", "--reason", "all");
    movedToAnother =
        put(
            "move",
            "--amount",
            "1",
            "--from",
            "I-000002",
            "--to",
            "I-000011",
            "--reason",
            "theirs");
    LAKE.nightly("2026-04-01").done();
    close("2026-03");
  }

  private static void close(String month) {
    LAKE.run("close", "--period", month, "--by", "ada").done();
  }

  private static Outcome put(String... what) {
    String[] command = new String[what.length + 3];
    System.arraycopy(what, 0, command, 1, what.length);
    command[0] = "payments";
    command[what.length + 1] = "--by";
    command[what.length + 2] = "ada";
    return LAKE.run(command);
  }

  private static void ask(String what, String of, String reason, String... more) {
    String[] command = new String[7 + more.length];
    System.arraycopy(
        new String[] {"invoices", what, of, "--reason", reason, "--by", "ada"}, 0, command, 0, 7);
    System.arraycopy(more, 0, command, 7, more.length);
    LAKE.run(command).done();
  }

  private static String january(String account) {
    return LAKE.value(
        """
        SELECT number FROM invoices
        WHERE account_id = '%s' AND billing_date = DATE '2026-02-01' AND refers_to IS NULL
        """
            .formatted(account));
  }

  private static Outcome pay(String... rows) throws IOException {
    Outcome outcome = payment(rows);
    outcome.done();
    return outcome;
  }

  private static Outcome payment(String... rows) throws IOException {
    Path file = Files.createDirectories(Scratch.directory("payments")).resolve("told.csv");
    Files.writeString(
        file,
        "payment_id,kind,invoice,account_id,amount,date,reason,currency\n"
            + String.join(",EUR\n", rows)
            + ",EUR\n");
    return LAKE.run("payments", "import", file.toString());
  }

  @Test
  void everyDocumentIsAsItIsExpected() throws IOException {
    requireExpected(
        "documents.csv",
        """
        SELECT number, account_id, billing_date, issue_date, subtotal, discount, tax, total,
          paid_by_credits, amount_due, refers_to.number AS refers_to,
          replaces.number AS replaces, reason
        FROM invoices ORDER BY series, number
        """);
  }

  @Test
  void everyEventIsAsItIsExpected() throws IOException {
    requireExpected(
        "events.csv",
        """
        SELECT account_id, number, event_number, event, event_date, amount, status, balance, reason,
          payment_id
        FROM invoice_events ORDER BY account_id NULLS LAST, number, event_number, event_date
        """);
  }

  @Test
  void everyCreditIsAsItIsExpected() throws IOException {
    requireExpected(
        "credits.csv",
        """
        SELECT credit_grant_id, run_token, entry, ledger_account, unit, amount, line_number
        FROM credit_ledger ORDER BY credit_grant_id, run_token, entry, amount
        """);
  }

  @Test
  void everyAttemptToCollectIsAsItIsExpected() throws IOException {
    requireExpected(
        "exports.csv",
        """
        SELECT account_id, number, attempt, amount_minor, collect_on, export_file
        FROM payment_export ORDER BY export_file, number
        """);
  }

  @Test
  void everyMonthIsClosedAsItIsExpected() throws IOException {
    requireExpected(
        "closings.csv",
        """
        SELECT period, f.section, f.item, f.currency, f.count, f.net, f.tax, f.total
        FROM (SELECT period, posexplode(figures) AS (place, f) FROM period_closings)
        ORDER BY period, place
        """);
  }

  /** Every document is in one closing, and they come to what all documents do. */
  @Test
  void whatWasSignedComesToAllThatWasIssued() {
    String signed =
        """
        SELECT currency, sum(f.count), sum(f.net), sum(f.tax), sum(f.total)
        FROM (SELECT explode(figures) AS f FROM period_closings)
        WHERE f.section = 'documents' GROUP BY f.currency
        """;
    assertEquals(
        LAKE.rows(
            "SELECT currency, count(*), sum(subtotal - discount), sum(tax), sum(total) FROM"
                + " invoices GROUP BY currency"),
        LAKE.rows(signed.replace("SELECT currency", "SELECT f.currency")));
  }

  @Test
  void whatIsOwedIsAsItIsExpected() throws IOException {
    assertEquals(
        expected("receivables.csv"),
        LAKE.run("receivables", "--as-of", "2026-04-20", "--csv").done().lines().toList());
  }

  /** Every booking balances, and what is booked as owed is what is owed. */
  @Test
  void theJournalBalancesAndSaysWhatIsOwed() throws IOException {
    assertEquals(expected("journal.csv"), LAKE.run("journal", "--csv").done().lines().toList());
    Journal.requireRight(LAKE, "2026-04-20");
  }

  /** What was invoiced, less what was taken back, paid and given up, is what is owed. */
  @Test
  void theTablesReconcileToTheCent() {
    assertEquals(
        List.of(),
        LAKE.rows(
            """
            WITH stands AS (
              SELECT invoice_id, max_by(balance, event_number) AS balance FROM invoice_events
              WHERE invoice_id IS NOT NULL GROUP BY invoice_id
            ),
            paid AS (
              SELECT invoice_id,
                sum(CASE event WHEN 'payment' THEN amount WHEN 'moved' THEN amount WHEN 'refund' THEN -amount
                  WHEN 'chargeback' THEN -amount ELSE 0 END) AS amount
              FROM invoice_events GROUP BY invoice_id
            )
            SELECT i.number, i.amount_due, n.taken, p.amount, s.balance
            FROM invoices i
            LEFT JOIN stands s ON s.invoice_id = i.invoice_id
            LEFT JOIN paid p ON p.invoice_id = i.invoice_id
            LEFT JOIN (
              SELECT refers_to.invoice_id AS invoice_id, sum(amount_due) AS taken FROM invoices
              WHERE refers_to IS NOT NULL GROUP BY 1
            ) n ON n.invoice_id = i.invoice_id
            WHERE i.refers_to IS NULL
              AND i.amount_due + coalesce(n.taken, 0) - coalesce(p.amount, 0)
                <> coalesce(s.balance, i.amount_due)
            """));
    assertEquals(
        LAKE.value(
            "SELECT sum(CASE kind WHEN 'payment' THEN amount WHEN 'refund' THEN -amount WHEN"
                + " 'chargeback' THEN -amount ELSE 0 END) FROM payments"),
        LAKE.value(
            "SELECT sum(CASE event WHEN 'payment' THEN amount WHEN 'unmatched' THEN amount WHEN"
                + " 'refund' THEN -amount WHEN 'chargeback' THEN -amount ELSE 0 END)"
                + " FROM invoice_events"));
  }

  @Test
  void everyDocumentIsSealedAndAddsUp() {
    assertTrue(LAKE.run("audit", "invoices").done().contains("all as they were sealed"));
  }

  @Test
  void noMoreIsTakenBackThanIsLeftAndNothingTwice() {
    assertEquals(65, tooMuch.exitCode());
    assertTrue(
        tooMuch
            .err()
            .contains(
                "106.01 EUR before tax is more than the 106.00 EUR that are left of the invoice"),
        tooMuch.err());
    assertEquals(65, again.exitCode());
    assertTrue(again.err().contains("is void already"), again.err());
  }

  @Test
  void whatBelongsToNoInvoiceIsKeptAndNamed() {
    assertTrue(imported.err().contains("payment p6: there is no invoice I-999999"), imported.err());
    assertEquals(
        List.of("p6,5.00,there is no invoice I-999999", "p10,0.00,x").subList(0, 1),
        LAKE.rows(
            "SELECT payment_id, amount, reason FROM invoice_events WHERE event = 'unmatched'"
                + " AND payment_id = 'p6' AND amount > 0"));
  }

  @Test
  void whatIsUnmatchedIsPutToAnInvoiceOnce() {
    assertEquals(
        "the next run puts 5.00 EUR of payment p6 to invoice I-000001", matched.done().strip());
    assertEquals(65, matchedTwice.exitCode());
    assertTrue(
        matchedTwice.err().contains("of payment p6 nothing is unmatched"), matchedTwice.err());
  }

  @Test
  void noMoreIsMovedThanIsThereAndOnlyWithinAnAccount() {
    assertEquals(65, movedTooMuch.exitCode());
    assertTrue(
        movedTooMuch.err().contains("at most the 100.9 that are to be moved from invoice I-000002"),
        movedTooMuch.err());
    assertEquals(65, movedToAnother.exitCode());
    assertTrue(
        movedToAnother.err().contains("I-000002 is of double, but I-000011 of credited"),
        movedToAnother.err());
  }

  @Test
  void aResultDoesNotChange() {
    assertEquals(65, changed.exitCode());
    assertTrue(changed.err().contains("payments/p1: is there already"), changed.err());
  }

  @Test
  void whatIsHeldWaitsWithItsReasonAndIsIssuedOnceItIsReleased() {
    assertEquals(
        List.of("2026-02-02"),
        LAKE.rows(
            "SELECT issue_date FROM invoices WHERE account_id = 'held' AND replaces IS NULL AND refers_to IS NULL AND billing_date = DATE"
                + " '2026-02-01'"));
  }

  @Test
  void whatIsIssuedAgainIsTheSameToWhomTheAccountIsByNow() {
    String sums = "subtotal, discount, tax, total, paid_by_credits, amount_due, lines";
    List<String> both =
        LAKE.rows(
            "SELECT %s FROM invoices WHERE account_id = 'held' AND refers_to IS NULL AND billing_date = DATE '2026-02-01'"
                .formatted(sums));
    assertEquals(2, both.size());
    assertEquals(both.get(0), both.get(1));
    assertEquals(
        List.of("Held again,7 Lane,PO-9,I-000009"),
        LAKE.rows(
            "SELECT account_name, buyer.address, purchase_order, replaces.number FROM invoices"
                + " WHERE replaces IS NOT NULL"));
  }

  @Test
  void aNightAgainChangesNothing() {
    String before = LAKE.value("SELECT count(*) FROM invoice_events");
    LAKE.nightly("2026-04-01", "--again").done();

    assertEquals(before, LAKE.value("SELECT count(*) FROM invoice_events"));
  }

  private static void requireExpected(String file, String sql) throws IOException {
    assertEquals(expected(file), LAKE.run("sql", "--csv", sql).done().lines().toList());
  }

  private static List<String> expected(String file) throws IOException {
    try (var lines = Files.lines(Path.of(SCENARIO.file("expected/" + file)))) {
      return lines.collect(Collectors.toList());
    }
  }
}
