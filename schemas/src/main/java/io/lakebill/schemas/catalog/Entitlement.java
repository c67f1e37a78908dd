package io.lakebill.schemas.catalog;

import java.io.Serializable;
import java.util.Optional;

/**
 * Something that subscribers of a plan may do.
 *
 * @param eventName the events that show it being used; null for none
 */
public record Entitlement(String id, String name, String eventName) implements Serializable {

  /** The name of the events that show it being used, if there are such. */
  public Optional<String> usageEvent() {
    return Optional.ofNullable(eventName);
  }
}
