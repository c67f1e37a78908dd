package io.lakebill.jobs.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table is taken back to an earlier version by its files, or left to Delta untouched. */
@ExtendWith(SparkExtension.class)
class FileRestoreTest {

  private final Path table = Scratch.directory("table");

  /** Version 0 has 0, 1 has 1 besides, 2 has 2 alone. */
  @BeforeEach
  void write(SparkSession spark) {
    write(spark, 0, SaveMode.ErrorIfExists);
    write(spark, 1, SaveMode.Append);
    write(spark, 2, SaveMode.Overwrite);
  }

  private void write(SparkSession spark, long id, SaveMode mode) {
    spark.range(id, id + 1).coalesce(1).write().format("delta").mode(mode).save(table.toString());
  }

  @Test
  void itHasTheRowsOfThatVersionAgainByOneCommit(SparkSession spark) throws IOException {
    assertTrue(FileRestore.make(spark, table, 1));

    assertEquals(List.of(0L, 1L), rows(spark));
    assertEquals(4, commits());
    assertEquals(
        "RESTORE",
        spark
            .sql("DESCRIBE HISTORY delta.`%s` LIMIT 1".formatted(table))
            .select("operation")
            .first()
            .getString(0));

    write(spark, 3, SaveMode.Append);
    assertEquals(List.of(0L, 1L, 3L), rows(spark));
  }

  @Test
  void whatIsThereAlreadyNeedsNoCommit(SparkSession spark) throws IOException {
    assertTrue(FileRestore.make(spark, table, 0));
    assertTrue(FileRestore.make(spark, table, 0));

    assertEquals(List.of(0L), rows(spark));
    assertEquals(4, commits());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE delta.`%s` ADD COLUMN name STRING",
        "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.enableDeletionVectors' = true)"
      })
  void whereMoreThanFilesHasChangedDeltaIsLeftToIt(String change, SparkSession spark)
      throws IOException {
    spark.sql(change.formatted(table));

    assertFalse(FileRestore.make(spark, table, 1));

    assertEquals(List.of(2L), rows(spark));
    assertEquals(4, commits());
  }

  @Test
  void rowsThatADeletionVectorHidesAreLeftToDelta(SparkSession spark) throws IOException {
    spark.sql(
        "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.enableDeletionVectors' = true)"
            .formatted(table));
    spark
        .range(10, 20)
        .coalesce(1)
        .write()
        .format("delta")
        .mode(SaveMode.Append)
        .save(table.toString());
    spark.sql("DELETE FROM delta.`%s` WHERE id = 11".formatted(table));

    assertFalse(FileRestore.make(spark, table, 4));

    assertEquals(10, rows(spark).size());
    assertEquals(6, commits());
  }

  @Test
  void aFileThatIsGoneIsLeftToDelta(SparkSession spark) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    }

    assertFalse(FileRestore.make(spark, table, 1));

    assertEquals(3, commits());
  }

  private List<Long> rows(SparkSession spark) {
    return spark
        .read()
        .format("delta")
        .load(table.toString())
        .select("id")
        .orderBy("id")
        .collectAsList()
        .stream()
        .map(row -> row.getLong(0))
        .toList();
  }

  private long commits() throws IOException {
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      return log.filter(file -> file.toString().matches(".*/\\d{20}\\.json")).count();
    }
  }
}
