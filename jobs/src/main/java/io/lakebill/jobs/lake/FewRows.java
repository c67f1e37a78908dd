package io.lakebill.jobs.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows that are at hand as files of a table, which does not have them by that. */
final class FewRows {

  private static final String FRAME = "rows";

  private FewRows() {}

  /**
   * Writes them into the folder of a table.
   *
   * @param columns of the table
   * @return the files; none for no rows
   * @throws UnusableLakeException if a row lacks a value that the table requires
   */
  static List<Path> write(
      SparkSession spark, Path folder, StructType columns, List<InternalRow> rows) {
    requireValues(folder, columns, rows);
    return StagedFrames.writeHere(
            spark,
            folder,
            Map.of(FRAME, columns.asNullable()),
            Map.of(),
            rows,
            (all, frame) -> {
              all.forEach(row -> frame.add(FRAME, row));
              return all.size();
            })
        .files()
        .stream()
        .map(file -> Path.of(file.file()))
        .toList();
  }

  private static void requireValues(Path folder, StructType columns, List<InternalRow> rows) {
    for (int i = 0; i < columns.size(); i++) {
      StructField column = columns.fields()[i];
      int number = i;
      if (!column.nullable() && rows.stream().anyMatch(row -> row.isNullAt(number))) {
        throw new UnusableLakeException(
            "a row for %s has no value in %s, which must have one"
                .formatted(folder.getFileName(), column.name()),
            null);
      }
    }
  }
}
