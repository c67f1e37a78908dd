package io.lakebill.jobs.quote;

import io.lakebill.pricing.model.Events;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.Usage;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import io.lakebill.schemas.quote.QuotedUsage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a person wrote down of usage, as prices take it. */
final class QuotedUsages {

  private QuotedUsages() {}

  /** Usage by charge. */
  static Map<String, Usage> byCharge(List<QuotedUsage> quoted, List<PlanCharge> charges) {
    Map<String, Usage> usage = new HashMap<>();
    for (PlanCharge charge : charges) {
      if (charge instanceof UsageCharge metered) {
        List<QuotedUsage> cells =
            quoted.stream().filter(cell -> cell.charge().equals(charge.id())).toList();
        usage.put(charge.id(), of(metered.id(), metered.price().model(), cells));
      }
    }
    return usage;
  }

  /**
   * Usage of one price.
   *
   * @param charge for messages
   */
  static Usage of(String charge, PricingModel model, List<QuotedUsage> quoted) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    Map<List<String>, Events> events = new HashMap<>();
    for (QuotedUsage cell : quoted) {
      List<String> values = values(charge, model, cell);
      if (cells.put(values, cell.quantity()) != null) {
        throw new IllegalArgumentException(
            "charge %s: usage of %s is given twice".formatted(charge, values));
      }
      if (!cell.eventAmounts().isEmpty()) {
        events.put(values, model.events(cell.eventAmounts()));
      } else if (cell.eventCount().isPresent()) {
        events.put(values, Events.counted(cell.eventCount().get()));
      }
    }
    return new Usage(cells, events);
  }

  private static List<String> values(String charge, PricingModel model, QuotedUsage cell) {
    TreeSet<String> unknown = new TreeSet<>(cell.dimensions().keySet());
    model.dimensions().forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "charge %s: its price has no dimension %s; its dimensions: %s"
              .formatted(
                  charge,
                  String.join(", ", unknown),
                  model.dimensions().isEmpty() ? "none" : String.join(", ", model.dimensions())));
    }
    List<String> values = new ArrayList<>();
    model.dimensions().forEach(name -> values.add(cell.dimensions().get(name)));
    return values;
  }
}
