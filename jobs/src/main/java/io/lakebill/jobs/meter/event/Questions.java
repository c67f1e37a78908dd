package io.lakebill.jobs.meter.event;

import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.meter.tally.Layout;
import io.lakebill.jobs.meter.tally.Reading;
import io.lakebill.jobs.meter.tally.TallyPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * What meters ask of events, by the name of these: as Spark understands it, and not yet bound to
 * the columns of any frame.
 */
final class Questions {

  private final Map<String, MetersOfName> meters;
  private final Map<String, Reading.OfName> asked;

  private Questions(Map<String, MetersOfName> meters, Map<String, Reading.OfName> asked) {
    this.meters = meters;
    this.asked = asked;
  }

  /** What some meters ask; those that do not fold only whether an event counts. */
  static Questions of(SparkSession spark, PricedMeters all) {
    List<PricedMeters.Way> ways = all.only(MeteredProfile::isFolded).ways();
    Map<String, MetersOfName> byName = new TreeMap<>();
    all.byEventName()
        .forEach(
            (name, profiles) ->
                byName.put(
                    name,
                    new MetersOfName(
                        profiles,
                        ways.stream().filter(way -> profiles.contains(way.profile())).toList())));
    List<Column> columns = new ArrayList<>();
    byName
        .values()
        .forEach(
            ofName ->
                Stream.of(ofName.conditions(), ofName.texts(), ofName.dimensionValues())
                    .flatMap(Function.identity())
                    .forEach(columns::add));
    List<Expression> resolved = EventExpressions.resolve(spark, columns);
    Map<String, Reading.OfName> asked = new LinkedHashMap<>();
    int next = 0;
    for (var entry : byName.entrySet()) {
      MetersOfName ofName = entry.getValue();
      int texts = next + ofName.profiles().size();
      int dimensions = texts + (int) ofName.texts().count();
      int end = dimensions + (int) ofName.dimensionValues().count();
      asked.put(
          entry.getKey(),
          new Reading.OfName(
              resolved.subList(next, texts),
              resolved.subList(texts, dimensions),
              resolved.subList(dimensions, end)));
      next = end;
    }
    return new Questions(byName, asked);
  }

  /** The names of events that are asked anything. */
  Set<String> names() {
    return asked.keySet();
  }

  /** The properties that are read of events of a name, in alphabetical order. */
  List<String> properties(String name) {
    return all(asked.get(name)).flatMap(EventExpressions::properties).distinct().sorted().toList();
  }

  /** The columns of events that are read, besides properties and what every tally reads. */
  Set<String> columns() {
    Set<String> columns =
        asked.values().stream()
            .flatMap(Questions::all)
            .flatMap(EventExpressions::columns)
            .collect(Collectors.toCollection(TreeSet::new));
    boolean wantsLast =
        meters.values().stream()
            .flatMap(ofName -> ofName.profiles().stream())
            .anyMatch(MeteredProfile::keepsLast);
    if (wantsLast) {
      columns.addAll(List.of("event_id", "source"));
    }
    return columns;
  }

  /** Whether some property is read that a promotion leaves in the map. */
  boolean needsMap(Promotion promotion) {
    return names().stream()
        .anyMatch(
            name ->
                properties(name).stream()
                    .anyMatch(property -> promotion.columnOf(name, property).isEmpty()));
  }

  /** The columns that a promotion has for properties that are read. */
  Set<String> columns(Promotion promotion) {
    return names().stream()
        .flatMap(name -> properties(name).stream().map(p -> promotion.columnOf(name, p)))
        .filter(column -> !column.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** How to read rows with these columns, in this order. */
  Reading reading(List<String> columns, Promotion promotion) {
    Map<String, Reading.OfName> bound = new LinkedHashMap<>();
    asked.forEach(
        (name, questions) -> {
          EventExpressions.Binding binding =
              new EventExpressions.Binding(
                  columns, property -> columns.indexOf(promotion.columnOf(name, property)));
          bound.put(
              name,
              new Reading.OfName(
                  binding.bind(questions.conditions()),
                  binding.bind(questions.texts()),
                  binding.bind(questions.dimensionValues())));
        });
    return new Reading(Layout.of(columns), columns.size(), bound);
  }

  /** What to tally of them. */
  TallyPlan plan(TallyPlan.Grain grain, long lastLanding) {
    return new TallyPlan(
        grain,
        lastLanding,
        meters.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> e.getValue().tallied(), (a, b) -> a, TreeMap::new)));
  }

  private static Stream<Expression> all(Reading.OfName questions) {
    return Stream.of(questions.conditions(), questions.texts(), questions.dimensionValues())
        .flatMap(List::stream);
  }
}
