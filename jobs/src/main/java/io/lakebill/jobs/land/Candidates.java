package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.lakebill.schemas.source.Changes;
import io.lakebill.schemas.source.FieldValue;
import io.lakebill.schemas.source.Source;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Rows of any format as events that may be: the mapping of a source, applied. Every column stands
 * on its own, so that a query which needs only some pays for these.
 */
final class Candidates {

  /** Of a row that is refused, for a person to look at. */
  private static final int MOST_KEPT = 65_536;

  private Candidates() {}

  /** One row per raw row, with all there is to tell about it. */
  static Dataset<Row> whole(RawRows raw, Delivery delivery) {
    Dataset<Row> open = open(raw, raw.rows(), delivery);
    return told(open, raw, delivery, lit(true), col("event_time").isNull());
  }

  /**
   * One row per raw row: the fields of an event as far as the row has them, what they hash to, and
   * what the row carries along. What only a person wants to know of it is told later.
   *
   * @param rows the raw rows, with columns to keep as they are
   * @param kept the names of these
   */
  static Dataset<Row> open(RawRows raw, Dataset<Row> rows, Delivery delivery, String... kept) {
    Source source = delivery.source();
    Properties properties =
        raw.properties(source.properties(), mapped(source))
            .without(source.pseudonymous() ? Privacy.named(source) : Set.of())
            .with(source.constants());
    Column eventName = text(source.eventName(), raw);
    Column subject = text(source.account(), raw);
    Column who = delivery.key().map(key -> key.pseudonym(subject)).orElse(subject);
    Column version = text(source.changes().version(), raw);
    Column action = lower(text(source.changes().action(), raw));
    Optional<Column> storedTime =
        source.time() instanceof FieldValue.Column column
            ? raw.time(column.path(), source)
            : Optional.empty();
    Column timeText = text(source.time(), raw);
    Column time = storedTime.orElseGet(() -> Times.of(timeText, source));
    Column namesTime =
        storedTime.isPresent()
            ? source.time().paths().map(raw::isThere).findFirst().orElseThrow()
            : timeText.isNotNull();
    Column[] ofBody =
        Stream.concat(Stream.of(eventName, who, time), properties.hashed()).toArray(Column[]::new);
    Stream<Column> fields =
        Stream.of(
            lit(source.id()).as("source"),
            col(RawRows.FILE),
            eventId(raw, source).as("event_id"),
            version.as("version_text"),
            when(version.rlike("^" + Changes.VERSION + "$"), version.try_cast("bigint"))
                .as("version"),
            action.as("action"),
            isAmong(action, Changes.WITHDRAWS).as("is_withdrawal"),
            eventName.as("event_name"),
            subject.as("subject"),
            namesTime.as("names_time"),
            time.as("event_time"),
            properties.asMap().as("properties"),
            xxhash64(ofBody).as("body_hash"),
            coalesce(raw.problem(), EventIds.problem(raw, source), raw.problem(source.properties()))
                .as("problem"));
    Dataset<Row> candidates =
        rows.select(
            Stream.of(fields, raw.carried().stream(), Arrays.stream(kept).map(name -> col(name)))
                .flatMap(columns -> columns)
                .toArray(Column[]::new));
    Dataset<Row> identified =
        source.generatesIds() ? withGeneratedIds(candidates, raw.asCarried()) : candidates;
    Dataset<Row> judged = identified.withColumn("has_control_character", hasControlCharacter());
    return delivery
        .privacy()
        .map(privacy -> privacy.applied(judged))
        .orElse(judged)
        .withColumn("identity_hash", xxhash64(col("source"), col("event_id")));
  }

  /**
   * Open candidates without what they carried along. Some have been told what only a person wants
   * to know instead: the time as the row has it, and the row itself. To make these of every row
   * would take longer than all else.
   *
   * @param isTold which; the others get nulls
   * @param lacksTime which have no time, perhaps because it cannot be read
   */
  static Dataset<Row> told(
      Dataset<Row> open, RawRows raw, Delivery delivery, Column isTold, Column lacksTime) {
    RawRows carried = raw.asCarried();
    Source source = delivery.source();
    Dataset<Row> told =
        open.withColumn("time_text", when(isTold, text(source.time(), carried)))
            .withColumn(
                "time_problem",
                when(isTold.and(lacksTime), Times.problem(col("time_text"), source)))
            .withColumn("payload", when(isTold, carried.payload()));
    Dataset<Row> hashed = told.withColumn("payload_hash", xxhash64(col("payload")));
    Column[] unwanted = raw.carried().toArray(Column[]::new);
    return delivery
        .privacy()
        .map(privacy -> privacy.withheld(hashed))
        .orElse(hashed)
        .withColumn("payload", substring(col("payload"), 1, MOST_KEPT))
        .drop(raw.rows().select(unwanted).columns());
  }

  /** The same hash before a raw row is made a candidate, for sources that do not generate ids. */
  static Column identityHash(RawRows raw, Delivery delivery) {
    Column id = eventId(raw, delivery.source());
    return xxhash64(
        lit(delivery.source().id()), delivery.key().map(key -> key.pseudonym(id)).orElse(id));
  }

  private static Column eventId(RawRows raw, Source source) {
    return source.eventId() instanceof FieldValue.Joined joined
        ? EventIds.joined(joined.paths().map(path -> text(path, raw)).toList())
        : text(source.eventId(), raw);
  }

  private static Column text(String path, RawRows raw) {
    return nullif(trim(raw.text(path)), lit(""));
  }

  private static Column text(FieldValue field, RawRows raw) {
    if (field instanceof FieldValue.Column column) {
      return text(column.path(), raw);
    }
    return field instanceof FieldValue.Constant constant
        ? lit(constant.value())
        : lit(null).cast("string");
  }

  private static Column isAmong(Column text, Set<String> words) {
    return coalesce(text.isin(words.toArray()), lit(false));
  }

  private static Column hasControlCharacter() {
    return Stream.of("event_id", "event_name", "subject")
        .map(name -> Texts.hasControlCharacter(col(name)))
        .reduce(Column::or)
        .orElseThrow();
  }

  private static Set<String> mapped(Source source) {
    return source
        .mappedPaths()
        .flatMap(path -> Stream.of(path, path.split("\\.", 2)[0]))
        .collect(Collectors.toSet());
  }

  /**
   * The id of a row is what it says and how often its file has said so before. A row that cannot be
   * read has none.
   */
  private static Dataset<Row> withGeneratedIds(Dataset<Row> candidates, RawRows carried) {
    Column content = col("content");
    Dataset<Row> rows =
        candidates.withColumn("content", when(col("problem").isNull(), carried.payload()));
    Column occurrence =
        row_number()
            .over(
                Window.partitionBy(col(RawRows.FILE), xxhash64(content), content).orderBy(lit(1)));
    return rows.withColumn("occurrence", occurrence)
        .withColumn(
            "event_id", concat(substring(sha2(content, 256), 1, 32), lit("-"), col("occurrence")))
        .drop("occurrence", "content");
  }
}
