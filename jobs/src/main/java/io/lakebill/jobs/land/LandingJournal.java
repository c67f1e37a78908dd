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

  LandingJournal(Lake lake) {
    this.lake = lake;
    this.underWay = lake.root().resolve("_staging").resolve("landing");
  }

  /** Removes the rows of a landing that never ended. */
  void undoUnfinished() {
    if (!Files.isDirectory(underWay)) {
      return;
    }
    long last = lastLanding();
    for (Table table : List.of(Table.REJECTED_EVENTS, Table.EVENTS, Table.WITHDRAWN_EVENTS)) {
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

  /** Keeps rows of the landing under a name, so that they are computed once. */
  Dataset<Row> stage(String name, Dataset<Row> rows) {
    String staged = underWay.resolve(name).toString();
    rows.write().mode("overwrite").parquet(staged);
    return lake.spark().read().schema(rows.schema()).parquet(staged);
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
