package io.lakebill.jobs.report;

import io.lakebill.jobs.lake.Directories;
import io.lakebill.jobs.lake.UnusableLakeException;
import io.lakebill.schemas.csv.SafeCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Copies published tables to plain files, one folder each: {@code DIR/invoices/part-*.parquet}. A
 * folder is replaced whole; one that no extract made is never touched.
 */
public final class Extract {

  private static final String MARK = ".lakebill-extract";

  /** A null stays one. */
  private static final UserDefinedFunction SAFE =
      functions.udf(
          (UDF1<String, String>) text -> text == null ? null : SafeCell.of(text),
          DataTypes.StringType);

  /** What the files are. */
  public enum Format {
    PARQUET,
    /** With a header; nested values as JSON text, and no text that a spreadsheet would run. */
    CSV
  }

  private final Path output;
  private final Format format;

  /** An extract to a directory. */
  public Extract(Path output, Format format) {
    this.output = output.toAbsolutePath().normalize();
    this.format = format;
  }

  /** Writes tables and views by their names, and returns how many rows each has. */
  public Map<String, Long> write(PublishedTables tables, List<String> wanted) {
    wanted.forEach(name -> requireOurs(output.resolve(name)));
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String name : wanted) {
      rows.put(name, write(tables.named(name), output.resolve(name)));
    }
    return rows;
  }

  private long write(Dataset<Row> rows, Path folder) {
    Path partial = folder.resolveSibling("." + folder.getFileName() + ".partial");
    Directories.delete(partial);
    Dataset<Row> files = format == Format.CSV ? flat(rows) : rows;
    files
        .write()
        .option("header", true)
        .option("escape", "\"")
        .format(format.name().toLowerCase(Locale.ROOT))
        .save(partial.toString());
    try {
      Files.createFile(partial.resolve(MARK));
      Directories.delete(folder);
      Files.move(partial, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder, e);
    }
    return rows.count();
  }

  private static Dataset<Row> flat(Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(rows.schema().fields())
            .map(
                field -> {
                  Column column = functions.col(field.name());
                  boolean isNested =
                      field.dataType() instanceof ArrayType
                          || field.dataType() instanceof MapType
                          || field.dataType() instanceof StructType;
                  if (isNested) {
                    return functions.to_json(column).as(field.name());
                  }
                  return field.dataType().equals(DataTypes.StringType)
                      ? SAFE.apply(column).as(field.name())
                      : column;
                })
            .toArray(Column[]::new));
  }

  private static void requireOurs(Path folder) {
    if (Files.exists(folder) && !Files.exists(folder.resolve(MARK))) {
      throw new UnusableLakeException(
          "%s is there and was not made by an extract; choose another --output".formatted(folder),
          null);
    }
  }
}
