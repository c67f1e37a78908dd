package io.lakebill.schemas.catalog;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which of a meter's events count, and how they add up. Filter and rules must all hold, the meter's
 * and the profile's.
 *
 * @param id empty for the one profile of a meter that names none
 * @param property what is aggregated: a property, or the expression of {@link Aggregation#SQL};
 *     null only for COUNT
 * @param filter SQL predicate over the columns of {@code events}; null for none
 */
public record Profile(
    String id, Aggregation aggregation, String property, String filter, List<Rule> where)
    implements Serializable {

  /** Refuses an aggregation of nothing. */
  public Profile {
    Objects.requireNonNull(id, "id");
    where = List.copyOf(where);
    if (property == null && !aggregation.countsEvents()) {
      throw new IllegalArgumentException(aggregation.id() + " needs a property");
    }
  }

  /** What is aggregated, unless events are counted. */
  public Optional<String> aggregatedProperty() {
    return Optional.ofNullable(property);
  }

  /** The SQL predicate, if there is one. */
  public Optional<String> sqlFilter() {
    return Optional.ofNullable(filter);
  }
}
