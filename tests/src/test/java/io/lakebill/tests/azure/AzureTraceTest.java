package io.lakebill.tests.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Real requests to two language model services (the Azure LLM inference trace 2023), billed to five
 * tenants. The trace is not part of the project; without it these tests are skipped. It names no
 * ids and no accounts, so a copy gets both: the file's name with the row's number, and the row's
 * number modulo five.
 */
@ExtendWith(SparkExtension.class)
class AzureTraceTest {

  private static final Path TRACE =
      Path.of(System.getProperty("lakebill.project", ".."), "..", "shared/data/azure-llm-2023");

  private static final int TENANTS = 5;

  private static TestLake lake;

  @BeforeAll
  static void billTheTrace() throws IOException {
    assumeTrue(
        Files.isRegularFile(TRACE.resolve("code.csv")),
        () -> "skipped: the Azure trace is not in " + TRACE.toAbsolutePath().normalize());
    lake = TestLake.at(Scratch.directory("azure"));
    lake.when("2023-12-01T02:30:00Z");
    String resources = Scenario.resource("/azure").toString();
    lake.run("catalog", "apply", "--catalog", resources + "/catalog.yaml").done();
    lake.run("accounts", "import", resources + "/accounts").done();
    for (String service : List.of("code", "conv")) {
      String copy = withIdsAndAccounts(service).toString();
      for (String kind : List.of("context", "generated")) {
        String source = resources + "/" + service + "-" + kind + ".yaml";
        lake.run("land", "--source", source, copy).done();
      }
    }
    lake.nightly("2023-12-01").done();
  }

  @Test
  void landsEveryRequestWithBothKindsOfTokens() {
    assertEquals(
        "56370,56370,0",
        lake.value(
            "SELECT sum(handed_over), sum(accepted), sum(rejected + duplicates + conflicts)"
                + " FROM landings"));
  }

  @Test
  void billsExactlyTheTotalsOfTheTrace() {
    assertEquals(
        List.of("context,40421844", "generated,4334561", "requests,28185"),
        lake.rows(
            "SELECT charge_id, sum(quantity) FROM charges GROUP BY charge_id ORDER BY charge_id"));
  }

  @Test
  void invoicesEveryTenantWithLinesThatAddUp() {
    assertEquals("5", lake.value("SELECT count(DISTINCT account_id) FROM invoices"));
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT number FROM invoices JOIN invoice_lines USING (number)
            GROUP BY number, total HAVING sum(amount) <> total
            """));
    assertEquals(
        List.of("context,40421844", "generated,4334561", "requests,28185"),
        lake.rows(
            """
            SELECT charge_id, sum(quantity) FROM invoice_lines
            GROUP BY charge_id ORDER BY charge_id
            """));
  }

  @Test
  void pricesEachCellOfServiceAndTokenKind() {
    assertEquals(
        List.of(),
        lake.rows(
            """
            SELECT account_id, description, exact_amount FROM invoice_lines
            WHERE charge_id <> 'requests'
              AND CAST(exact_amount AS DECIMAL(38, 18)) <> CAST(quantity AS DECIMAL(18, 0))
                * CASE
                    WHEN description LIKE '%code%' AND charge_id = 'context' THEN 0.000003
                    WHEN description LIKE '%conv%' AND charge_id = 'context' THEN 0.0000025
                    WHEN description LIKE '%code%' THEN 0.000015
                    ELSE 0.00001
                  END
            """));
  }

  private static Path withIdsAndAccounts(String service) throws IOException {
    Path copy = Scratch.directory(service + ".csv");
    try (BufferedReader in = Files.newBufferedReader(TRACE.resolve(service + ".csv"));
        BufferedWriter out = Files.newBufferedWriter(copy)) {
      out.write("RowId,Account," + in.readLine() + "\n");
      long row = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        row++;
        out.write(service + "-" + row + ",tenant-" + row % TENANTS + "," + line + "\n");
      }
    }
    return copy;
  }
}
