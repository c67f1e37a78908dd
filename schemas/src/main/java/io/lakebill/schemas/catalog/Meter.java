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
 * @param dimensions what usage is split by; each has another name
 * @param maxDimensionValues how many combinations of their values a charge may have in a period;
 *     with more it is held
 * @param conversion from metered to priced unit, already part of the charges' prices; null for none
 * @param hidden whether it is left out of invoices, but for what costs money
 */
public record Meter(
    String id,
    String name,
    String eventName,
    List<Profile> profiles,
    List<MeterDimension> dimensions,
    int maxDimensionValues,
    UnitConversion conversion,
    boolean hidden)
    implements Serializable {

  /** The bound on combinations of dimension values where a document gives none. */
  public static final int DEFAULT_MAX_DIMENSION_VALUES = 100_000;

  /** Refuses a meter that measures nothing, and a dimension with the name of windows. */
  public Meter {
    profiles = List.copyOf(profiles);
    dimensions = List.copyOf(dimensions);
    if (profiles.isEmpty()) {
      throw new IllegalArgumentException("meter " + id + " has no profile");
    }
    long names = dimensions.stream().map(MeterDimension::name).distinct().count();
    if (names < dimensions.size()) {
      throw new IllegalArgumentException("two dimensions have one name");
    }
    if (dimensions.stream().anyMatch(dimension -> dimension.name().equals(Window.DIMENSION))
        && profiles.stream().anyMatch(profile -> profile.countedPer().isPresent())) {
      throw new IllegalArgumentException(
          "'window' is the dimension of the windows; no other can have that name");
    }
  }

  /** The conversion that prices apply, if any. */
  public Optional<UnitConversion> unitConversion() {
    return Optional.ofNullable(conversion);
  }

  /** The dimension that prices name so; empty for windows. */
  public Optional<MeterDimension> dimension(String dimensionName) {
    return dimensions.stream()
        .filter(dimension -> dimension.name().equals(dimensionName))
        .findFirst();
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
