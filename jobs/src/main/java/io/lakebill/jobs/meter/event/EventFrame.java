package io.lakebill.jobs.meter.event;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.Scan;
import io.lakebill.jobs.meter.tally.Tally;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Events that carry the same properties in columns of their own.
 *
 * @param promotion which properties these are
 */
public record EventFrame(Dataset<Row> events, Promotion promotion) {

  private static final Set<String> OF_EVERY_TALLY =
      Set.of("landing", "subject", "event_name", "event_time");

  /**
   * All events that count of a run's version of {@code events}; some may have landed after its
   * cut-off.
   */
  public static List<EventFrame> all(RunContext context) {
    Map<Promotion, Set<Long>> landings = new LinkedHashMap<>();
    for (Row row : context.pinned(Table.LANDINGS).select("landing", "promoted").collectAsList()) {
      Map<String, List<String>> promoted = new LinkedHashMap<>();
      row.<String, scala.collection.Seq<String>>getJavaMap(1)
          .forEach(
              (name, properties) ->
                  promoted.put(
                      name,
                      List.copyOf(scala.jdk.javaapi.CollectionConverters.asJava(properties))));
      landings.computeIfAbsent(new Promotion(promoted), any -> new TreeSet<>()).add(row.getLong(0));
    }
    Dataset<Row> events = WithdrawnEvents.leftOutOf(context, context.pinned(Table.EVENTS));
    if (landings.size() <= 1) {
      Promotion only = landings.keySet().stream().findFirst().orElse(Promotion.NONE);
      return List.of(new EventFrame(events, only));
    }
    List<EventFrame> frames = new ArrayList<>();
    landings.forEach(
        (promotion, some) ->
            frames.add(
                new EventFrame(events.where(col("landing").isin(some.toArray())), promotion)));
    return frames;
  }

  /** The same of some of the events, or of more about them. */
  public EventFrame with(UnaryOperator<Dataset<Row>> change) {
    return new EventFrame(change.apply(events), promotion);
  }

  /** The rows and columns that some questions want, and how to read them. */
  Tally.Input input(Questions questions) {
    Scan scan = Scan.of(wanted(questions));
    return new Tally.Input(scan, questions.reading(scan.columns(), promotion));
  }

  /** The columns that some questions want. */
  Dataset<Row> wanted(Questions questions) {
    Column[] columns =
        Stream.of(
                OF_EVERY_TALLY,
                questions.columns(),
                questions.columns(promotion),
                questions.needsMap(promotion) ? Set.of("properties") : Set.<String>of())
            .flatMap(Set::stream)
            .distinct()
            .map(name -> col(name))
            .toArray(Column[]::new);
    return events.select(columns);
  }
}
