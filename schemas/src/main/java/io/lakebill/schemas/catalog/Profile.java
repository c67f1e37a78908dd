package io.lakebill.schemas.catalog;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which of a meter's events count, and how they add up. Filter and rules must all hold, the meter's
 * and the profile's.
 *
 * @param id empty for the one profile of a meter that names none
 * @param property what is aggregated: a property, or the expression of {@link Aggregation#SQL};
 *     null only for COUNT
 * @param operation for a unique count whose values come and go; null for any other
 * @param window for one quantity per hour or day where a price asks for it; null for none
 * @param filter SQL predicate over the columns of {@code events}; null for none
 */
public record Profile(
    String id,
    Aggregation aggregation,
    String property,
    Operation operation,
    Window window,
    String filter,
    List<Rule> where)
    implements Serializable {

  /** What one quantity for each hour or day can be: what no event outside of it changes. */
  private static final Set<Aggregation> WINDOWED =
      EnumSet.of(
          Aggregation.COUNT,
          Aggregation.SUM,
          Aggregation.MIN,
          Aggregation.MAX,
          Aggregation.AVERAGE,
          Aggregation.UNIQUE_COUNT,
          Aggregation.LATEST);

  /** Refuses an aggregation of nothing, and what only some aggregations take. */
  public Profile {
    Objects.requireNonNull(id, "id");
    where = List.copyOf(where);
    if (property == null && !aggregation.countsEvents()) {
      throw new IllegalArgumentException(aggregation.id() + " needs a property");
    }
    if (operation != null && !aggregation.isUnique()) {
      throw new IllegalArgumentException(
          "aggregation %s takes no 'operation'; unique_count and prorated_unique_count do"
              .formatted(aggregation.id()));
    }
    if (window != null && (operation != null || !WINDOWED.contains(aggregation))) {
      throw new IllegalArgumentException(
          "aggregation %s%s takes no 'window'; %s do"
              .formatted(
                  aggregation.id(),
                  operation == null ? "" : " with an 'operation'",
                  WINDOWED.stream().map(Aggregation::id).collect(Collectors.joining(", "))));
    }
  }

  /** A profile whose values neither come and go nor have windows. */
  public static Profile of(
      String id, Aggregation aggregation, String property, String filter, List<Rule> where) {
    return new Profile(id, aggregation, property, null, null, filter, where);
  }

  /** What is aggregated, unless events are counted. */
  public Optional<String> aggregatedProperty() {
    return Optional.ofNullable(property);
  }

  /** How values come and go, where they do. */
  public Optional<Operation> comingAndGoing() {
    return Optional.ofNullable(operation);
  }

  /** The window that has a quantity of its own, if there is one. */
  public Optional<Window> countedPer() {
    return Optional.ofNullable(window);
  }

  /** The SQL predicate, if there is one. */
  public Optional<String> sqlFilter() {
    return Optional.ofNullable(filter);
  }

  /** Whether what all events come to is the sum of what their parts come to. */
  public boolean addsUp() {
    return aggregation == Aggregation.COUNT || aggregation == Aggregation.SUM;
  }

  /** Whether what happened before the period counts, so that a period without events has usage. */
  public boolean seesHistory() {
    return aggregation.seesHistory() || operation != null;
  }
}
