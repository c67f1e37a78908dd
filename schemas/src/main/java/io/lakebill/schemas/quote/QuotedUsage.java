package io.lakebill.schemas.quote;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was metered for a charge.
 *
 * @param dimensions name to value; null where the events named none
 * @param events how many there were; null when that is not said, see {@link #eventCount()}
 * @param eventAmounts the amounts of the events, as far as they are said
 */
public record QuotedUsage(
    String charge,
    BigDecimal quantity,
    Map<String, String> dimensions,
    Long events,
    List<BigDecimal> eventAmounts) {

  public QuotedUsage {
    dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    eventAmounts = List.copyOf(eventAmounts);
  }

  /** How many events there were, if that is said. */
  public Optional<Long> eventCount() {
    return Optional.ofNullable(events);
  }
}
