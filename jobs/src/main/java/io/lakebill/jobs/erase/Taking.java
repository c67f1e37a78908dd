package io.lakebill.jobs.erase;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.table.Table;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is taken from the rows of a table. Rows stay, in number and in identity. */
sealed interface Taking {

  /** The column that says whether there is something to take from a row; never null. */
  String IS_TAKEN_FROM = "_is_taken_from";

  /** The column with the names of properties that are taken. */
  String NAMES = "_names";

  /** The column with the subject that a row is of. */
  String WHOSE = "_whose";

  /** The table. */
  Table table();

  /** Rows of the table with the three columns above. */
  Dataset<Row> marked(Dataset<Row> rows);

  /** Rows that were marked, without what is taken. */
  Dataset<Row> taken(Dataset<Row> marked);

  /**
   * The properties of a person's events that no meter reads.
   *
   * @param read what meters read, by event name
   */
  record OfProperties(Table table, Person person, Map<String, Set<String>> read) implements Taking {

    @Override
    public Dataset<Row> marked(Dataset<Row> rows) {
      Column others = map_filter(col("properties"), (name, value) -> not(isRead(name)));
      return rows.withColumn(
              IS_TAKEN_FROM, coalesce(person.isSubject().and(size(others).gt(0)), lit(false)))
          .withColumn(NAMES, map_keys(others))
          .withColumn(WHOSE, col("subject"));
    }

    @Override
    public Dataset<Row> taken(Dataset<Row> marked) {
      Column left = map_filter(col("properties"), (name, value) -> isRead(name));
      return marked.withColumn(
          "properties", when(col(IS_TAKEN_FROM), left).otherwise(col("properties")));
    }

    private Column isRead(Column property) {
      if (read.isEmpty()) {
        return lit(false);
      }
      Column ofName = element_at(literal(read), col("event_name"));
      return coalesce(array_contains(ofName, property), lit(false));
    }

    private static Column literal(Map<String, Set<String>> names) {
      return map(
          names.entrySet().stream()
              .flatMap(
                  entry ->
                      Stream.of(
                          lit(entry.getKey()),
                          array(
                                  entry.getValue().stream()
                                      .map(name -> lit(name))
                                      .toArray(Column[]::new))
                              .cast("array<string>")))
              .toArray(Column[]::new));
    }
  }

  /**
   * The payload of refused rows that have the id of one of a person's events, or name them. One
   * that was cut does not tell whose it is, and is taken, too.
   *
   * @param identities source and id of each of their events, once
   */
  record OfPayloads(Person person, Dataset<Row> identities) implements Taking {

    private static final int CUT_AFTER = 65_536;

    @Override
    public Table table() {
      return Table.REJECTED_EVENTS;
    }

    @Override
    public Dataset<Row> marked(Dataset<Row> rows) {
      Dataset<Row> theirs = identities.toDF("_source", "_id");
      Column isTheirs =
          col("_id")
              .isNotNull()
              .or(Mentions.of(col("payload"), person.name().strip()))
              .or(length(col("payload")).geq(CUT_AFTER));
      return rows.join(
              theirs,
              col("source").equalTo(col("_source")).and(col("event_id").equalTo(col("_id"))),
              "left")
          .withColumn(
              IS_TAKEN_FROM,
              coalesce(person.isMeant().and(col("payload").notEqual("")).and(isTheirs), lit(false)))
          .withColumn(NAMES, array().cast("array<string>"))
          .withColumn(WHOSE, lit(person.name().strip()))
          .drop("_source", "_id");
    }

    /** What is wrong with a row may quote it. */
    @Override
    public Dataset<Row> taken(Dataset<Row> marked) {
      Column isQuoting = not(col("reason").isin("conflict", "superseded"));
      return marked
          .withColumn(
              "detail",
              when(
                      col(IS_TAKEN_FROM).and(isQuoting),
                      lit("the row was erased, and with it what was wrong"))
                  .otherwise(col("detail")))
          .withColumn("payload", when(col(IS_TAKEN_FROM), lit("")).otherwise(col("payload")));
    }
  }
}
