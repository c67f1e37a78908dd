package io.lakebill.tests.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.schemas.table.Table;
import io.lakebill.schemas.table.View;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people ask of a lake, what they mistype, and what there is to ask. */
@ExtendWith(SparkExtension.class)
class QueriesTest {

  private static final TestLake LAKE = September.billed();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT amonut FROM invoice_lines         | line 1, column 8: there is no column `amonut`; did you mean amount
          SELECT i.totl FROM invoices i            | line 1, column 8: there is no column `i`.`totl`; did you mean total
          SELECT 1 FROM invoice                    | line 1, column 15: there is no table `invoice`; did you mean invoices, invoice_lines
          SELECT 1 FROM lake.nothing_like_it       | there is no table `nothing_like_it`; `lakebill tables` lists them
          SELECT number FORM invoices WHERE x      | line 1, column 20: cannot read this query at 'invoices'
          SELECT sume(total) FROM invoices         | line 1, column 8:
          SELECT (1                                | cannot read this query at end of input
          DROP TABLE invoices                      | line 1, column 1: cannot read this query at 'DROP'; a query begins with SELECT
          SELECT 1 / 0                             | line 1, column 8: Division by zero.
          SELECT CAST('x' AS INT)                  | line 1, column 8: The value 'x'
          SELECT count(*), number FROM invoices    | line 1, column
          SELECT 1) UNION (SELECT 2                | cannot read this query at ')'
          """)
  void saysInOneLineWhatIsWrongAndWhere(String query, String said) {
    Outcome outcome = LAKE.run("sql", query);

    assertEquals(65, outcome.exitCode(), outcome.err());
    assertTrue(outcome.err().startsWith("lakebill: "), outcome.err());
    assertTrue(outcome.err().contains(said), outcome.err());
    assertEquals(1, outcome.err().strip().lines().count(), outcome.err());
    assertFalse(outcome.err().contains("Project"), outcome.err());
    assertEquals("", outcome.out());
  }

  @Test
  void countsLinesOfTheWholeText() {
    Outcome outcome = LAKE.run("sql", "SELECT 1;\n\nSELECT\n  amonut\nFROM invoice_lines");

    assertTrue(outcome.err().contains("line 4, column 3: "), outcome.err());
    assertEquals("", outcome.out(), "the first was answered though the second cannot be");
  }

  @Test
  void answersSeveralQueriesInOneStart() {
    String queries = "SELECT 1 AS a; -- no; query\n SELECT ';' AS b, '\\'' AS c /* ; */;\n;";

    assertEquals("a\n-\n1\n\nb  c\n-  -\n;  '\n", LAKE.run("sql", queries).done());
    assertEquals("a\n1\n\nb,c\n;,'\n", LAKE.run("sql", "--csv", queries).done());
    assertEquals(
        "[{\"a\":1}]\n[{\"b\":\";\",\"c\":\"'\"}]\n", LAKE.run("sql", "--json", queries).done());
  }

  @Test
  void readsQueriesFromAFileAndFromStandardInput() throws IOException {
    Path file =
        Files.writeString(Scratch.directory("queries.sql"), "SELECT 1 AS a;\nSELECT 2 AS b");
    assertEquals(
        "[{\"a\":1}]\n[{\"b\":2}]\n", LAKE.run("sql", "--json", "--file", file + "").done());

    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("SELECT 3 AS c".getBytes(StandardCharsets.UTF_8)));
    try {
      assertEquals("[{\"c\":3}]\n", LAKE.run("sql", "--json", "-").done());
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ; ", " -- only a comment", "/* a; b */"})
  void refusesATextWithoutAQuery(String queries) {
    Outcome outcome = LAKE.run("sql", queries);

    assertEquals(2, outcome.exitCode());
    assertTrue(outcome.err().contains("there is no query"), outcome.err());
  }

  @Test
  void listsTheTables() {
    String said = command("tables").done();

    for (Table table : Table.values()) {
      assertTrue(said.lines().anyMatch(line -> line.startsWith(table.tableName() + " ")), said);
    }
    JsonNode tables = TestLake.json(command("tables", "--json"));
    assertEquals(Table.values().length + View.values().length, tables.size());
    assertEquals("input", tables.get(0).get("kind").asText());
  }

  @Test
  void describesATable() {
    String said = command("tables", "invoice_lines").done();
    assertTrue(said.startsWith("The lines of finalized invoices"), said);

    JsonNode columns = TestLake.json(command("tables", "invoice_lines", "--json")).get("columns");
    List<String> names = columns.findValuesAsText("name");
    assertEquals(Arrays.asList(LAKE.published().read(Table.INVOICE_LINES).columns()), names);
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void describesAViewAsItIs(View view) {
    JsonNode columns = TestLake.json(command("tables", view.viewName(), "--json")).get("columns");
    List<String> described = new ArrayList<>();
    columns.forEach(
        column -> described.add(column.get("name").asText() + " " + column.get("type").asText()));

    assertEquals(
        described,
        Arrays.stream(LAKE.published().named(view.viewName()).schema().fields())
            .map(field -> field.name() + " " + field.dataType().sql().replace(" ", ""))
            .toList());
    assertTrue(LAKE.rows("SELECT * FROM " + view.viewName()).size() > 1);
  }

  @Test
  void offersTablesWithNamesLikeAWrongOne() {
    for (String command : List.of("tables", "extract")) {
      Outcome outcome =
          command.equals("tables")
              ? command("tables", "invoice_line")
              : LAKE.run("extract", "--output", "unused", "invoice_line");

      assertEquals(2, outcome.exitCode());
      assertTrue(outcome.err().contains("did you mean invoice_lines"), outcome.err());
    }
  }

  private static Outcome command(String... words) {
    return TestLake.command(Clock.systemUTC(), words);
  }
}
