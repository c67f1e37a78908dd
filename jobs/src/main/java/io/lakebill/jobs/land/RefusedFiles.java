package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.source.InvalidRows;
import io.lakebill.schemas.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Files that are refused whole, because one of their rows can be no event and their source wants
 * that: all their rows are rejected, so that the file can be mended and sent again.
 *
 * @param bySource paths by the id of their source
 */
record RefusedFiles(Map<String, List<String>> bySource) {

  private static final String REASON = "reason";

  /** Those among rows that were checked; these are only looked at for sources that want it. */
  static RefusedFiles among(Dataset<Row> checked, List<Delivery> deliveries) {
    Object[] strict =
        deliveries.stream()
            .map(Delivery::source)
            .filter(source -> source.invalidRows() == InvalidRows.FILE)
            .map(Source::id)
            .distinct()
            .toArray();
    Map<String, List<String>> bySource = new TreeMap<>();
    if (strict.length > 0) {
      checked
          .where(col("source").isin(strict).and(col(REASON).isNotNull()))
          .select("source", RawRows.FILE)
          .distinct()
          .collectAsList()
          .forEach(
              row ->
                  bySource
                      .computeIfAbsent(row.getString(0), id -> new ArrayList<>())
                      .add(row.getString(1)));
    }
    return new RefusedFiles(bySource);
  }

  /** Checked rows, of which those of refused files have a reason to be rejected. */
  Dataset<Row> refuse(Dataset<Row> checked) {
    return bySource.entrySet().stream()
        .map(
            files ->
                col("source")
                    .equalTo(files.getKey())
                    .and(col(RawRows.FILE).isin(files.getValue().toArray())))
        .reduce(Column::or)
        .map(isRefused -> when(isRefused, coalesce(col(REASON), lit("refused_file"))))
        .map(refused -> checked.withColumn(REASON, refused.otherwise(col(REASON))))
        .orElse(checked);
  }
}
