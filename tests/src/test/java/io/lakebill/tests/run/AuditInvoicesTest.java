package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.schemas.table.Table;
import io.lakebill.tests.fixture.FirstNights;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code audit invoices} names what was made otherwise in the files themselves, and so does the
 * first night of a month, which publishes nothing then.
 */
@ExtendWith(SparkExtension.class)
class AuditInvoicesTest {

  @Test
  void allIsAsItWasAndTheFirstNightOfTheMonthLookedAtAll() {
    TestLake lake = September.nextDay();

    JsonNode audit = TestLake.json(lake.run("audit", "invoices", "--json"));

    assertTrue(audit.get("holds").asBoolean(), audit.toString());
    assertEquals(lake.value("SELECT count(*) FROM invoices"), audit.get("invoices").asText());
    assertEquals(lake.value("SELECT count(*) FROM invoice_lines"), audit.get("lines").asText());
    assertEquals(0, audit.get("breaches").size());
    assertEquals(
        List.of("1", "null"),
        lake.rows(
            """
            SELECT counts['audits_of_all_invoices'] FROM billing_runs
            WHERE action = 'publish' ORDER BY publication
            """));
  }

  @Test
  void aLineAndAnEntryOfCreditsThatWereRewrittenAreNamed(SparkSession spark) throws IOException {
    TestLake lake = FirstNights.over("credits", "2026-02-01").copy();
    rewrite(spark, lake, Table.INVOICE_LINES, "amount", "amount + 1", "number = 'C-000002'");
    rewrite(spark, lake, Table.CREDIT_LEDGER, "amount", "amount - 1", "credit_grant_id = 'g-gift'");

    Outcome audit = lake.run("audit", "invoices");
    Outcome asJson = lake.run("audit", "invoices", "--json");

    assertEquals(65, audit.exitCode(), audit.err());
    assertTrue(audit.err().contains("invoice C-000002 of seller "), audit.err());
    assertTrue(audit.err().contains("credit grant g-gift of account gift"), audit.err());
    assertTrue(audit.out().contains("things differ"), audit.out());
    assertEquals(65, asJson.exitCode(), asJson.err());
    assertTrue(asJson.out().contains("not what was sealed"), asJson.out());
  }

  /** Whoever accepts a table that was changed says nothing about what is in it. */
  @Test
  void theFirstNightOfAMonthPublishesNothingWhenAnOldInvoiceDiffers(SparkSession spark) {
    TestLake lake = September.billed();
    spark.sql(
        "UPDATE delta.`%s` SET account_name = 'Somebody' WHERE sequence = 1"
            .formatted(lake.directory().resolve("invoices")));
    lake.run("repair", "--accept", "invoices", "--reason", "restored").done();
    Map<String, Long> versions = lake.versions();

    Outcome night = lake.nightly("2026-11-03");

    assertEquals(65, night.exitCode(), night.err());
    assertTrue(night.err().contains("is not published, its audit failed"), night.err());
    assertTrue(night.err().contains("it and its lines are not what was sealed"), night.err());
    assertEquals(versions, lake.versions());
  }

  /** Puts a file with another value in the place of the one of a table; readers see no other. */
  private static void rewrite(
      SparkSession spark, TestLake lake, Table table, String column, String value, String where)
      throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(lake.directory().resolve(table.tableName()))) {
      file =
          files
              .filter(one -> one.getFileName().toString().endsWith(".parquet"))
              .reduce(
                  (one, other) -> {
                    throw new IllegalStateException(table + " has several files");
                  })
              .orElseThrow();
    }
    Path other = Scratch.directory("rewritten");
    var rows = spark.read().parquet(file.toString());
    rows.withColumn(
            column,
            functions
                .when(functions.expr(where), functions.expr(value))
                .otherwise(functions.col(column))
                .cast(rows.schema().apply(column).dataType()))
        .coalesce(1)
        .write()
        .parquet(other.toString());
    try (Stream<Path> files = Files.list(other)) {
      Path made =
          files
              .filter(one -> one.getFileName().toString().endsWith(".parquet"))
              .findFirst()
              .orElseThrow();
      Files.copy(made, file, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }
}
