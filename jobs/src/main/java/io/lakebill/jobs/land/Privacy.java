package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakebill.jobs.lake.LakeKey;
import io.lakebill.schemas.source.Changes;
import io.lakebill.schemas.source.FieldValue;
import io.lakebill.schemas.source.PropertyColumns;
import io.lakebill.schemas.source.Source;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a lake may know of the rows of a source that wants pseudonyms: who and which event as keyed
 * hashes, and of a row that is refused nothing but that, its reason and a keyed hash of it.
 */
record Privacy(LakeKey key) {

  private static final String WITHHELD = "(withheld)";

  /** Candidates that can be written down. Whether their names are valid was asked before. */
  Dataset<Row> applied(Dataset<Row> candidates) {
    return candidates
        .withColumn("event_id", key.pseudonym(col("event_id")))
        .withColumn("subject", key.pseudonym(col("subject")))
        .withColumn("version_text", withheld(col("version_text")))
        .withColumn("action", when(isKnown(), col("action")).otherwise(withheld(col("action"))))
        .withColumn(
            "problem",
            when(
                col("problem").isNotNull(),
                struct(
                    col("problem.reason").as("reason"),
                    lit("the row cannot be read; its source wants pseudonyms, so it is not kept")
                        .as("detail"))));
  }

  /** Candidates that have been told, without what nobody may read. */
  Dataset<Row> withheld(Dataset<Row> told) {
    return told.withColumn("time_text", withheld(col("time_text")))
        .withColumn("time_problem", lit(null).cast("string"))
        .withColumn("payload_hash", xxhash64(key.pseudonym(col("payload"))))
        .withColumn("payload", lit(""));
  }

  /** Properties that hold what has to be a pseudonym. */
  static Set<String> named(Source source) {
    return Stream.of(source.eventId(), source.account())
        .flatMap(FieldValue::paths)
        .flatMap(path -> named(source.properties(), path))
        .collect(Collectors.toSet());
  }

  private static Stream<String> named(PropertyColumns properties, String path) {
    if (properties instanceof PropertyColumns.Nested nested) {
      return path.startsWith(nested.path() + ".")
          ? named(path.substring(nested.path().length() + 1))
          : Stream.of();
    }
    return named(path);
  }

  private static Stream<String> named(String path) {
    return Stream.of(path, path.split("\\.", 2)[0]);
  }

  private static Column isKnown() {
    Object[] known = Stream.of(Changes.RECORDS, Changes.WITHDRAWS).flatMap(Set::stream).toArray();
    return coalesce(col("action").isin(known), lit(false));
  }

  private static Column withheld(Column text) {
    return when(text.isNotNull(), lit(WITHHELD));
  }
}
