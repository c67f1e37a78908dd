package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.Directories;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Remembers on disk that a landing is under way, so that the next one can undo what a process that
 * died has left. Only rows of a landing that {@code landings} lists count.
 */
final class LandingJournal {

  private final Lake lake;
  private final Path underWay;
  private final Path staged;

  LandingJournal(Lake lake) {
    this.lake = lake;
    this.underWay = lake.root().resolve("_staging").resolve("landing");
    this.staged = underWay.resolve("rows");
  }

  /** Removes the rows of a landing that never ended. */
  void undoUnfinished() {
    if (!Files.isDirectory(underWay)) {
      return;
    }
    long last = lastLanding();
    for (Table table : List.of(Table.REJECTED_EVENTS, Table.EVENTS)) {
      lake.deleteWhere(table, "landing > " + last);
    }
    end();
  }

  /** Starts a landing and gives its number. */
  long begin() {
    try {
      Files.createDirectories(underWay);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + underWay, e);
    }
    return lastLanding() + 1;
  }

  /** Keeps the landing's rows, so that they are read and classified once. */
  Dataset<Row> stage(Dataset<Row> rows) {
    rows.write().mode("overwrite").parquet(staged.toString());
    return lake.spark().read().parquet(staged.toString());
  }

  /** Ends the landing: what it wrote counts. */
  void end() {
    Directories.delete(underWay);
  }

  private long lastLanding() {
    Row last = lake.read(Table.LANDINGS).agg(functions.max("landing")).first();
    return last.isNullAt(0) ? 0 : last.getLong(0);
  }
}
