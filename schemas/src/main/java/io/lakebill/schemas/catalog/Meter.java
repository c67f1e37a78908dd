package io.lakebill.schemas.catalog;

import io.lakebill.pricing.model.UnitConversion;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What is measured of the events with one name. Filters and rules of the meter are part of each of
 * its profiles, so a profile alone says which events count.
 *
 * @param profiles at least one; one event may count in several
 * @param dimensions the properties that usage is split by
 * @param conversion from metered to priced unit, already part of the charges' prices; null for none
 * @param hidden whether it is left out of invoices
 */
public record Meter(
    String id,
    String name,
    String eventName,
    List<Profile> profiles,
    List<String> dimensions,
    UnitConversion conversion,
    boolean hidden)
    implements Serializable {

  /** Refuses a meter that measures nothing. */
  public Meter {
    profiles = List.copyOf(profiles);
    dimensions = List.copyOf(dimensions);
    if (profiles.isEmpty()) {
      throw new IllegalArgumentException("meter " + id + " has no profile");
    }
  }

  /** The conversion that prices apply, if any. */
  public Optional<UnitConversion> unitConversion() {
    return Optional.ofNullable(conversion);
  }

  /** How charges and tables name a profile: {@code voice.intl_minutes}, {@code api_calls}. */
  public String reference(Profile profile) {
    return profile.id().isEmpty() ? id : id + "." + profile.id();
  }

  /** The profile that a reference names. */
  public Optional<Profile> profile(String reference) {
    return profiles.stream().filter(profile -> reference(profile).equals(reference)).findFirst();
  }
}
