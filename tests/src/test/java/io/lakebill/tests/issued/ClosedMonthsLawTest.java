package io.lakebill.tests.issued;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.run.LakeWriting;
import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.Calls;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever comes late or is withdrawn, and whichever months are closed and opened again between the
 * nights: of a month that is closed what was known by then is billed, of others all that is known;
 * every document is in one closing, and what was signed never changes.
 */
@ExtendWith(SparkExtension.class)
class ClosedMonthsLawTest {

  private static final int SUBSCRIPTIONS = 10;

  private static final List<String> NIGHTS =
      List.of("2026-02-01", "2026-02-16", "2026-03-01", "2026-03-16", "2026-04-01", "2026-04-16");

  /** An event: of whom, of which month, and the nights that hear of it and of its end. */
  private record Call(int subscription, YearMonth month, int heard, int withdrawn) {

    private boolean counts(int night) {
      return heard <= night && night < withdrawn;
    }
  }

  private final Random random = new Random(20261201);
  private final List<Call> calls = new ArrayList<>();
  private final NavigableMap<YearMonth, Integer> closed = new TreeMap<>();
  private final TestLake lake = TestLake.at(Scratch.directory("closed-months-lake"));
  private int closings;
  private int reopenings;

  @Test
  void whatWasSignedStaysAndWhatWasKnownByThenIsBilled() throws IOException {
    Path files = Scratch.directory("closed-months");
    write(files);
    for (int night = 0; night < NIGHTS.size(); night++) {
      String file = NIGHTS.get(night) + ".jsonl";
      Files.move(files.resolve("arriving").resolve(file), files.resolve(file));
      lake.when(NIGHTS.get(night) + "T01:00:00Z");
      lake.nightOver(files, NIGHTS.get(night));
      assertEquals(expected(night), billed(), NIGHTS.get(night));
      assertEquals(List.of(), lake.rows(DOCUMENTS_NOT_SIGNED_ONCE), NIGHTS.get(night));
      closeOrReopen(night);
      Outcome audit = lake.run("audit", "invoices");
      assertEquals(0, audit.exitCode(), audit.err());
    }

    assertTrue(closings > 1 && reopenings > 0, closings + " closed, " + reopenings + " reopened");
    assertEquals(
        List.of("closed_usage", "corrected_usage"),
        lake.rows(
            "SELECT DISTINCT issue FROM billing_issues WHERE issue LIKE '%_usage' ORDER BY 1"));
    requireRefusals();
    requireTamperingIsFound();
  }

  /** Documents published up to a closing, of its month or before, against what all have signed. */
  private static final String DOCUMENTS_NOT_SIGNED_ONCE =
      """
      WITH in_force AS (
        SELECT last_day(CAST(concat(period, '-01') AS DATE)) AS last_day,
          max_by(publication, closing_number) AS publication, max_by(figures, closing_number) AS figures
        FROM period_closings GROUP BY period HAVING max_by(action, closing_number) = 'close'
      ),
      signed AS (
        SELECT sum(f.count) AS documents, sum(f.total) AS total
        FROM (SELECT explode(figures) AS f FROM in_force) WHERE f.section = 'documents'
      ),
      issued AS (
        SELECT count(*) AS documents, sum(i.total) AS total
        FROM invoices i
        JOIN billing_runs r ON r.run_id = i.run_id AND r.action = 'publish'
        WHERE EXISTS (
          SELECT 1 FROM in_force c
          WHERE r.publication <= c.publication AND date_sub(i.billing_date, 1) <= c.last_day)
      )
      SELECT s.*, i.* FROM signed s CROSS JOIN issued i
      WHERE coalesce(s.documents, 0) <> i.documents OR NOT (s.total <=> i.total)
      """;

  private void write(Path files) throws IOException {
    Path accounts = Calls.in(files);
    List<String> customers = new ArrayList<>(List.of("account_id,name"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date"));
    List<List<String>> landings = new ArrayList<>();
    NIGHTS.forEach(night -> landings.add(new ArrayList<>()));
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      customers.add("a%d,A%1$d".formatted(i));
      subscriptions.add("s%d,a%1$d,calls,2026-01-01".formatted(i));
      for (int month = 1; month <= 3; month++) {
        for (int n = 0; n < 6; n++) {
          Call call = call(i, YearMonth.of(2026, month));
          String id = "e" + calls.size();
          calls.add(call);
          if (call.heard() < NIGHTS.size()) {
            landings
                .get(call.heard())
                .add(
                    "{\"id\":\"%s\",\"at\":\"%s-05T00:00:00Z\",\"who\":\"a%d\",\"v\":1}"
                        .formatted(id, call.month(), i));
          }
          if (call.withdrawn() < NIGHTS.size()) {
            landings
                .get(call.withdrawn())
                .add("{\"id\":\"%s\",\"op\":\"deprecate\"}".formatted(id));
          }
        }
      }
    }
    Files.write(accounts.resolve("accounts.csv"), customers);
    Files.write(accounts.resolve("subscriptions.csv"), subscriptions);
    Files.writeString(
        files.resolve("catalog.yaml"),
        """
        meters: [ { id: calls, event_name: call, aggregation: count } ]
        plans:
          - id: calls
            currency: EUR
            cadence: monthly
            anchor: calendar
            charges: [ { id: calls, type: usage, meter: calls, price: { model: unit, unit_amount: "1.00" } } ]
        """);
    Files.writeString(
        files.resolve("source.yaml"),
        """
        source: calls
        format: jsonl
        files: "*.jsonl"
        columns: { id: id, time: at, account: who, version: v, action: op }
        constants: { event_name: call }
        """);
    Path arriving = Files.createDirectories(files.resolve("arriving"));
    for (int night = 0; night < NIGHTS.size(); night++) {
      Files.write(arriving.resolve(NIGHTS.get(night) + ".jsonl"), landings.get(night));
    }
  }

  /** Heard in time or up to three nights late, and perhaps withdrawn some nights after. */
  private Call call(int subscription, YearMonth month) {
    int inTime = 2 * (month.getMonthValue() - 1);
    int heard = inTime + Math.max(0, random.nextInt(6) - 2);
    int withdrawn = random.nextInt(4) == 0 ? heard + 1 + random.nextInt(3) : NIGHTS.size();
    return new Call(subscription, month, heard, withdrawn);
  }

  /** What is billed of each subscription and month by a night, corrections that wait among it. */
  private Map<String, Integer> expected(int night) {
    Map<String, Integer> expected = new TreeMap<>();
    for (Call call : calls) {
      int billedIn = 2 * (call.month().getMonthValue() - 1);
      Map.Entry<YearMonth, Integer> by = closed.ceilingEntry(call.month());
      int known = by == null ? night : Math.max(by.getValue(), billedIn);
      if (billedIn <= night && call.counts(Math.min(known, night))) {
        expected.merge("s%d,%s-01".formatted(call.subscription(), call.month()), 1, Integer::sum);
      }
    }
    return expected;
  }

  private Map<String, Integer> billed() {
    Map<String, Integer> billed = new TreeMap<>();
    lake.rows(
            """
            SELECT subscription_id, period_start, CAST(sum(amount) AS INT) FROM (
              SELECT subscription_id, period_start, amount FROM invoice_lines
              UNION ALL
              SELECT subscription_id, period_start, amount FROM draft_invoice_lines
              WHERE charge_type = 'correction'
            )
            GROUP BY ALL HAVING sum(amount) <> 0
            """)
        .forEach(
            row ->
                billed.put(
                    row.substring(0, row.lastIndexOf(',')),
                    Integer.parseInt(row.substring(row.lastIndexOf(',') + 1))));
    return billed;
  }

  /** In the order of months, the last of which may be opened again. */
  private void closeOrReopen(int night) {
    YearMonth over = YearMonth.from(LocalDate.parse(NIGHTS.get(night))).minusMonths(1);
    if (!closed.isEmpty() && random.nextBoolean()) {
      YearMonth last = closed.lastKey();
      lake.run("reopen", "--period", last.toString(), "--by", "ada", "--reason", "a claim").done();
      closed.remove(last);
      reopenings++;
    } else if (!closed.containsKey(over) && random.nextInt(4) > 0) {
      lake.run("close", "--period", over.toString(), "--by", "ada").done();
      closed.put(over, night);
      closings++;
    }
  }

  private void requireRefusals() {
    if (closed.isEmpty()) {
      lake.run("close", "--period", "2026-03", "--by", "ada").done();
      closed.put(YearMonth.of(2026, 3), NIGHTS.size() - 1);
    }
    Map<String, Outcome> refused = new LinkedHashMap<>();
    refused.put(
        "no run after the end of 2026-04 is published", lake.run("close", "--period", "2026-04"));
    refused.put(
        "only the last month that is closed can be opened again",
        lake.run("reopen", "--period", "2025-12", "--reason", "x"));
    refused.put(
        "would issue documents in a month that is closed",
        lake.run("nightly", "--as-of", closed.lastKey() + "-20"));
    refused.forEach(
        (why, outcome) -> {
          assertEquals(2, outcome.exitCode(), why);
          assertTrue(outcome.err().contains(why), outcome.err());
        });
  }

  private void requireTamperingIsFound() {
    LakeWriting.to(lake.directory(), ClosedMonthsLawTest::change);
    Outcome audit = lake.run("audit", "invoices");

    assertEquals(65, audit.exitCode());
    assertTrue(audit.err().contains("it is not what was sealed"), audit.err());
    assertTrue(audit.err().contains("that is not what they come to"), audit.err());
  }

  private static boolean change(Lake open) {
    var unused =
        open.spark()
            .sql(
                """
                UPDATE delta.`%s` SET figures = transform(figures, f -> named_struct(
                  'section', f.section, 'item', f.item, 'currency', f.currency, 'count', f.count,
                  'net', f.net, 'tax', f.tax, 'total', CAST(f.total + 1 AS DECIMAL(38, 4))))
                WHERE action = 'close'
                """
                    .formatted(open.path(Table.PERIOD_CLOSINGS)));
    return true;
  }
}
