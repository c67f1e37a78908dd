package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.Sql;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** What became of the rows of each file of a landing; files without rows are listed too. */
record LandedFiles(Map<FileOfSource, LandedRows> byFile) {

  /** A file as a source handed it over. */
  record FileOfSource(String source, String file) {}

  /** Counts classified rows. */
  static LandedFiles count(SparkSession spark, Dataset<Row> classified, List<Delivery> deliveries) {
    Map<FileOfSource, LandedRows> byFile = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      for (Path file : delivery.files()) {
        String path = file.toAbsolutePath().normalize().toString();
        byFile.put(new FileOfSource(delivery.source().id(), path), LandedRows.NONE);
      }
    }
    for (Row row :
        Sql.run(spark, "landed_files", Map.of("classified_rows", classified), Map.of())
            .collectAsList()) {
      byFile.put(
          new FileOfSource(row.getAs("source"), row.getAs(RawRows.FILE)),
          new LandedRows(
              row.getAs("handed_over"),
              row.getAs("accepted"),
              row.getAs("duplicates"),
              row.getAs("conflicts"),
              row.getAs("rejected")));
    }
    return new LandedFiles(byFile);
  }

  /** What became of the rows of each source, by its id. */
  Map<String, LandedRows> bySource() {
    Map<String, LandedRows> bySource = new LinkedHashMap<>();
    byFile.forEach((file, rows) -> bySource.merge(file.source(), rows, LandedRows::plus));
    return bySource;
  }

  /** What the landing of this number writes down, a row per file. */
  List<Row> rows(long landing, Instant landedAt) {
    return byFile.entrySet().stream()
        .map(
            entry -> {
              LandedRows rows = entry.getValue();
              return RowFactory.create(
                  landing,
                  entry.getKey().source(),
                  entry.getKey().file(),
                  rows.handedOver(),
                  rows.accepted(),
                  rows.duplicates(),
                  rows.conflicts(),
                  rows.rejected(),
                  landedAt);
            })
        .toList();
  }
}
