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
 * <p>Where some hours of the day have a commitment of their own, windows are hours, and usage says
 * beside each which hour of the day it is by the clock of the account. The instant that names a
 * window does not tell: clocks differ, and some are moved by half an hour.
 *
 * @param inner prices each window
 * @param byHour the commitments of some hours of the day, in their order; all others have that of
 *     the inner model
 */
public record WindowedPricing(PricingModel inner, List<HourlyCommitment> byHour)
    implements PricingModel {

  /** What usage is split by: each cell is a window. */
  public static final String WINDOW = "window";

  /** What usage is split by beside it: the hour of the day, 0 to 23. */
  public static final String HOUR = WINDOW + ":hour";

  /**
   * Refuses an inner model that has dimensions, or that prices events, and commitments of hours
   * that overlap or have none beside them.
   */
  public WindowedPricing {
    byHour = HourlyCommitment.inOrder(byHour);
    if (!byHour.isEmpty() && !(inner instanceof CommittedPricing)) {
      throw new IllegalArgumentException(
          "commitments by the hour need a commitment beside them, which all other hours have");
    }
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

  /** Windows that are all priced alike. */
  public WindowedPricing(PricingModel inner) {
    this(inner, List.of());
  }

  @Override
  public List<String> dimensions() {
    return byHour.isEmpty() ? List.of(WINDOW) : List.of(WINDOW, HOUR);
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
      innerOf(window).rate(usage.cell(window), includedUnits).forEach(lines::add);
    }
    return lines.stream().toList();
  }

  private PricingModel innerOf(List<String> window) {
    if (!byHour.isEmpty() && inner instanceof CommittedPricing committed) {
      int hour = HourlyCommitment.hourOf(window.get(1));
      return byHour.stream()
          .filter(part -> part.has(hour))
          .findFirst()
          .map(part -> committed.withCommitment(part.commitment()))
          .orElse(committed);
    }
    return inner;
  }

  @Override
  public Optional<String> whyNoIncludedUnits() {
    return inner.whyNoIncludedUnits();
  }

  @Override
  public WindowedPricing scaled(BigDecimal factor) {
    return new WindowedPricing(inner.scaled(factor), byHour);
  }

  @Override
  public WindowedPricing raised(BigDecimal change) {
    return new WindowedPricing(inner.raised(change), byHour);
  }

  @Override
  public WindowedPricing overridden(BigDecimal unitAmount) {
    return new WindowedPricing(inner.overridden(unitAmount), byHour);
  }
}
