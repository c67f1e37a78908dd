package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What another model asks for, with a commitment: what goes beyond it costs a multiple, the overage
 * factor. With a true-up what is used costs no less than the commitment. Corrections follow it with
 * all signs turned.
 *
 * <p>Both changes are lines of their own that count once: {@code beyond the commitment: 1 @ 10}
 * where 120 was used of 100, at a factor of 1.5.
 *
 * @param inner prices the usage; groups and windows are around a commitment, not in it
 * @param commitment in the currency of the price
 * @param overageFactor of what is beyond it, at least 1
 * @param isTruedUp whether usage, if there is any, costs the commitment at least
 */
public record CommittedPricing(
    PricingModel inner, BigDecimal commitment, BigDecimal overageFactor, boolean isTruedUp)
    implements PricingModel {

  private static final String BEYOND = "beyond the commitment";
  private static final String TRUE_UP = "true-up to the commitment";

  /** Refuses a factor that would make overage cheaper, and a commitment inside another. */
  public CommittedPricing {
    Objects.requireNonNull(inner, "inner model");
    commitment = Decimals.notNegative("commitment", commitment);
    if (overageFactor.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException(
          "overage factor "
              + overageFactor.toPlainString()
              + " is less than 1; what gets cheaper as it grows is priced by tiers");
    }
    if (inner instanceof CommittedPricing
        || inner instanceof GroupedPricing
        || inner instanceof WindowedPricing) {
      throw new IllegalArgumentException(
          "a commitment is of one price: put it inside of groups and windows, and none in another");
    }
  }

  @Override
  public List<String> dimensions() {
    return inner.dimensions();
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return committed(inner.rate(usage), usage);
  }

  @Override
  public List<RatedLine> rate(Usage usage, BigDecimal includedUnits) {
    return committed(inner.rate(usage, includedUnits), usage);
  }

  private List<RatedLine> committed(List<RatedLine> rated, Usage usage) {
    BigDecimal sum =
        rated.stream().map(RatedLine::exactAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    int sign = sum.signum() == 0 ? usage.total().signum() : sum.signum();
    BigDecimal beyond = sum.abs().subtract(commitment).multiply(BigDecimal.valueOf(sign));
    List<RatedLine> lines = new ArrayList<>(rated);
    if (sign == 0 || beyond.signum() == 0) {
      return rated;
    }
    if (beyond.signum() == sign && overageFactor.compareTo(BigDecimal.ONE) > 0) {
      lines.add(RatedLine.once(BEYOND, beyond.multiply(overageFactor.subtract(BigDecimal.ONE))));
    } else if (beyond.signum() == -sign && isTruedUp) {
      lines.add(RatedLine.once(TRUE_UP, beyond.negate()));
    }
    return lines;
  }

  /** Whether a line is what a commitment adds, also where it says whose. */
  static boolean adds(RatedLine line) {
    return line.label().endsWith(BEYOND) || line.label().endsWith(TRUE_UP);
  }

  @Override
  public Usage changed(Usage usage, UnaryOperator<BigDecimal> change) {
    return inner.changed(usage, change);
  }

  /** The same with another commitment. */
  CommittedPricing withCommitment(BigDecimal other) {
    return new CommittedPricing(inner, other, overageFactor, isTruedUp);
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

  /** The commitment stays, as limits do. */
  @Override
  public CommittedPricing scaled(BigDecimal factor) {
    return with(inner.scaled(factor));
  }

  @Override
  public CommittedPricing raised(BigDecimal change) {
    return with(inner.raised(change));
  }

  @Override
  public CommittedPricing overridden(BigDecimal unitAmount) {
    return with(inner.overridden(unitAmount));
  }

  private CommittedPricing with(PricingModel other) {
    return new CommittedPricing(other, commitment, overageFactor, isTruedUp);
  }
}
