package io.lakebill.jobs.load;

import io.lakebill.jobs.lake.NamedFiles;
import io.lakebill.jobs.lake.Sessions;
import io.lakebill.schemas.account.AccountReading;
import io.lakebill.schemas.account.RowKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of Parquet files; their values may be dates, numbers, times and lists as well as text. */
final class ParquetRows {

  private static final String SUFFIX = ".parquet";

  private ParquetRows() {}

  static boolean isParquet(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  static void read(Path file, AccountReading reading) {
    String name = file.getFileName().toString();
    Optional<RowKind> kind = RowKind.ofStem(name.substring(0, name.length() - SUFFIX.length()));
    if (kind.isEmpty()) {
      reading.unknown(file);
    } else {
      read(file, kind.get(), reading);
    }
  }

  /** Rows of one kind, whatever the file's name. */
  static void read(Path file, RowKind kind, AccountReading reading) {
    Dataset<Row> rows;
    List<Row> collected;
    try {
      rows = Sessions.open().read().parquet(NamedFiles.pattern(file.toString()));
      collected = rows.collectAsList();
    } catch (Exception e) {
      // Scala does not declare the checked exceptions that it throws.
      reading.problem(
          file.toString(), "not Parquet: " + e.getMessage().lines().findFirst().orElse(""));
      return;
    }
    TypedRows typed = new TypedRows(kind, file.toString(), List.of(rows.columns()));
    for (Row row : collected) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        values.add(row.isNullAt(i) ? null : row.get(i));
      }
      typed.add(values);
    }
    typed.into(reading);
  }
}
