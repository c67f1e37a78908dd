package io.lakebill.tests.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The price models of six product documents and what else the field has, in a night each. */
@ExtendWith(SparkExtension.class)
class DocumentsTest {

  @ParameterizedTest
  @ValueSource(strings = {"atlas", "billingrails", "field", "lago", "m3ter", "maple", "metronome"})
  void invoicesWhatTheDocumentSays(String document) throws IOException {
    Scenario scenario = Scenario.named("documents/" + document);
    TestLake lake = TestLake.at(Scratch.directory(document));

    lake.nightOver(
        scenario.folder(),
        Files.readString(scenario.folder().resolve("night.txt")).strip(),
        "--most-due",
        "100");

    assertEquals(
        String.join("\n", scenario.expected("expected.csv")),
        String.join("\n", lake.rows(INVOICED)));
    assertEquals(List.of(), lake.rows("SELECT state FROM draft_invoices WHERE state = 'held'"));
    assertEquals(List.of(), lake.rows("SELECT issue, message FROM billing_issues"));
  }

  /** What each charge comes to, and then what is due. */
  private static final String INVOICED =
      """
      SELECT account_id, billing_date, charge_id, line_type, amount FROM (
        SELECT account_id, billing_date, charge_id, line_type, sum(amount) AS amount, 1 AS part
        FROM invoice_lines GROUP BY ALL HAVING sum(amount) <> 0
        UNION ALL
        SELECT account_id, billing_date, 'amount due', '', amount_due, 2 FROM invoices
      ) ORDER BY account_id, billing_date, part, charge_id
      """;
}
