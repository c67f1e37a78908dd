package io.lakebill.jobs.meter.expression;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** The columns and properties of one event. */
final class EventScope implements SqlScope {

  private static final List<String> TEXTS = List.of("event_id", "source", "event_name", "subject");

  private static final Set<String> CLOCKS =
      Set.of("current_timestamp", "current_date", "current_time", "localtimestamp", "now");

  @Override
  public Typed column(Expression at, String name) {
    if (TEXTS.contains(name)) {
      return new Typed(col(name), Kind.TEXT, at);
    }
    if (name.equals("event_time")) {
      return new Typed(col(name), Kind.TIME, at);
    }
    if (CLOCKS.contains(name)) {
      throw new SqlFault(at, name + " is not allowed: usage must not depend on when it is counted");
    }
    if (name.equals("properties")) {
      throw new SqlFault(at, "properties is a map; name one of it, as in properties['name']");
    }
    throw new SqlFault(
        at,
        "'%s' is not a column of events; write properties['%s'] for a property, or one of %s"
            .formatted(name, name, String.join(", ", TEXTS) + ", event_time"));
  }

  @Override
  public Typed property(Expression at, String name) {
    return new Typed(EventValues.property(name), Kind.TEXT, at);
  }

  @Override
  public Optional<Typed> aggregate(UnresolvedFunction function, String name) {
    if (SqlAggregates.NAMES.contains(name)) {
      throw new SqlFault(
          function, name + " is an aggregate, but this is asked of one event at a time");
    }
    return Optional.empty();
  }
}
