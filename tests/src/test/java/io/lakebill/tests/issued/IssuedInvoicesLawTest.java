package io.lakebill.tests.issued;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.invoice.note.AskAboutInvoice;
import io.lakebill.jobs.invoice.note.RefusedRequestException;
import io.lakebill.jobs.payment.AskAboutPayment;
import io.lakebill.jobs.run.LakeWriting;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is asked for about invoices and told of payments, in whichever nights, and if one of
 * these dies: every request is done once, every payment is somewhere to the cent, no invoice is
 * taken back twice, and what is still to be paid follows from what happened.
 */
@ExtendWith(SparkExtension.class)
class IssuedInvoicesLawTest {

  private static final int ACCOUNTS = Integer.getInteger("tests.issued", 16);

  private static final List<String> NIGHTS =
      List.of("2026-02-01", "2026-02-04", "2026-03-01", "2026-03-05");

  private static final int KILLED = 137;

  private static final String INVOICES =
      """
      SELECT number, invoice_id, account_id, currency, total FROM invoices
      WHERE refers_to IS NULL AND total > 0 ORDER BY number
      """;

  /**
   * Invoices whose balance does not follow from what happened, or of which more was taken back than
   * there is; payments that are not somewhere to the cent; requests that were not done once; what
   * was moved and is nowhere, or matched and was not unmatched.
   */
  private static final String BREACHES =
      """
      WITH happened AS (
        SELECT invoice_id,
          sum(CASE WHEN event IN ('payment', 'moved') THEN amount WHEN event IN ('refund', 'chargeback')
            THEN -amount ELSE 0 END) AS paid,
          max_by(balance, event_number) AS balance,
          max(event_number) - count(*) AS gaps
        FROM invoice_events WHERE invoice_id IS NOT NULL GROUP BY invoice_id
      ),
      taken AS (
        SELECT refers_to.invoice_id AS invoice_id, sum(amount_due) AS due, sum(total) AS total
        FROM invoices WHERE refers_to IS NOT NULL GROUP BY 1
      )
      SELECT 'invoice', i.number, to_json(struct(i.amount_due, t.due, t.total, h.*))
      FROM invoices i
      LEFT JOIN happened h USING (invoice_id)
      LEFT JOIN taken t USING (invoice_id)
      WHERE i.refers_to IS NULL AND (coalesce(h.gaps, 0) <> 0 OR i.total + coalesce(t.total, 0) < 0
        OR i.amount_due + coalesce(t.due, 0) - coalesce(h.paid, 0)
          <> coalesce(h.balance, i.amount_due))
      UNION ALL
      SELECT 'payment', p.payment_id, to_json(struct(p.amount, e.amount AS somewhere))
      FROM payments p
      LEFT JOIN (
        SELECT payment_id, sum(amount) AS amount FROM invoice_events GROUP BY payment_id
      ) e USING (payment_id)
      WHERE NOT (e.amount <=> p.amount)
      UNION ALL
      SELECT 'request', r.request_id, to_json(struct(r.request, count(e.request_id) AS times))
      FROM invoice_requests r
      LEFT JOIN invoice_events e USING (request_id)
      WHERE r.request NOT IN ('hold', 'release')
      GROUP BY r.request_id, r.request
      HAVING count(e.request_id) <> IF(r.request IN ('match', 'move'), 2, 1)
      UNION ALL
      SELECT 'moved', request_id, string(sum(amount)) FROM invoice_events
      WHERE event = 'moved' GROUP BY request_id HAVING sum(amount) <> 0
      UNION ALL
      SELECT 'unmatched', payment_id, string(sum(amount)) FROM invoice_events
      WHERE event = 'unmatched' GROUP BY payment_id HAVING sum(amount) < 0
      """;

  private final SplittableRandom random = new SplittableRandom(7);
  private final TestLake lake = TestLake.at(Scratch.directory("issued-law"));
  private int told;

  @Test
  void everyRequestIsDoneOnceAndEveryPaymentIsSomewhere() throws IOException {
    Path folder = Files.createDirectories(Scratch.directory("issued-law-files"));
    lake.nightOver(inputs(folder), NIGHTS.get(0));
    int refused = 0;
    for (String night : NIGHTS.subList(1, NIGHTS.size())) {
      lake.when(LocalDate.parse(night).minusDays(1) + "T12:00:00Z");
      List<List<String>> invoices =
          lake.rows(INVOICES).stream().map(row -> List.of(row.split(","))).toList();
      refused += ask(night, invoices);
      pay(folder, night, invoices);
      if (night.equals(NIGHTS.get(1))) {
        dieOnce(night);
      }
      lake.nightly(night).done();
      assertEquals(List.of(), lake.rows(BREACHES), night);
      Journal.requireRight(lake, night);
    }

    assertEquals(0, lake.run("audit", "invoices").exitCode());
    assertNotEquals(0, refused, "nothing was ever refused");
    assertNotEquals(
        "0", lake.value("SELECT count(*) FROM invoices WHERE replaces IS NOT NULL"), "again");
    List<String> seen = lake.rows("SELECT DISTINCT event FROM invoice_events");
    assertNotEquals(
        "0",
        lake.value("SELECT count(*) FROM invoice_requests WHERE request = 'match'"),
        "matched");
    for (String event :
        List.of(
            "credited",
            "voided",
            "payment",
            "failure",
            "refund",
            "written_off",
            "unmatched",
            "moved")) {
      assertTrue(seen.contains(event), () -> "no " + event + " among " + seen);
    }
  }

  private void dieOnce(String night) {
    String place = "-Dlakebill.failpoint=committed:invoice_events";
    Outcome dead =
        Subprocess.run(Subprocess.lakebill(List.of(place), lake, "nightly", "--as-of", night));
    assertEquals(KILLED, dead.exitCode(), dead.err());
  }

  /** Asks for some things, and counts what was refused. */
  private int ask(String night, List<List<String>> invoices) {
    List<String> unmatched =
        lake.rows(
            "SELECT payment_id FROM invoice_events WHERE event = 'unmatched'"
                + " AND currency = 'EUR' GROUP BY payment_id ORDER BY payment_id");
    Clock clock = Clock.fixed(Instant.parse(night + "T01:00:00Z"), ZoneOffset.UTC);
    return LakeWriting.to(
        lake.directory(),
        open -> {
          int refused = 0;
          AskAboutInvoice desk = new AskAboutInvoice(open, clock, "ada");
          AskAboutPayment money = new AskAboutPayment(open, clock, "ada");
          for (List<String> invoice : invoices) {
            try {
              ask(desk, invoice);
              putElsewhere(money, invoice, invoices, unmatched);
            } catch (RefusedRequestException e) {
              refused++;
            }
          }
          return refused;
        });
  }

  private void ask(AskAboutInvoice desk, List<String> invoice) {
    switch (random.nextInt(9)) {
      case 0 -> desk.takeBack(invoice.get(random.nextInt(2)), "void");
      case 1, 2 -> desk.credit(invoice.get(0), null, amount(invoice), "credit");
      case 3 -> desk.credit(invoice.get(0), 1 + random.nextInt(3), amount(invoice), "of a line");
      case 4 -> desk.writeOff(invoice.get(0), "gone");
      case 5 -> desk.replace(invoice.get(0), "another address");
      default -> {}
    }
  }

  /** Money that is with no invoice, or with another one. */
  private void putElsewhere(
      AskAboutPayment money,
      List<String> invoice,
      List<List<String>> invoices,
      List<String> unmatched) {
    switch (random.nextInt(14)) {
      case 0, 1 -> {
        if (!unmatched.isEmpty()) {
          String payment = unmatched.get(random.nextInt(unmatched.size()));
          BigDecimal some = random.nextBoolean() ? null : new BigDecimal("0.01");
          money.match(payment, invoice.get(0), some, "found");
        }
      }
      case 2, 3 -> {
        List<String> from = invoices.get(random.nextInt(invoices.size()));
        for (List<String> one : invoices) {
          if (one.get(2).equals(invoice.get(2)) && !one.equals(invoice)) {
            from = one;
          }
        }
        BigDecimal some = random.nextBoolean() ? amount(from) : new BigDecimal("1.00");
        money.move(from.get(0), invoice.get(0), some, "meant for this one");
      }
      default -> {}
    }
  }

  /** Up to what the invoice comes to. */
  private BigDecimal amount(List<String> invoice) {
    BigDecimal total = new BigDecimal(invoice.get(4)).setScale(2);
    return BigDecimal.valueOf(1 + random.nextLong(total.unscaledValue().longValueExact()), 2);
  }

  private void pay(Path folder, String night, List<List<String>> invoices) throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("payment_id,kind,invoice,account_id,amount,currency,date");
    for (List<String> invoice : invoices) {
      for (int times = random.nextInt(3); times > 0; times--) {
        String kind =
            List.of("payment", "payment", "payment", "failure", "refund", "chargeback", "fee")
                .get(random.nextInt(7));
        String named =
            switch (random.nextInt(6)) {
              case 0 -> invoice.get(1);
              case 1 -> "lakebill-" + invoice.get(1);
              case 2 -> kind.equals("payment") ? "" : invoice.get(0);
              case 3 -> random.nextInt(4) == 0 ? "nobody" : invoice.get(0);
              default -> invoice.get(0);
            };
        BigDecimal amount =
            random.nextInt(3) == 0 ? new BigDecimal(invoice.get(4)) : amount(invoice);
        rows.add(
            "p%d,%s,%s,%s,%s,%s,%s"
                .formatted(
                    told++,
                    kind,
                    named,
                    invoice.get(2),
                    amount.setScale(2).toPlainString(),
                    random.nextInt(12) == 0 ? "JPY" : invoice.get(3),
                    LocalDate.parse(night).minusDays(random.nextInt(3)))
                .replaceAll("(\\d+)\\.\\d\\d,JPY", "$1,JPY"));
      }
    }
    Path file = folder.resolve("payments-" + night + ".csv");
    Files.write(file, rows);
    lake.run("payments", "import", file.toString()).done();
    assertTrue(
        lake.run("payments", "import", file.toString()).done().startsWith("0 added"),
        "told twice is told once");
  }

  private Path inputs(Path folder) throws IOException {
    Scenario issued = Scenario.named("issued");
    Path accounts = Files.createDirectories(folder.resolve("accounts"));
    Files.copy(Path.of(issued.file("catalog.yaml")), folder.resolve("catalog.yaml"));
    Files.copy(Path.of(issued.file("source.yaml")), folder.resolve("source.yaml"));
    for (String same : List.of("sellers.csv", "tax_rates.csv")) {
      Files.copy(Path.of(issued.file("accounts/" + same)), accounts.resolve(same));
    }
    List<String> customers = new ArrayList<>(List.of("account_id,name,country"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date"));
    List<String> grants =
        new ArrayList<>(
            List.of("credit_grant_id,account_id,kind,amount,currency,valid_from,valid_until"));
    List<String> events = new ArrayList<>();
    for (int i = 0; i < ACCOUNTS; i++) {
      customers.add("a%d,Account %1$d,DE".formatted(i));
      subscriptions.add("s%d,a%1$d,%s,2026-01-01".formatted(i, i % 4 == 0 ? "compute" : "taxed"));
      if (random.nextInt(2) == 0) {
        grants.add(
            "g%d,a%1$d,%s,%d,%s,2026-01-01,"
                .formatted(
                    i,
                    random.nextBoolean() ? "prepaid" : i % 4 == 0 ? "prepaid" : "promotional",
                    20 + random.nextInt(300),
                    i % 4 == 0 ? "CCU" : "EUR"));
      }
      for (int month = 1; month <= 3; month++) {
        events.add(
            """
            {"id":"e%d-%d","time":"2026-%02d-10T10:00:00Z","name":"calls","account":"a%d","properties":{"n":"%d"}}"""
                .formatted(i, month, month, i, 1 + random.nextInt(900)));
      }
    }
    Files.write(accounts.resolve("accounts.csv"), customers);
    Files.write(accounts.resolve("subscriptions.csv"), subscriptions);
    Files.write(accounts.resolve("credit_grants.csv"), grants);
    Files.write(folder.resolve("events.jsonl"), events);
    return folder;
  }
}
