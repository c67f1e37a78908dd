package io.lakebill.tests.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is imported or applied between nights, time and events are billed once: random histories
 * of subscriptions that start, end, change plans, quantities, cadences, anchors, clocks, keys,
 * accounts and sellers, in one lake, two to a family, while the meter's filter changes twice.
 * {@code -Dtests.histories} says how many.
 */
@ExtendWith(SparkExtension.class)
class BilledOnceTest {

  private static final long SEED = Long.getLong("lakebill.seed", 18);

  private static final List<LocalDate> NIGHTS =
      Stream.of("2026-02-02", "2026-02-20", "2026-03-03", "2026-04-02", "2026-05-04")
          .map(LocalDate::parse)
          .toList();

  /** By night, the kind of events that the meter leaves out. */
  private static final List<Integer> LEFT_OUT = List.of(0, 1, 1, 2, 2);

  /** Families of larger samples that showed a fault once. */
  private static final List<Integer> TELLING = List.of(484, 454, 220, 215, 330, 386, 227);

  private static final List<Family> FAMILIES =
      IntStream.concat(
              IntStream.range(0, Integer.getInteger("lakebill.histories", 100) / 2),
              TELLING.stream().mapToInt(Integer::intValue))
          .distinct()
          .mapToObj(number -> new Family(number, SEED))
          .toList();

  private static TestLake lake;
  private static Map<String, List<String>> folded;
  private static Map<String, List<String>> inFull;

  @BeforeAll
  static void runTheNights() throws IOException {
    lake = TestLake.at(Scratch.directory("billed-once"));
    Path files = Files.createDirectories(Scratch.directory("billed-once-files"));
    Files.writeString(
        files.resolve("source.yaml"),
        """
        source: histories
        format: jsonl
        files: events-*.jsonl
        columns: { id: id, time: at, account: who }
        constants: { event_name: call }
        """);
    List<List<List<String>>> events = FAMILIES.stream().map(f -> f.events(NIGHTS)).toList();
    for (int night = 0; night < NIGHTS.size(); night++) {
      if (night > 0) {
        LocalDate today = NIGHTS.get(night);
        FAMILIES.forEach(family -> family.change(today));
      }
      write(files, LEFT_OUT.get(night));
      int landing = night;
      Path file = files.resolve("events-" + night + ".jsonl");
      Files.write(file, events.stream().flatMap(of -> of.get(landing).stream()).toList());
      TestLake other = night == NIGHTS.size() - 1 ? lake.copy() : null;
      night(lake, night, files);
      if (other != null) {
        night(other, night, files, "--full");
        folded = BusinessRows.withState(lake);
        inFull = BusinessRows.withState(other);
      }
    }
  }

  private static void night(TestLake of, int night, Path files, String... options) {
    of.nightOver(files, NIGHTS.get(night).toString(), options);
  }

  private static void write(Path files, int leftOut) throws IOException {
    Path accounts = Files.createDirectories(files.resolve("accounts"));
    StringBuilder plans = new StringBuilder();
    FAMILIES.forEach(family -> plans.append(family.plans()));
    Files.writeString(
        files.resolve("catalog.yaml"),
        """
        meters:
          - { id: calls, event_name: call, aggregation: sum, property: v, filter: "properties['kind'] <> '%d'" }
        plans:
        %s"""
            .formatted(leftOut, plans));
    Files.write(accounts.resolve("sellers.csv"), List.of("seller_id,name", "eu,Eu", "us,Us"));
    csv(accounts, "accounts", "account_id,name,time_zone,seller_id", Family::accounts);
    csv(accounts, "account_keys", "key,account_id", Family::keys);
    csv(
        accounts,
        "subscriptions",
        "subscription_id,account_id,plan_id,start_date,end_date",
        Family::subscriptions);
    csv(accounts, "quantities", "subscription_id,charge_id,quantity,from", Family::quantities);
  }

  private static void csv(
      Path folder, String name, String header, Function<Family, List<String>> rows)
      throws IOException {
    Files.write(
        folder.resolve(name + ".csv"),
        Stream.concat(Stream.of(header), FAMILIES.stream().flatMap(f -> rows.apply(f).stream()))
            .toList());
  }

  @Test
  void everyEventIsOnOneInvoiceLineAtMost() {
    Map<Integer, Set<Integer>> billed = new HashMap<>();
    List<String> corrections = corrections();
    for (String row : Stream.concat(lines().stream(), corrections.stream()).toList()) {
      String[] fields = row.split(",", -1);
      int family = Integer.parseInt(fields[0]);
      for (int event : Family.eventsOf(new BigDecimal(fields[1]))) {
        assertTrue(
            billed.computeIfAbsent(family, any -> new HashSet<>()).add(event),
            () -> "event " + family + "-" + event + " is on two lines");
      }
    }
    assertTrue(billed.size() > FAMILIES.size() / 2, "most families have billed events");
    assertTrue(corrections.size() > FAMILIES.size() / 10, "late events are billed, too");
  }

  @Test
  void whatCameLateIsCorrectedOrTold() {
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT subscription_id, period_start, quantity FROM billing_issues
            WHERE issue = 'late_events' AND charge_id = 'calls'
              AND (subscription_id, period_start) NOT IN (
                SELECT subscription_id, period_start FROM invoice_lines WHERE charge_type = 'correction'
                UNION SELECT subscription_id, period_start FROM draft_invoice_lines WHERE charge_type = 'correction'
                UNION SELECT subscription_id, period_start FROM billing_issues WHERE issue = 'uncorrected_usage')
            """));
  }

  @Test
  void theLedgerCallsBilledWhatIsOnInvoices() {
    long onLines =
        lines().stream()
            .mapToLong(row -> Family.eventsOf(new BigDecimal(row.split(",", -1)[1])).size())
            .sum();
    assertEquals(
        String.valueOf(onLines),
        lake.value("SELECT coalesce(sum(events), 0) FROM event_ledger WHERE state = 'billed'"));
  }

  private static List<String> lines() {
    return lake.rows(
        """
        SELECT substring(subscription_id, 4), quantity FROM invoice_lines
        WHERE charge_id = 'calls' AND line_type = 'usage'
        """);
  }

  /**
   * What periods were corrected by, drafts among it: what came late goes with its name to whom that
   * belongs now, and is taken back from the other with the next invoice.
   */
  private static List<String> corrections() {
    return lake.rows(
        """
        SELECT substring(subscription_id, 4), sum(amount) * 100 FROM (
          SELECT subscription_id, charge_id, charge_type, period_start, amount FROM invoice_lines
          UNION ALL
          SELECT subscription_id, charge_id, charge_type, period_start, amount FROM draft_invoice_lines
        )
        WHERE charge_id = 'calls' AND charge_type = 'correction'
        GROUP BY subscription_id, period_start HAVING sum(amount) <> 0
        """);
  }

  @Test
  void everyDayOfAFeeIsBilledOnce() {
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT subscription_id, charge_id, day FROM (
              SELECT subscription_id, charge_id, explode(sequence(start_date, date_sub(end_date, 1))) AS day,
                -- What was given back may be billed again.
                IF(charge_type = 'unused', -1, 1) AS times
              FROM billed_time WHERE charge_type IN ('recurring', 'unused')
            ) GROUP BY ALL HAVING sum(times) > 1
            """));
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT subscription_id FROM invoice_lines WHERE charge_id = 'once'
            GROUP BY subscription_id HAVING count(*) > 1
            """));
  }

  @Test
  void noDayAndNoInstantOfASubscriptionIsBilledTwice() {
    for (String edges : List.of("period_start,period_end", "start_utc,end_utc")) {
      String from = edges.split(",", -1)[0];
      String until = edges.split(",", -1)[1];
      assertEquals(
          List.of(),
          lake.rows(
              """
              SELECT a.subscription_id, a.%1$s FROM finalized_periods a JOIN finalized_periods b
                ON a.subscription_id = b.subscription_id AND a.timing = 'arrears' AND b.timing = 'arrears'
                AND a.period_start <> b.period_start AND a.%1$s <= b.%1$s AND b.%1$s < a.%2$s
              """
                  .formatted(from, until)));
    }
  }

  @Test
  void noDayThatIsOverIsLeftOut() {
    Map<String, List<LocalDate[]>> billed = new HashMap<>();
    for (String row :
        lake.rows(
            """
            SELECT subscription_id, period_start, period_end FROM finalized_periods
            WHERE timing = 'arrears' ORDER BY ALL
            """)) {
      String[] fields = row.split(",", -1);
      billed
          .computeIfAbsent(fields[0], any -> new ArrayList<>())
          .add(new LocalDate[] {LocalDate.parse(fields[1]), LocalDate.parse(fields[2])});
    }
    LocalDate asOf = NIGHTS.get(NIGHTS.size() - 1);
    for (Family family : FAMILIES) {
      for (List<Object> terms : family.terms()) {
        LocalDate day = (LocalDate) terms.get(1);
        LocalDate end = terms.get(2) == null ? asOf : (LocalDate) terms.get(2);
        for (LocalDate[] stretch : billed.getOrDefault(terms.get(0), List.of())) {
          if (!stretch[0].isAfter(day) && stretch[1].isAfter(day)) {
            day = stretch[1];
          }
        }
        LocalDate left = day;
        if (left.isBefore(end)) {
          assertEquals(
              List.of(),
              billed.getOrDefault(terms.get(0), List.of()).stream()
                  .map(stretch -> stretch[0])
                  .filter(start -> start.isAfter(left) && start.isBefore(end))
                  .toList(),
              () -> terms.get(0) + " has a hole at " + left);
        }
      }
    }
  }

  @Test
  void foldingComesToWhatMeteringEverythingComesTo() {
    BusinessRows.assertSame(inFull, folded);
  }
}
