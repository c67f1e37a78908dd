package io.lakebill.schemas.event;

import java.util.Optional;

/**
 * Takes back an event that was handed over, or that may still be under way: it does not count.
 *
 * @param id of the event
 * @param upTo the highest version that does not count; without one no version does, whenever it
 *     comes
 */
public record Withdrawal(String id, Optional<Long> upTo) {

  /** Of an event, for good. */
  public static Withdrawal of(String id) {
    return new Withdrawal(id, Optional.empty());
  }

  /** Of an event up to a version; a higher one counts. */
  public static Withdrawal upTo(String id, long version) {
    return new Withdrawal(id, Optional.of(version));
  }

  /** Whether it takes back a version of its event. */
  boolean covers(long version) {
    return upTo.map(last -> version <= last).orElse(true);
  }
}
