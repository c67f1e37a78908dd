package io.lakebill.tests.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.jobs.lake.TableLog;
import io.lakebill.schemas.table.Layout;
import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lakes of older layouts, each upgraded: what was there stays, and the next night is that of a lake
 * which was never older. Takes three nights and an upgrade for each layout, so minutes.
 */
@ExtendWith(SparkExtension.class)
class UpgradeTest {

  /** Tables whose rows have left the house. */
  private static final List<Table> FINAL =
      List.of(
          Table.INVOICES,
          Table.INVOICE_LINES,
          Table.CREDIT_LEDGER,
          Table.FINALIZED_PERIODS,
          Table.BILLED_TIME,
          Table.BILLED_EVENTS,
          Table.PAYMENT_EXPORT);

  /** Columns that invoices of before have no values of. */
  private static final String NEVER_KEPT =
      ",\"(tax_category|name|category|reason|purchase_order)\":\"[^\"]*\""
          + "|,\"(buyer|seller)\":\\{[^}]*\\}";

  /** Invoices that do not follow on from the one before. */
  private static final String BROKEN_SEALS =
      """
      SELECT number FROM (
        SELECT number, previous_hash, lag(chain_hash, 1, '') OVER (
          PARTITION BY seller_id, series ORDER BY sequence) AS before
        FROM invoices)
      WHERE before <> previous_hash
      """;

  static Stream<KeptLake> upgradable() {
    return KeptLake.ALL.stream()
        .filter(lake -> lake.layout() >= Layout.OLDEST_WITH_STEPS)
        .filter(lake -> lake.layout() < Layout.NEWEST);
  }

  @Test
  void aLakeOfEachLayoutIsKept() {
    for (int layout = 1; layout < Layout.NEWEST; layout++) {
      assertEquals(layout, KeptLake.of(layout).layout());
    }
  }

  /** Else the texts of layouts would say what no lake ever had. */
  @ParameterizedTest
  @MethodSource("io.lakebill.tests.upgrade.RefusedLakesTest#all")
  void aKeptLakeHasTheColumnsOfItsLayout(KeptLake kept, SparkSession spark) {
    TestLake lake = kept.unpacked();

    Layout.numbered(kept.layout())
        .tables()
        .forEach(
            (table, columns) ->
                assertEquals(
                    StructType.fromDDL(columns.ddl()).simpleString(),
                    new TableLog(lake.directory().resolve(table))
                        .columns(spark)
                        .orElseThrow()
                        .simpleString(),
                    table));
  }

  @ParameterizedTest
  @MethodSource("upgradable")
  void anOlderLakeIsUpgradedAndGoesOnAsIfItHadNeverBeenOlder(KeptLake kept, SparkSession spark) {
    TestLake lake = kept.unpacked();
    TestLake before = lake.copy();
    Map<String, List<String>> finalized = finalRows(spark, before, kept.layout());
    Outcome planned = lake.run("upgrade", "--dry-run");
    assertTrue(Scratch.isSame(before.directory(), lake.directory()), planned.out());

    JsonNode upgraded =
        TestLake.json(lake.when(kept.next() + "T00:30:00Z").run("upgrade", "--json"));
    Map<String, Long> versions = lake.versions();
    String again = lake.run("upgrade").done();

    assertEquals(kept.layout(), upgraded.get("from").asInt());
    upgraded
        .get("tables")
        .forEach(table -> assertTrue(planned.out().contains(table.get("table").asText())));
    assertTrue(again.startsWith("nothing to do"), again);
    assertEquals(versions, lake.versions());
    assertEquals(finalized, finalRows(spark, lake, kept.layout()));
    assertEquals(
        List.of(
            "publish,null", "upgrade,from layout %d to %d".formatted(kept.layout(), Layout.NEWEST)),
        lake.rows("SELECT action, reason FROM billing_runs ORDER BY publication"));
    assertEquals(0, lake.run("audit", "events").exitCode());
    lake.run("audit", "invoices").done();
    assertEquals(0, lake.run("repair").exitCode());
    assertEquals(List.of(), leftovers(lake));
    Outcome revert = lake.run("runs", "revert", kept.asOf() + "-001");
    assertEquals(2, revert.exitCode(), revert.err());
    assertTrue(revert.err().contains("the last entry is upgrade"), revert.err());

    TestLake today = kept.madeToday();
    kept.goOn(today);
    kept.goOn(lake);

    assertEquals(
        List.of(),
        BusinessRows.differences(comparable(today), comparable(lake)),
        () -> "layout " + kept.layout());
    assertEquals(List.of(), lake.rows(BROKEN_SEALS));
    assertEquals(0, lake.run("audit", "events").exitCode());
    lake.run("audit", "invoices").done();
    goesBackToTheUpgradeAndOnAgain(kept, lake, today);
  }

  /** The older version may go on where an upgrade died before it took any table. */
  @Test
  void whatWasPreparedForALakeThatWentOnIsNotTaken() throws IOException {
    TestLake lake = KeptLake.of(3).unpacked();
    Files.writeString(
        lake.directory().resolve("_runs/upgrading.json"),
        """
        {"from": 3, "id": "died", "at": "2026-02-02T00:00:00Z", "prepared": {"accounts": 0,
         "credit_grants": 0, "credit_ledger": 0, "draft_invoice_lines": 0, "invoice_lines": 0}}
        """);

    lake.run("upgrade").done();

    assertEquals("15", lake.value("SELECT count(*) FROM accounts WHERE paid_by IS NULL"));
    assertEquals(List.of(), leftovers(lake));
  }

  /** The reversal hides the upgrade in the last row, and nothing is folded all the same. */
  private static void goesBackToTheUpgradeAndOnAgain(KeptLake kept, TestLake lake, TestLake today) {
    String run = kept.next() + "-001";
    if (!lake.rows("SELECT number FROM invoices WHERE run_id = '" + run + "'").isEmpty()) {
      assertEquals(2, lake.run("runs", "revert", run).exitCode());
      return;
    }
    lake.run("runs", "revert", run).done();
    lake.nightly(kept.next()).done();
    assertEquals(List.of(), BusinessRows.differences(comparable(today), comparable(lake)));
  }

  /**
   * Without seals, which are of what invoices had when they were sealed, and without what those of
   * before do not say: whom a line charges, what a rate was called, who buyer and seller were.
   */
  private static Map<String, List<String>> comparable(TestLake lake) {
    Map<String, List<String>> rows = BusinessRows.withState(lake);
    for (Table table : List.of(Table.INVOICES, Table.INVOICE_LINES)) {
      rows.computeIfPresent(
          table.tableName(),
          (name, all) -> all.stream().map(row -> row.replaceAll(NEVER_KEPT, "")).toList());
    }
    rows.replaceAll(
        (table, all) ->
            all.stream()
                .map(row -> row.replaceAll(",\"(content|previous|chain)_hash\":\"[0-9a-f]*\"", ""))
                .map(row -> row.replaceAll(",\"charged_account_id\":\"[^\"]*\"", ""))
                .sorted()
                .toList());
    return rows;
  }

  /** In the columns that the layout had: later ones say what was true then of all rows. */
  private static Map<String, List<String>> finalRows(
      SparkSession spark, TestLake lake, int layout) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Table table : FINAL) {
      Layout.Columns columns = Layout.numbered(layout).tables().get(table.tableName());
      if (columns != null) {
        Dataset<Row> all =
            spark
                .read()
                .format("delta")
                .load(lake.directory().resolve(table.tableName()).toString());
        Column[] kept =
            columns.columns().stream()
                .map(column -> functions.col(column.name()))
                .toArray(Column[]::new);
        rows.put(
            table.tableName(),
            all.select(kept).toJSON().collectAsList().stream().sorted().toList());
      }
    }
    return rows;
  }

  private static List<String> leftovers(TestLake lake) {
    List<String> left = new ArrayList<>();
    for (String name : List.of("_runs/upgrading.json", "_runs/writing.json")) {
      if (Files.exists(lake.directory().resolve(name))) {
        left.add(name);
      }
    }
    String[] staged = lake.directory().resolve("_staging").toFile().list();
    left.addAll(staged == null ? List.of() : List.of(staged));
    return left;
  }
}
