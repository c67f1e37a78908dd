package io.lakebill.tests.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Other readers see one run, by the list of what is published, whatever happens meanwhile. Slow if
 * it has to make the lake of the two nights, which others start from as well.
 */
@ExtendWith(SparkExtension.class)
class DirectReadingTest {

  private static final String LEDGER =
      "SELECT state, event_name, sum(events)::VARCHAR AS events FROM %s GROUP BY ALL ORDER BY ALL";

  private static final TestLake BEFORE = September.reference();

  private static final TestLake LAKE = September.nextDay();

  private static JsonNode monthEnd;
  private static JsonNode nextDay;
  private static JsonNode reverted;
  private static Map<String, List<String>> rowsOfMonthEnd;
  private static List<String> ledgerOfMonthEnd;
  private static List<String> ledgerOfNextDay;

  @BeforeAll
  static void takeTheSecondRunBack() throws IOException {
    monthEnd = published(BEFORE);
    rowsOfMonthEnd = BusinessRows.of(BEFORE);
    ledgerOfMonthEnd = ledger(BEFORE);

    nextDay = published(LAKE);
    ledgerOfNextDay = ledger(LAKE);

    LAKE.run("runs", "revert", LAKE.runs().get(1)).done();
    reverted = published(LAKE);
  }

  @Test
  void listsTheVersionOfEveryTableThatRunsCompute() {
    String versions =
        LAKE.value("SELECT to_json(table_versions) FROM billing_runs WHERE publication = 2");

    assertEquals("2", nextDay.get("publication").asText());
    assertEquals(LAKE.runs().get(1), nextDay.get("run_in_force").asText());
    assertEquals("2026-10-04", nextDay.get("as_of").asText());
    for (Table table : Table.values()) {
      boolean isListed = table.kind() == Table.Kind.GOLD && table != Table.BILLING_RUNS;
      JsonNode listed = nextDay.get("tables").get(table.tableName());
      assertEquals(isListed, listed != null, table.tableName());
      if (isListed) {
        String version = "\"%s\":%s".formatted(table.tableName(), listed.get("version").asText());
        assertTrue(versions.contains(version), versions);
      }
      assertEquals(table.kind() == Table.Kind.INPUT, nextDay.get("inputs").has(table.tableName()));
    }
  }

  @Test
  void whoReadsByTheListSeesOneRunWhileAnotherIsPublished() {
    assertNotEquals(ledgerOfMonthEnd, ledgerOfNextDay);
    assertEquals(ledgerOfMonthEnd, duckDb(LEDGER, monthEnd, "event_ledger"));
    assertEquals(ledgerOfNextDay, duckDb(LEDGER, nextDay, "event_ledger"));
  }

  @Test
  void theFilesHoldTheRowsOfTheirTableAndNoOthers() {
    rowsOfMonthEnd.forEach(
        (table, rows) ->
            assertEquals(
                List.of(String.valueOf(rows.size())),
                duckDb("SELECT count(*)::VARCHAR FROM %s", monthEnd, table),
                table));
    assertEquals(
        LAKE.rows("SELECT number, total FROM invoices ORDER BY number"),
        duckDb(
            "SELECT number, total::DECIMAL(28, 2) FROM %s ORDER BY number", monthEnd, "invoices"));
  }

  @Test
  void aRunThatIsTakenBackIsListedNoMore() {
    assertEquals("3", reverted.get("publication").asText());
    assertEquals(LAKE.runs().get(0), reverted.get("run_in_force").asText());
    assertEquals(ledgerOfMonthEnd, duckDb(LEDGER, reverted, "event_ledger"));
  }

  private static JsonNode published(TestLake lake) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(lake.directory().resolve("_published.json")));
  }

  private static List<String> ledger(TestLake lake) {
    return lake.rows(LEDGER.formatted("event_ledger").replace("::VARCHAR", ""));
  }

  private static List<String> duckDb(String query, JsonNode published, String table) {
    List<String> files = new ArrayList<>();
    for (JsonNode file : published.get("tables").get(table).get("files")) {
      Path path = LAKE.directory().resolve(file.asText());
      assertTrue(Files.isRegularFile(path), path.toString());
      files.add("'" + path + "'");
    }
    if (files.isEmpty()) {
      return List.of("0");
    }
    String from =
        "read_parquet(%s, hive_partitioning = false, union_by_name = true)".formatted(files);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query.formatted(from))) {
      List<String> rows = new ArrayList<>();
      while (answer.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
          values.add(answer.getString(i));
        }
        rows.add(String.join(",", values));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
