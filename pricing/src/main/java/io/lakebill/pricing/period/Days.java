package io.lakebill.pricing.period;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Some days on end: {@code [start, end)}.
 *
 * @param start the first day
 * @param end the day after the last
 */
public record Days(LocalDate start, LocalDate end) implements Serializable {

  /** Refuses no days. */
  public Days {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("end " + end + " is not after start " + start);
    }
  }

  /** Whether the day is one of these. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(start) && day.isBefore(end);
  }

  /** Whether some day is in both. */
  public boolean overlaps(Days other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }

  /**
   * What is left of these days without others: stretches in order that touch none of the others and
   * together with them cover all of these days.
   *
   * @param taken in any order; they may overlap each other and lie outside
   */
  public List<Days> without(Collection<Days> taken) {
    List<Days> left = new ArrayList<>();
    LocalDate from = start;
    for (Days some :
        taken.stream().filter(this::overlaps).sorted(Comparator.comparing(Days::start)).toList()) {
      if (from.isBefore(some.start)) {
        left.add(new Days(from, some.start));
      }
      from = from.isBefore(some.end) ? some.end : from;
    }
    if (from.isBefore(end)) {
      left.add(new Days(from, end));
    }
    return left;
  }
}
