package io.lakebill.pricing.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Usage comes as one quantity per window, its maximum in an hour or its sum of a day for instance.
 * Each window is priced by the same model as if it were alone, and the charge is their sum; units
 * that are included are included in each window. A period has thousands of windows, so lines with
 * the same label and unit amount are one: {@code tier 1} counts the units of all windows in tier 1.
 * Corrections follow the inner model, window by window.
 *
 * @param inner prices each window
 */
public record WindowedPricing(PricingModel inner) implements PricingModel {

  /** What usage is split by: each cell is a window. */
  public static final String WINDOW = "window";

  /** Refuses an inner model that has dimensions, or that prices events. */
  public WindowedPricing {
    Objects.requireNonNull(inner, "inner model");
    if (!inner.dimensions().isEmpty()) {
      throw new IllegalArgumentException(
          "windows are priced by a model that splits usage by " + inner.dimensions() + " itself");
    }
    if (inner.eventDetail() != EventDetail.NONE) {
      throw new IllegalArgumentException(
          "windows are priced by one quantity each, but the model asks for events; use a percentage "
              + "without fee and limits per event");
    }
  }

  @Override
  public List<String> dimensions() {
    return List.of(WINDOW);
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return rate(usage, BigDecimal.ZERO);
  }

  @Override
  public List<RatedLine> rate(Usage usage, BigDecimal includedUnits) {
    new Dimensions(dimensions()).requireOneValueEach(usage);
    MergedLines lines = new MergedLines();
    for (List<String> window : usage.cells().keySet()) {
      inner.rate(usage.cell(window), includedUnits).forEach(lines::add);
    }
    return lines.stream().toList();
  }

  @Override
  public Optional<String> whyNoIncludedUnits() {
    return inner.whyNoIncludedUnits();
  }

  @Override
  public WindowedPricing scaled(BigDecimal factor) {
    return new WindowedPricing(inner.scaled(factor));
  }

  @Override
  public WindowedPricing raised(BigDecimal change) {
    return new WindowedPricing(inner.raised(change));
  }

  @Override
  public WindowedPricing overridden(BigDecimal unitAmount) {
    return new WindowedPricing(inner.overridden(unitAmount));
  }
}
