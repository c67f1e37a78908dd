package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A catalog that changes a plan while its periods run: twelve calls in January, and a fee of 100.
 * On the way the plan gets another price, another price at once, and quarters instead of months.
 */
@ExtendWith(SparkExtension.class)
class CatalogApplyTest {

  private static final String CATALOG =
      """
      meters:
        - { id: calls, event_name: call, aggregation: count%s }
      plans:
        - id: pro
          currency: USD
          cadence: %s
          anchor: calendar
          charges:
            - { id: fee, type: recurring, amount: "100", timing: arrears }
            - { id: calls, type: usage, meter: calls, price: %s }
      """;

  private static final String LINES =
      """
      SELECT charge_id, period_start, period_end, CAST(sum(amount) AS DECIMAL(10, 2))
      FROM %s GROUP BY ALL ORDER BY period_start, charge_id
      """;

  private static Path files;
  private static TestLake lake;
  private static String dry;
  private static String dryAtOnce;
  private static String applied;
  private static Outcome refused;
  private static Outcome refusedNight;
  private static String night;
  private static Map<String, Long> again;
  private static List<String> january;
  private static TestLake atOnce;

  @BeforeAll
  static void changeThePlan() throws IOException {
    files = Scratch.directory("catalog-apply");
    Path accounts = Files.createDirectories(files.resolve("accounts"));
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
    for (int i = 1; i <= 12; i++) {
      events.append(
          "{\"id\":\"%d\",\"at\":\"2026-01-%02dT10:00:00Z\",\"who\":\"a\"}\n".formatted(i, i));
    }
    Files.writeString(files.resolve("events.jsonl"), events);
    Files.writeString(accounts.resolve("sellers.csv"), "seller_id,name\nus,Us\n");
    Files.writeString(accounts.resolve("accounts.csv"), "account_id,name\na,A\n");
    Files.writeString(
        accounts.resolve("subscriptions.csv"),
        "subscription_id,account_id,plan_id,start_date\ns,a,pro,2026-01-01\n");
    lake = TestLake.at(files.resolve("lake"));
    lake.nightOver(write("", "monthly", "{ model: unit, unit_amount: \"1\" }"), "2026-01-15");

    write("", "monthly", "{ model: unit, unit_amount: \"2\" }");
    dry = apply("--dry-run").done();
    dryAtOnce = apply("--dry-run", "--effective", "2026-01-01").done();
    atOnce = lake.copy();
    atOnce.run("catalog", "apply", "--catalog", catalog(), "--effective", "2026-01-01").done();
    atOnce.nightly("2026-02-01").done();
    applied = apply().done();
    Map<String, Long> before = lake.versions();
    apply().done();
    again = lake.versions();
    assertEquals(before, again);
    lake.nightly("2026-02-01").done();
    january = lake.rows(LINES.formatted("invoice_lines"));

    lake.nightly("2026-02-10").done();
    write("", "quarterly", "{ model: unit, unit_amount: \"2\" }");
    night = lake.nightly("2026-07-01", "--catalog", catalog()).done();

    write(", dimensions: [region]", "quarterly", MATRIX);
    apply().done();
    write("", "quarterly", "{ model: unit, unit_amount: \"2\" }");
    lake.nightly("2026-10-01").done();
    refused = apply();
    refusedNight = lake.nightly("2026-10-01", "--catalog", catalog());
  }

  private static final String MATRIX =
      "{ model: matrix, dimensions: [region], cells: [], default_unit_amount: \"3\" }";

  private static Path write(String dimensions, String cadence, String price) throws IOException {
    Files.writeString(files.resolve("catalog.yaml"), CATALOG.formatted(dimensions, cadence, price));
    return files;
  }

  private static String catalog() {
    return files.resolve("catalog.yaml").toString();
  }

  private static Outcome apply(String... options) {
    List<String> all = new ArrayList<>(List.of("catalog", "apply", "--catalog", catalog()));
    all.addAll(List.of(options));
    return lake.run(all.toArray(String[]::new));
  }

  @Test
  void aPeriodThatHasBegunIsPricedAsItBegan() {
    assertEquals(
        List.of("calls,2026-01-01,2026-02-01,12", "fee,2026-01-01,2026-02-01,100"), january);
    assertTrue(
        applied.contains(
            "plan pro is as changed in periods that begin on or after 2026-01-16, and goes on as it"
                + " was in earlier ones"),
        applied);
  }

  @Test
  void whoAsksForItHasPeriodsThatHaveBegunPricedAnew() {
    assertEquals(
        List.of("calls,2026-01-01,2026-02-01,24", "fee,2026-01-01,2026-02-01,100"),
        atOnce.rows(LINES.formatted("invoice_lines")));
  }

  @Test
  void aDryRunSaysWhatPeriodsThatRunWouldCost() {
    assertTrue(dry.contains("periods that run would be charged as they are"), dry);
    assertTrue(dry.contains("nothing that is billed would be touched; nothing was written"), dry);
    assertTrue(
        dryAtOnce.contains(
            "plan pro, periods that run: 1 of 1 subscriptions would be charged otherwise, 112 USD ->"
                + " 124 USD"),
        dryAtOnce);
  }

  /** February goes on to its end; the quarter that March is in is over with it. */
  @Test
  void aNewCadenceBeginsWithTheNextPeriod() {
    assertEquals(
        List.of(
            "2026-01-01,2026-02-01,100",
            "2026-02-01,2026-03-01,100",
            "2026-03-01,2026-04-01,34.44",
            "2026-04-01,2026-07-01,100",
            "2026-07-01,2026-10-01,100"),
        lake.rows(
            """
            SELECT period_start, period_end, CAST(sum(amount) AS DECIMAL(10, 2)) FROM invoice_lines
            WHERE charge_id = 'fee' GROUP BY ALL ORDER BY period_start
            """));
  }

  @Test
  void aNightSaysWhatItsCatalogChanges() {
    assertTrue(
        night.contains("plan pro is as changed in periods that begin on or after 2026-02-11"),
        night);
    assertEquals(refused.exitCode(), refusedNight.exitCode());
    assertEquals(refused.err(), refusedNight.err());
  }

  @Test
  void aMeterThatAPeriodStillNeedsAsItWasIsRefused() {
    assertEquals(78, refused.exitCode());
    assertTrue(
        refused.err().contains("'region' is not a dimension of meter 'calls'"), refused.err());
    assertTrue(refused.err().contains("give what is new an id of its own"), refused.err());
  }
}
