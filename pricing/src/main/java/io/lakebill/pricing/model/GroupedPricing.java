package io.lakebill.pricing.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Each combination of dimension values is priced by the same model as if it were alone, so that
 * tiers, packages and included units count per group. Lines are labelled with the group: {@code
 * region=eu: tier 1}. Corrections follow the inner model, group by group.
 *
 * @param dimensions their order is the order of values in usage cells
 * @param inner prices each group
 */
public record GroupedPricing(List<String> dimensions, PricingModel inner) implements PricingModel {

  /** Refuses groups without dimensions, and an inner model that has dimensions of its own. */
  public GroupedPricing {
    dimensions = Dimensions.of("grouped pricing", dimensions).names();
    Objects.requireNonNull(inner, "inner model");
    if (!inner.dimensions().isEmpty()) {
      throw new IllegalArgumentException(
          "groups are priced by a model that splits usage by " + inner.dimensions() + " itself");
    }
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return rate(usage, BigDecimal.ZERO);
  }

  @Override
  public List<RatedLine> rate(Usage usage, BigDecimal includedUnits) {
    Dimensions names = new Dimensions(dimensions);
    names.requireOneValueEach(usage);
    List<RatedLine> lines = new ArrayList<>();
    for (List<String> group : usage.cells().keySet()) {
      for (RatedLine line : inner.rate(usage.cell(group), includedUnits)) {
        lines.add(line.labelled(names.label(group) + ": " + line.label()));
      }
    }
    return lines;
  }

  @Override
  public EventDetail eventDetail() {
    return inner.eventDetail();
  }

  @Override
  public Optional<EventPrice> eventPrice() {
    return inner.eventPrice();
  }

  @Override
  public Optional<FreeEvents> eventsLeftFree() {
    return inner.eventsLeftFree();
  }

  @Override
  public Optional<String> whyNoIncludedUnits() {
    return inner.whyNoIncludedUnits();
  }

  @Override
  public Optional<String> whyNoConversion() {
    return inner.whyNoConversion();
  }

  @Override
  public GroupedPricing scaled(BigDecimal factor) {
    return new GroupedPricing(dimensions, inner.scaled(factor));
  }

  @Override
  public GroupedPricing raised(BigDecimal change) {
    return new GroupedPricing(dimensions, inner.raised(change));
  }

  @Override
  public GroupedPricing overridden(BigDecimal unitAmount) {
    return new GroupedPricing(dimensions, inner.overridden(unitAmount));
  }
}
