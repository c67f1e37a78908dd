package io.lakebill.jobs.quote;

import io.lakebill.pricing.model.Events;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.SegmentedPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import io.lakebill.schemas.quote.QuotedUsage;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** What a person wrote down of usage, as prices take it. */
final class QuotedUsages {

  /** How a person names the day of usage that has the price of its day. */
  private static final String SEGMENT = "segment";

  private QuotedUsages() {}

  /**
   * Usage by charge.
   *
   * @param models what it costs
   * @param start of the period; usage that has the price of its day is of this one, unless it says
   */
  static Map<String, Usage> byCharge(
      List<QuotedUsage> quoted,
      List<PlanCharge> charges,
      Function<UsageCharge, PricingModel> models,
      LocalDate start) {
    Map<String, Usage> usage = new HashMap<>();
    for (PlanCharge charge : charges) {
      if (charge instanceof UsageCharge metered) {
        List<QuotedUsage> cells =
            quoted.stream().filter(cell -> cell.charge().equals(charge.id())).toList();
        usage.put(charge.id(), of(metered.id(), models.apply(metered), cells, start));
      }
    }
    return usage;
  }

  /**
   * Usage of one price.
   *
   * @param charge for messages
   */
  static Usage of(String charge, PricingModel model, List<QuotedUsage> quoted, LocalDate start) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    Map<List<String>, Events> events = new HashMap<>();
    for (QuotedUsage cell : quoted) {
      List<String> values = values(charge, model, cell, start);
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

  private static List<String> values(
      String charge, PricingModel model, QuotedUsage cell, LocalDate start) {
    List<String> names =
        model.dimensions().stream()
            .map(name -> SegmentedPricing.isSegment(name) ? SEGMENT : name)
            .toList();
    TreeSet<String> unknown = new TreeSet<>(cell.dimensions().keySet());
    names.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "charge %s: its price has no dimension %s; its dimensions: %s"
              .formatted(
                  charge,
                  String.join(", ", unknown),
                  names.isEmpty() ? "none" : String.join(", ", names)));
    }
    List<String> values = new ArrayList<>();
    for (String name : model.dimensions()) {
      values.add(
          SegmentedPricing.isSegment(name)
              ? segment(charge, name, cell, start)
              : cell.dimensions().get(name));
    }
    return values;
  }

  /** The segment of the day that a person names. */
  private static String segment(
      String charge, String dimension, QuotedUsage cell, LocalDate start) {
    String said = cell.dimensions().get(SEGMENT);
    try {
      LocalDate day = said == null ? start : LocalDate.parse(said);
      return SegmentedPricing.segmentOf(day, SegmentedPricing.firstDays(dimension)).toString();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "charge %s: segment '%s' is no day; name one that the usage is of, as 2026-07-15"
              .formatted(charge, said),
          e);
    }
  }
}
