package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.InParallel;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.table.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.spark.sql.Row;

/**
 * What the last row of {@code billing_runs} says, for those who read the tables without Lakebill:
 * {@code _published.json} in the lake has the version and the files of each table that runs
 * compute, all of one run. It is exchanged whole, after the tables and the row; who reads by it
 * sees one run, even while the next is published.
 *
 * @param inputs version of each input table that the run read
 * @param tables by name
 */
record PublishedFiles(
    long publication,
    String runInForce,
    LocalDate asOf,
    Instant publishedAt,
    Map<String, Long> inputs,
    Map<String, Files> tables) {

  static final String NAME = "_published.json";

  /**
   * A published table.
   *
   * @param files of Parquet, from the directory of the lake on; none where it has no rows
   */
  record Files(long version, List<String> files) {}

  /** Writes down what is published now. */
  static void write(Lake lake) {
    Published.last(lake)
        .map(row -> of(lake, row))
        .ifPresent(published -> RunFiles.write(lake.root().resolve(NAME), published));
  }

  private static PublishedFiles of(Lake lake, Row row) {
    Map<String, Long> versions = row.getJavaMap(row.fieldIndex("table_versions"));
    Map<String, Files> tables = new ConcurrentSkipListMap<>();
    InParallel.run(
        versions.entrySet().stream()
            .filter(version -> Table.named(version.getKey()).kind() == Table.Kind.GOLD)
            .<Runnable>map(
                version ->
                    () ->
                        tables.put(
                            version.getKey(), files(lake, version.getKey(), version.getValue())))
            .toList());
    return new PublishedFiles(
        row.<Long>getAs("publication"),
        row.getAs("run_in_force"),
        row.getAs("as_of"),
        row.getAs("published_at"),
        new TreeMap<>(row.<String, Long>getJavaMap(row.fieldIndex("input_versions"))),
        tables);
  }

  private static Files files(Lake lake, String table, long version) {
    return new Files(
        version,
        lake.files(Table.named(table), version).stream()
            .map(file -> lake.root().relativize(file))
            .map(Path::toString)
            .toList());
  }
}
