package io.lakebill.jobs.erase;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;

import io.lakebill.jobs.lake.Lake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * Where there is something to take.
 *
 * @param files that hold such rows
 * @param shares of each subject and source
 */
record Found(List<Path> files, List<Share> shares) {

  /**
   * What is taken from the rows of a subject and source.
   *
   * @param subjectHash stands for the subject
   * @param properties their names
   */
  record Share(String subjectHash, String source, long rows, List<String> properties) {

    Share {
      properties = List.copyOf(properties);
    }
  }

  /** Looks into files of a table. */
  static Found in(Lake lake, Taking taking, Person person, Collection<Path> files) {
    if (files.isEmpty()) {
      return new Found(List.of(), List.of());
    }
    List<Row> rows =
        taking
            .marked(
                lake.read(taking.table(), files)
                    .select(col("*"), col("_metadata.file_name").as("_file")))
            .where(col(Taking.IS_TAKEN_FROM))
            .groupBy("source", Taking.WHOSE, "_file")
            .agg(count(lit(1)), array_distinct(flatten(collect_set(Taking.NAMES))))
            .collectAsList();
    SortedSet<Path> found = new TreeSet<>();
    Map<List<String>, Share> shares = new LinkedHashMap<>();
    for (Row row : rows) {
      found.add(lake.path(taking.table()).resolve(row.getString(2)));
      Share share =
          new Share(
              person.hash(row.getString(1)),
              row.getString(0),
              row.getLong(3),
              new TreeSet<>(row.<String>getList(4)).stream().toList());
      shares.merge(List.of(share.subjectHash(), share.source()), share, Found::together);
    }
    return new Found(List.copyOf(found), new ArrayList<>(shares.values()));
  }

  private static Share together(Share one, Share other) {
    SortedSet<String> names = new TreeSet<>(one.properties());
    names.addAll(other.properties());
    return new Share(
        one.subjectHash(), one.source(), one.rows() + other.rows(), names.stream().toList());
  }

  boolean isNothing() {
    return files.isEmpty();
  }
}
