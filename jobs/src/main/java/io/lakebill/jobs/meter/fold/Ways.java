package io.lakebill.jobs.meter.fold;

import io.lakebill.schemas.catalog.Aggregation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** A plan of folding, by the texts of rows. */
final class Ways {

  private final FoldPlan plan;
  private final Map<Key, List<Charge>> charges = new HashMap<>();
  private final Map<Key, Boolean> wanted = new HashMap<>();
  private final Map<UTF8String, Aggregation> aggregations = new HashMap<>();

  Ways(FoldPlan plan) {
    this.plan = plan;
  }

  private record Key(UTF8String plan, UTF8String meter, List<UTF8String> dimensions) {

    FoldPlan.Way way() {
      return new FoldPlan.Way(
          plan.toString(), meter.toString(), dimensions.stream().map(Object::toString).toList());
    }
  }

  /** A charge that wants usage of a meter in a way. */
  record Charge(UTF8String id, int mostValues, boolean isPriced) {}

  List<Charge> charges(UTF8String ofPlan, UsageKey usage) {
    return charges.computeIfAbsent(
        new Key(ofPlan, usage.meter(), usage.dimensions()),
        key ->
            plan.charges().getOrDefault(key.way(), List.of()).stream()
                .map(
                    c ->
                        new Charge(UTF8String.fromString(c.charge()), c.mostValues(), c.isPriced()))
                .toList());
  }

  /** Whether a plan has a use for the way. */
  boolean isWanted(UTF8String ofPlan, UTF8String meter, List<UTF8String> dimensions) {
    return wanted.computeIfAbsent(
        new Key(ofPlan, meter, dimensions), key -> !plan.unwanted().contains(key.way()));
  }

  Aggregation aggregation(UTF8String meter) {
    return aggregations.computeIfAbsent(meter, text -> plan.aggregations().get(text.toString()));
  }

  /** Whether events of earlier periods count to a meter. */
  boolean seesHistory(UTF8String meter) {
    return plan.seeingHistory().contains(meter.toString());
  }

  boolean isPriced(UTF8String ofPlan, UTF8String eventName) {
    return plan.isPriced(ofPlan.toString(), eventName.toString());
  }
}
