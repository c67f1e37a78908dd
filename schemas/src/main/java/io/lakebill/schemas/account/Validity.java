package io.lakebill.schemas.account;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The days on which something holds.
 *
 * @param from the first day
 * @param until the day after the last; null for no end
 */
public record Validity(LocalDate from, LocalDate until) implements Serializable {

  /** Refuses an end that is not after the start. */
  public Validity {
    if (until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("until " + until + " is not after from " + from);
    }
  }

  /** The day after the last, if it ends. */
  public Optional<LocalDate> end() {
    return Optional.ofNullable(until);
  }

  /** The days on which it begins to hold, and holds no more. */
  public Stream<LocalDate> edges() {
    return Stream.concat(Stream.of(from), end().stream());
  }

  /** Whether it holds on this day. */
  public boolean includes(LocalDate day) {
    return !day.isBefore(from) && (until == null || day.isBefore(until));
  }

  /** Whether both hold on some day. */
  public boolean overlaps(Validity other) {
    return includes(other.from) || other.includes(from);
  }

  @Override
  public String toString() {
    return until == null ? "from " + from + " on" : "from " + from + " until " + until;
  }
}
