package io.lakebill.jobs.meter.fold;

import io.lakebill.schemas.catalog.Aggregation;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a catalog says about folding.
 *
 * @param aggregations by meter, as charges name it
 * @param seeingHistory meters to which events of earlier periods count
 * @param charges of each plan on each meter, split in each way
 * @param unwanted ways that a plan has no use for, though others have
 * @param pricedNames event names that a plan has a price for
 */
public record FoldPlan(
    Map<String, Aggregation> aggregations,
    Set<String> seeingHistory,
    Map<Way, List<OfCharge>> charges,
    Set<Way> unwanted,
    Map<String, Set<String>> pricedNames)
    implements Serializable {

  /** A way in which a plan may want a meter's usage split. */
  public record Way(String plan, String meter, List<String> dimensions) implements Serializable {}

  /**
   * A charge on a meter.
   *
   * @param mostValues how many combinations of dimension values it may have in a period
   * @param isPriced whether it has a price; without one it holds no invoice
   */
  public record OfCharge(String charge, int mostValues, boolean isPriced) implements Serializable {}

  boolean isPriced(String plan, String eventName) {
    return pricedNames.getOrDefault(plan, Set.of()).contains(eventName);
  }
}
