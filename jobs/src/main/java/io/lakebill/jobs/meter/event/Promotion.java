package io.lakebill.jobs.meter.event;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.schemas.catalog.Catalog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Which properties events carry in columns of their own, besides the map of all of them: those that
 * meters read, because a map takes longer to read than all else together. Events of different names
 * share the columns.
 *
 * @param byName for each event name the properties in {@code property_1} and so on
 */
public record Promotion(Map<String, List<String>> byName) {

  /** How many such columns {@code events} has. */
  public static final int COLUMNS = 6;

  /** Nothing is promoted. */
  public static final Promotion NONE = new Promotion(Map.of());

  /** Copies the map. */
  public Promotion {
    byName = Map.copyOf(byName);
  }

  /** What the priced meters of a catalog read, as far as there are columns for it. */
  public static Promotion of(SparkSession spark, Catalog catalog) {
    Questions questions = Questions.of(spark, PricedMeters.of(catalog));
    return new Promotion(
        questions.names().stream()
            .collect(
                Collectors.toMap(
                    name -> name,
                    name -> questions.properties(name).stream().limit(COLUMNS).toList())));
  }

  /** Events, which have all columns but these, with them. */
  public Dataset<Row> promote(Dataset<Row> events) {
    Column[] all =
        IntStream.rangeClosed(0, COLUMNS)
            .mapToObj(i -> i == 0 ? col("*") : promoted(i - 1).as(column(i - 1)))
            .toArray(Column[]::new);
    return events.select(all);
  }

  private Column promoted(int position) {
    Column value = when(lit(false), lit(null).cast("string"));
    for (var entry : new TreeMap<>(byName).entrySet()) {
      if (position < entry.getValue().size()) {
        value =
            value.when(
                col("event_name").equalTo(entry.getKey()),
                col("properties").getItem(entry.getValue().get(position)));
      }
    }
    return value;
  }

  /** The column of an event's property; empty text when it has none and is found in the map. */
  String columnOf(String eventName, String property) {
    int position = byName.getOrDefault(eventName, List.of()).indexOf(property);
    return position < 0 ? "" : column(position);
  }

  private static String column(int position) {
    return "property_" + (position + 1);
  }
}
