package io.lakebill.pricing.contract;

import io.lakebill.pricing.period.ServicePeriod;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What holds from a day on until something else does, such as a fee whose price or quantity is
 * agreed anew. A day on which nothing becomes another is no change.
 *
 * @param first what holds before all changes
 * @param changes in the order of their days, each to something else than before
 */
public record ByDay<T extends Serializable>(T first, List<Change<T>> changes)
    implements Serializable {

  /** Refuses changes that do not follow each other. */
  public ByDay {
    Objects.requireNonNull(first, "first");
    changes = List.copyOf(changes);
    for (int i = 1; i < changes.size(); i++) {
      if (!changes.get(i - 1).from().isBefore(changes.get(i).from())) {
        throw new IllegalArgumentException("changes stand in the order of their days");
      }
    }
  }

  /** What holds from a day on. */
  public record Change<T extends Serializable>(LocalDate from, T value) implements Serializable {

    public Change {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(value, "value");
    }
  }

  /** What never changes. */
  public static <T extends Serializable> ByDay<T> always(T value) {
    return new ByDay<>(value, List.of());
  }

  /** What may change on some days. */
  public static <T extends Serializable> ByDay<T> of(T first, SortedMap<LocalDate, T> from) {
    List<Change<T>> changes = new ArrayList<>();
    T before = first;
    for (var day : from.entrySet()) {
      if (!day.getValue().equals(before)) {
        before = day.getValue();
        changes.add(new Change<>(day.getKey(), before));
      }
    }
    return new ByDay<>(first, changes);
  }

  /** What holds on a day. */
  public T on(LocalDate day) {
    T value = first;
    for (Change<T> change : changes) {
      if (change.from().isAfter(day)) {
        break;
      }
      value = change.value();
    }
    return value;
  }

  /** The changes within a time, that is after its first day. */
  List<Change<T>> changesIn(ServicePeriod time) {
    return changes.stream()
        .filter(change -> change.from().isAfter(time.start()) && time.contains(change.from()))
        .toList();
  }
}
