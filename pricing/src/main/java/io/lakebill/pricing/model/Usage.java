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

/**
 * What was consumed in one billing period, split by dimension values. Cells are held in the order
 * of their values, missing ones first, so whatever is computed from them comes in the same order
 * each time.
 *
 * @param cells dimension values, in the order of the price's dimensions, to a quantity; a value is
 *     null where the events named none. Usage without dimensions has one cell with no values.
 *     Quantities may be negative (corrections) and have at most 18 decimals
 */
public record Usage(Map<List<String>, BigDecimal> cells) implements Serializable {

  private static final Comparator<String> MISSING_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /** Refuses cells with unequal numbers of values, and quantities that cannot be stored. */
  public Usage {
    Map<List<String>, BigDecimal> sorted = new LinkedHashMap<>();
    cells.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Usage::compareValues))
        .forEach(cell -> sorted.put(copy(cell.getKey()), quantity(cell.getValue())));
    cells = Collections.unmodifiableMap(sorted);
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
