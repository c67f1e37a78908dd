package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.schemas.source.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What became of the rows of each file of a landing; files without rows are listed too. */
record LandedFiles(Map<FileOfSource, LandedRows> byFile) {

  /** A file as a source handed it over. */
  record FileOfSource(String source, String file) {

    /** The file by its absolute path. */
    static FileOfSource of(Source source, Path file) {
      return new FileOfSource(source.id(), file.toAbsolutePath().normalize().toString());
    }
  }

  /** No rows of these files yet. */
  static LandedFiles none(List<Delivery> deliveries) {
    Map<FileOfSource, LandedRows> byFile = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      for (Path file : delivery.files()) {
        byFile.put(FileOfSource.of(delivery.source(), file), LandedRows.NONE);
      }
    }
    return new LandedFiles(byFile);
  }

  /** With more rows, which say their source, file, outcome and whether they are far from now. */
  LandedFiles plus(Dataset<Row> classified) {
    Map<FileOfSource, LandedRows> sums = new LinkedHashMap<>(byFile);
    for (Row row :
        Sql.run(
                classified.sparkSession(),
                "landed_files",
                Map.of("classified_rows", classified),
                Map.of())
            .collectAsList()) {
      sums.merge(
          new FileOfSource(row.getAs("source"), row.getAs(RawRows.FILE)),
          new LandedRows(
              row.getAs("handed_over"),
              row.getAs("accepted"),
              row.getAs("duplicates"),
              row.getAs("conflicts"),
              row.getAs("rejected"),
              row.getAs("superseded"),
              row.getAs("withdrawals"),
              row.getAs("far_from_now")),
          LandedRows::plus);
    }
    return new LandedFiles(sums);
  }

  /** With files that are known as a whole. */
  LandedFiles plus(Map<FileOfSource, LandedRows> others) {
    Map<FileOfSource, LandedRows> sums = new LinkedHashMap<>(byFile);
    others.forEach((file, rows) -> sums.merge(file, rows, LandedRows::plus));
    return new LandedFiles(sums);
  }

  /** What became of all rows. */
  LandedRows total() {
    return byFile.values().stream().reduce(LandedRows.NONE, LandedRows::plus);
  }

  /** What became of the rows of each source, by its id. */
  Map<String, LandedRows> bySource() {
    Map<String, LandedRows> bySource = new LinkedHashMap<>();
    byFile.forEach((file, rows) -> bySource.merge(file.source(), rows, LandedRows::plus));
    return bySource;
  }

  /**
   * What the landing of this number writes down, a row per file.
   *
   * @param hashes of the contents of files that have one
   * @param promoted the properties that events carry in columns of their own, by event name
   */
  List<Row> rows(
      long landing,
      Instant landedAt,
      Map<FileOfSource, String> hashes,
      Map<String, List<String>> promoted) {
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
                  rows.superseded(),
                  rows.withdrawals(),
                  hashes.get(entry.getKey()),
                  arrays(promoted),
                  landedAt);
            })
        .toList();
  }

  private static Map<String, String[]> arrays(Map<String, List<String>> lists) {
    Map<String, String[]> arrays = new LinkedHashMap<>();
    lists.forEach((name, properties) -> arrays.put(name, properties.toArray(String[]::new)));
    return arrays;
  }
}
