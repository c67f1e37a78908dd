package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What was consumed in one billing period, split by dimension values. Cells are held in the order
 * of their values, missing ones first, so whatever is computed from them comes in the same order
 * each time.
 *
 * @param cells dimension values, in the order of the price's dimensions, to a quantity; a value is
 *     null where the events named none. Usage without dimensions has one cell with no values.
 *     Quantities may be negative (corrections) and have at most 18 decimals
 * @param events the events behind each cell; empty when the price does not ask for them, see {@link
 *     PricingModel#eventDetail()}
 */
public record Usage(Map<List<String>, BigDecimal> cells, Map<List<String>, Events> events)
    implements Serializable {

  private static final Comparator<String> MISSING_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /**
   * Refuses cells with unequal numbers of values, quantities that cannot be stored, and events that
   * are given for some of the cells or for others.
   */
  public Usage {
    cells = sorted(cells, Usage::quantity);
    events = sorted(events, Function.identity());
    if (!events.isEmpty() && !events.keySet().equals(cells.keySet())) {
      throw new IllegalArgumentException(
          "events are given for " + events.keySet() + ", but quantities for " + cells.keySet());
    }
  }

  /** Usage of which only the quantity is known. */
  public Usage(Map<List<String>, BigDecimal> cells) {
    this(cells, Map.of());
  }

  /** Usage without dimensions. */
  public static Usage of(BigDecimal quantity) {
    return new Usage(Map.of(List.of(), quantity));
  }

  /** Usage without dimensions, from decimal text. */
  public static Usage of(String quantity) {
    return of(new BigDecimal(quantity));
  }

  /** The quantity of all cells together. */
  public BigDecimal total() {
    return Decimals.plain(cells.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** The same usage without dimensions. */
  public Usage together() {
    return new Usage(
        Map.of(List.of(), total()),
        allEvents().map(all -> Map.of(List.<String>of(), all)).orElse(Map.of()));
  }

  /** The same usage with other quantities. */
  public Usage map(UnaryOperator<BigDecimal> quantities) {
    return new Usage(sorted(cells, quantities), events);
  }

  /** The same usage with the events behind its one cell. */
  public Usage withEvents(Events ofTheOneCell) {
    if (cells.size() != 1) {
      throw new IllegalArgumentException(
          "usage has " + cells.size() + " cells; give the events of each");
    }
    return new Usage(cells, Map.of(cells.keySet().iterator().next(), ofTheOneCell));
  }

  /** The events of all cells together, if they are known. */
  public Optional<Events> allEvents() {
    return events.values().stream().reduce(Events::plus);
  }

  /** One cell as usage without dimensions. */
  Usage cell(List<String> values) {
    Usage alone = of(cells.get(values));
    return events.isEmpty() ? alone : alone.withEvents(events.get(values));
  }

  private static <A, B> Map<List<String>, B> sorted(Map<List<String>, A> cells, Function<A, B> as) {
    Map<List<String>, B> sorted = new LinkedHashMap<>();
    cells.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Usage::compareValues))
        .forEach(cell -> sorted.put(copy(cell.getKey()), as.apply(cell.getValue())));
    return Collections.unmodifiableMap(sorted);
  }

  private static int compareValues(List<String> left, List<String> right) {
    if (left.size() != right.size()) {
      throw new IllegalArgumentException(
          "usage cells " + left + " and " + right + " differ in their number of dimensions");
    }
    int order = 0;
    for (int i = 0; i < left.size() && order == 0; i++) {
      order = MISSING_FIRST.compare(left.get(i), right.get(i));
    }
    return order;
  }

  private static List<String> copy(List<String> values) {
    return Collections.unmodifiableList(new ArrayList<>(values));
  }

  private static BigDecimal quantity(BigDecimal quantity) {
    return Decimals.stored("quantity", quantity);
  }
}
