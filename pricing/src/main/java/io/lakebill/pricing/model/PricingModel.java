package io.lakebill.pricing.model;

import java.io.Serializable;
import java.util.List;

/**
 * How a quantity becomes money. One record per model; each is pure, so rating the same usage twice
 * gives the same lines in the same order.
 *
 * <p>Negative usage corrects usage that was billed before: {@code rate(-q)} is {@code rate(q)} with
 * all signs turned, flat fees and packages included. Amounts in prices are never negative.
 */
public sealed interface PricingModel extends Serializable
    permits UnitPricing, TieredPricing, BulkPricing, PackagePricing, MatrixPricing {

  /** Exact, unrounded lines; zero usage gives no lines. */
  List<RatedLine> rate(Usage usage);

  /**
   * The dimensions that usage must be split by, in the order in which usage cells give their
   * values. Empty for a model that prices the total.
   */
  default List<String> dimensions() {
    return List.of();
  }
}
