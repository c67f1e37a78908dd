package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Units are sold in packages, and a package that was begun is paid in full: {@code ceil((quantity -
 * free units) / package size)} packages.
 *
 * <p>The line of the packages counts packages: 11 units in packages of 10 are 2, each at the amount
 * of one. Free units that were used are a line of their own, at 0. A correction pays back whole
 * packages.
 *
 * @param packageSize units in a package, above 0
 * @param packageAmount money per package
 * @param freeUnits units that come before the first package; 0 for none
 */
public record PackagePricing(BigDecimal packageSize, BigDecimal packageAmount, BigDecimal freeUnits)
    implements PricingModel {

  /** Refuses a size that is not positive, and negative amounts or free units. */
  public PackagePricing {
    packageSize = Decimals.positive("package size", packageSize);
    packageAmount = Decimals.notNegative("package amount", packageAmount);
    freeUnits = Decimals.notNegative("free units", freeUnits);
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return Corrections.rate(usage.total(), this::rateQuantity);
  }

  @Override
  public PackagePricing scaled(BigDecimal factor) {
    return overridden(packageAmount.multiply(factor));
  }

  @Override
  public PackagePricing raised(BigDecimal change) {
    return overridden(UnitAmounts.raised(packageAmount, change));
  }

  /** Another amount per package. */
  @Override
  public PackagePricing overridden(BigDecimal other) {
    return new PackagePricing(packageSize, other, freeUnits);
  }

  private List<RatedLine> rateQuantity(BigDecimal quantity) {
    List<RatedLine> lines = new ArrayList<>();
    BigDecimal free = quantity.min(freeUnits);
    if (free.signum() != 0) {
      lines.add(RatedLine.of("free units", free, BigDecimal.ZERO));
    }
    BigDecimal packages = quantity.subtract(free).divide(packageSize, 0, RoundingMode.CEILING);
    if (packages.signum() != 0) {
      lines.add(
          RatedLine.of("packages of " + packageSize.toPlainString(), packages, packageAmount));
    }
    return lines;
  }
}
