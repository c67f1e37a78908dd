package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random contracts with fees in advance and in arrears, counters, usage, units of the seller's own,
 * composites, minimums, ramps, trials, dated prices and price adjustments: what nights bill for a
 * period is what a quote of it says, charge by charge, and night by night they bill what one night
 * at the end does. {@code -Dtests.contracts} says how many, {@code -Dlakebill.seed} which.
 */
@ExtendWith(SparkExtension.class)
class QuoteEqualsNightTest {

  private static final long SEED = Long.getLong("lakebill.seed", 19);

  private static final int NUMBER = Integer.getInteger("lakebill.contracts", 100);

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-04-01T12:00:00Z"), ZoneOffset.UTC);

  /** An amount that is billed for days to come stands for the period that begins there. */
  private static final String BILLED =
      """
      SELECT
        account_id,
        date_trunc('MONTH', CASE WHEN period_end > billing_date THEN billing_date
          ELSE date_sub(billing_date, 1) END),
        charge_id,
        line_type,
        sum(amount)
      FROM (
        SELECT account_id, billing_date, period_end, charge_id, line_type, amount FROM invoice_lines
        UNION ALL
        SELECT account_id, billing_date, period_end, charge_id, line_type, amount
        FROM draft_invoice_lines
      )
      GROUP BY ALL
      HAVING sum(amount) <> 0
      """;

  private static final List<RandomContract> CONTRACTS =
      IntStream.range(0, NUMBER).mapToObj(number -> new RandomContract(number, SEED)).toList();

  private static Path inputs;
  private static TestLake nightByNight;

  @BeforeAll
  static void runTheNights() {
    inputs = Scratch.directory("contracts");
    new ContractFiles(inputs).write(CONTRACTS);
    nightByNight = TestLake.at(Scratch.directory("night-by-night"));
    nights(nightByNight, "2026-01-15", "2026-02-01", "2026-03-01", "2026-03-31");
  }

  @Test
  void aPeriodIsBilledAsItIsQuoted() {
    Map<String, String> billed = billed(nightByNight);
    Map<String, String> quoted = new TreeMap<>();
    for (RandomContract contract : CONTRACTS) {
      for (YearMonth month : contract.used().keySet()) {
        quote(contract, month)
            .get("lines")
            .forEach(
                line ->
                    quoted.merge(
                        "%s %s %s %s"
                            .formatted(
                                contract.id(),
                                month,
                                line.get("charge").asText(),
                                line.get("kind").asText()),
                        line.get("amount").asText(),
                        (one, other) ->
                            new BigDecimal(one).add(new BigDecimal(other)).toPlainString()));
      }
    }
    quoted.values().removeIf(amount -> new BigDecimal(amount).signum() == 0);

    assertEquals(
        different(quoted, billed),
        different(billed, quoted),
        () -> "seed %d%n%s".formatted(SEED, firstOf(quoted, billed)));
    assertEquals(quoted.size(), billed.size());
    assertEquals(
        Set.of(
            "usage",
            "recurring_fee",
            "recurring_debit",
            "recurring_credit",
            "one_time_fee",
            "counter_running_total",
            "counter_debit",
            "counter_credit",
            "composite",
            "overage",
            "plan_minimum"),
        billed.keySet().stream()
            .map(key -> key.substring(key.lastIndexOf(' ') + 1))
            .collect(Collectors.toSet()));
  }

  @Test
  void nothingIsHeld() {
    assertEquals(
        List.of(),
        nightByNight.rows(
            "SELECT account_id, held_reason FROM draft_invoices WHERE state = 'held'"));
  }

  @Test
  void nightByNightTheyBillWhatOneNightDoes() {
    TestLake atOnce = TestLake.at(Scratch.directory("at-once"));
    nights(atOnce, "2026-03-31");

    Map<String, String> expected = billed(atOnce);
    Map<String, String> billed = billed(nightByNight);

    assertEquals(different(expected, billed), different(billed, expected), "seed " + SEED);
  }

  /** The contract that the first difference is of, with all that was quoted and billed of it. */
  private static String firstOf(Map<String, String> quoted, Map<String, String> billed) {
    Map<String, String> all = new TreeMap<>(different(quoted, billed));
    all.putAll(different(billed, quoted));
    String id = all.keySet().iterator().next().split(" ", 2)[0] + " ";
    RandomContract contract =
        CONTRACTS.stream().filter(one -> id.equals(one.id() + " ")).findFirst().orElseThrow();
    quoted.keySet().removeIf(line -> !line.startsWith(id));
    billed.keySet().removeIf(line -> !line.startsWith(id));
    return "%s%n%s%nquoted %s%nbilled %s%n"
        .formatted(
            contract.plan(), contract.quote(RandomContract.FIRST.plusMonths(1)), quoted, billed);
  }

  private static Map<String, String> different(Map<String, String> some, Map<String, String> from) {
    Map<String, String> different = new TreeMap<>(some);
    different.entrySet().removeIf(entry -> entry.getValue().equals(from.get(entry.getKey())));
    return different;
  }

  private static Map<String, String> billed(TestLake lake) {
    Map<String, String> billed = new TreeMap<>();
    for (String row : lake.rows(BILLED)) {
      String[] cells = row.split(",", -1);
      billed.put(
          "%s %s %s %s".formatted(cells[0], cells[1].substring(0, 7), cells[2], cells[3]),
          cells[4]);
    }
    return billed;
  }

  private static void nights(TestLake lake, String... dates) {
    lake.run("land", "--source", inputs.resolve("source.yaml").toString()).done();
    lake.run("catalog", "apply", "--catalog", inputs.resolve("catalog.json").toString()).done();
    lake.run("accounts", "import", inputs.resolve("accounts").toString()).done();
    for (String date : dates) {
      lake.nightly(date, "--most-due", "1000000").done();
    }
  }

  private static JsonNode quote(RandomContract contract, YearMonth month) {
    Path usage = inputs.resolve("quotes").resolve(contract.id() + "-" + month + ".json");
    ContractFiles.write(usage, contract.quote(month));
    return TestLake.json(
        TestLake.command(
            CLOCK,
            "quote",
            "--plan",
            contract.id(),
            "--catalog",
            new ContractFiles(inputs).catalogOf(contract).toString(),
            "--usage",
            usage.toString(),
            "--json"));
  }
}
