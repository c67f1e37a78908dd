package io.lakebill.schemas.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that somebody used, as a producer tells it.
 *
 * @param id tells it apart from the producer's other events; without one the writer gives it one
 * @param name what happened; meters select events by it
 * @param account who used it: an account, a subscription, or an alias of one
 * @param time when it happened; without one it happened when it lands
 * @param properties what else there is to say: text, whole and decimal numbers, true and false,
 *     null, and maps and lists of these
 * @param version of the events with one id the highest counts; without one it is 0
 */
public record UsageEvent(
    Optional<String> id,
    String name,
    String account,
    Optional<Instant> time,
    Map<String, Object> properties,
    Optional<Long> version) {

  public UsageEvent {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** An event that nobody has amended. */
  public UsageEvent(
      Optional<String> id,
      String name,
      String account,
      Optional<Instant> time,
      Map<String, Object> properties) {
    this(id, name, account, time, properties, Optional.empty());
  }

  /** An event that happened at a time, without an id of its own. */
  public static UsageEvent of(
      String name, String account, Instant time, Map<String, Object> properties) {
    return new UsageEvent(Optional.empty(), name, account, Optional.of(time), properties);
  }

  /** The same event with an id. */
  public UsageEvent withId(String given) {
    return new UsageEvent(Optional.of(given), name, account, time, properties, version);
  }

  /** The same as a version of the event with its id: what counts once no higher one is known. */
  public UsageEvent withVersion(long given) {
    return new UsageEvent(id, name, account, time, properties, Optional.of(given));
  }
}
