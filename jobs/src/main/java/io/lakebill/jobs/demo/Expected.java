package io.lakebill.jobs.demo;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What landing the demo's files must show. Handed over = accepted + duplicates + conflicts +
 * rejected, always.
 *
 * @param handedOver rows in the files
 * @param accepted rows that became events
 * @param duplicates rows that repeat an event word for word
 * @param conflicts rows that repeat an event's id with another body
 * @param rejectedByReason rows refused for any other reason, by that reason
 * @param withinGrace accepted events of September that arrived after the month's end, in time for
 *     the invoice
 * @param tooLate accepted events of a period whose invoice was final before they arrived
 * @param unmatched accepted events up to now, of this night and all before, whose subject is
 *     unknown
 */
public record Expected(
    long handedOver,
    long accepted,
    long duplicates,
    long conflicts,
    SortedMap<String, Long> rejectedByReason,
    long withinGrace,
    long tooLate,
    long unmatched) {

  static final Expected NOTHING = new Expected(0, 0, 0, 0, new TreeMap<>(), 0, 0, 0);

  /** Refuses counts that do not add up. */
  public Expected {
    rejectedByReason = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedByReason));
    if (handedOver != accepted + duplicates + conflicts + sum(rejectedByReason)) {
      throw new IllegalArgumentException("some of the %d rows are lost".formatted(handedOver));
    }
  }

  /** Rows refused for any reason but a conflict. */
  public long rejected() {
    return sum(rejectedByReason);
  }

  /** This, and then what happened next. */
  Expected then(Expected next) {
    SortedMap<String, Long> reasons = new TreeMap<>(rejectedByReason);
    next.rejectedByReason.forEach((reason, rows) -> reasons.merge(reason, rows, Long::sum));
    return new Expected(
        handedOver + next.handedOver,
        accepted + next.accepted,
        duplicates + next.duplicates,
        conflicts + next.conflicts,
        reasons,
        withinGrace + next.withinGrace,
        tooLate + next.tooLate,
        next.unmatched);
  }

  Expected withUnmatched(long events) {
    return new Expected(
        handedOver,
        accepted,
        duplicates,
        conflicts,
        rejectedByReason,
        withinGrace,
        tooLate,
        events);
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
