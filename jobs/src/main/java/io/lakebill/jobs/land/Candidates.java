package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakebill.schemas.source.FieldValue;
import io.lakebill.schemas.source.Source;
import io.lakebill.schemas.source.TimeFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Rows of any format as events that may be: the mapping of a source, applied. */
final class Candidates {

  private static final int KEPT_OF_PAYLOAD = 64 * 1024;

  private Candidates() {}

  /**
   * One row per raw row: the fields of an event as far as the row has them, what they hash to, and
   * the row itself as text.
   */
  static Dataset<Row> of(RawRows raw, Source source) {
    Dataset<Row> fields =
        raw.rows()
            .select(
                lit(source.id()).as("source"),
                col(RawRows.FILE),
                text(source.eventId(), raw).as("event_id"),
                text(source.eventName(), raw).as("event_name"),
                text(source.account(), raw).as("subject"),
                text(source.time(), raw).as("time_text"),
                properties(raw, source).as("properties"),
                raw.malformed().as("is_malformed"),
                raw.payload().as("payload"));
    Dataset<Row> timed =
        fields
            .withColumn("event_time", time(col("time_text"), source))
            .withColumn("payload_hash", xxhash64(col("payload")));
    Dataset<Row> identified = source.generatesIds() ? withGeneratedIds(timed) : timed;
    return identified
        .withColumn("identity_hash", xxhash64(col("source"), col("event_id")))
        .withColumn("body_hash", bodyHash())
        .withColumn("payload", substring(col("payload"), 1, KEPT_OF_PAYLOAD));
  }

  private static Column text(FieldValue field, RawRows raw) {
    if (field instanceof FieldValue.Column column) {
      return nullif(trim(raw.text(column.path())), lit(""));
    }
    return field instanceof FieldValue.Constant constant
        ? lit(constant.value())
        : lit(null).cast("string");
  }

  private static Column properties(RawRows raw, Source source) {
    Column own = coalesce(raw.properties(source.properties(), mapped(source)), emptyMap());
    List<Column> constants = new ArrayList<>();
    source
        .constants()
        .forEach(
            (name, value) -> {
              constants.add(lit(name));
              constants.add(lit(value));
            });
    if (constants.isEmpty()) {
      return own;
    }
    Object[] names = source.constants().keySet().toArray();
    // A constant says what the source is; a row cannot say otherwise.
    return map_concat(
        map_filter(own, (name, value) -> org.apache.spark.sql.functions.not(name.isin(names))),
        map(constants.toArray(Column[]::new)));
  }

  private static Set<String> mapped(Source source) {
    return Stream.of(source.eventId(), source.time(), source.eventName(), source.account())
        .filter(FieldValue.Column.class::isInstance)
        .map(field -> ((FieldValue.Column) field).path())
        .flatMap(path -> Stream.of(path, path.split("\\.", 2)[0]))
        .collect(Collectors.toSet());
  }

  /** The id of a row is what it says and how often its file has said so before. */
  private static Dataset<Row> withGeneratedIds(Dataset<Row> rows) {
    Column occurrence =
        row_number()
            .over(
                Window.partitionBy(col(RawRows.FILE), col("payload_hash"), col("payload"))
                    .orderBy(lit(1)));
    return rows.withColumn("occurrence", occurrence)
        .withColumn(
            "event_id",
            concat(substring(sha2(col("payload"), 256), 1, 32), lit("-"), col("occurrence")))
        .drop("occurrence");
  }

  private static Column time(Column text, Source source) {
    TimeFormat format = source.timeFormat();
    return switch (format.kind()) {
      case EPOCH_SECONDS -> epoch(text, 1_000_000);
      case EPOCH_MILLIS -> epoch(text, 1_000);
      case ISO -> inZone(text, text.try_cast("timestamp"), source);
      case PATTERN -> inZone(text, try_to_timestamp(text, lit(format.pattern())), source);
    };
  }

  private static Column epoch(Column text, long microsPerUnit) {
    return org.apache.spark.sql.functions.timestamp_micros(
        text.try_cast("decimal(20,6)").multiply(lit(microsPerUnit)).cast("bigint"));
  }

  /** Session time is UTC, so only a time that names no zone has to be moved. */
  private static Column inZone(Column text, Column asUtc, Source source) {
    Column namesZone = text.rlike("(?i)(Z|UTC|GMT|[+-]\\d{2}(:?\\d{2})?)$").and(text.contains(":"));
    return when(namesZone, asUtc).otherwise(to_utc_timestamp(asUtc, source.timeZone().getId()));
  }

  private static Column bodyHash() {
    return xxhash64(
        col("event_name"),
        col("subject"),
        col("event_time"),
        array_sort(map_entries(col("properties"))));
  }

  private static Column emptyMap() {
    return map().cast("map<string,string>");
  }
}
