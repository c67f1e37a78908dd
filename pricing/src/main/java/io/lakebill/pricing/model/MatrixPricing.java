package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The unit amount depends on dimension values. The matching cell that names most dimensions wins,
 * then the default; usage that neither prices is refused, never billed as nothing. Each usage cell
 * is a line, labelled with its values ({@code region=eu, plan=pro}), in the order of the usage.
 *
 * @param dimensions their order is the order of values in usage cells
 * @param cells unit amounts for combinations of values; a dimension that a cell does not name may
 *     have any value, or none
 * @param defaultUnitAmount what all other usage costs per unit; null for none, see {@link
 *     #defaultAmount()}
 */
public record MatrixPricing(List<String> dimensions, List<Cell> cells, BigDecimal defaultUnitAmount)
    implements PricingModel {

  /**
   * Refuses a matrix without dimensions, cells that name other dimensions, and two cells that are
   * equally specific where both match, unless a more specific cell decides there.
   */
  public MatrixPricing {
    dimensions = List.copyOf(dimensions);
    cells = List.copyOf(cells);
    defaultUnitAmount =
        defaultUnitAmount == null
            ? null
            : Decimals.notNegative("default unit amount", defaultUnitAmount);
    requireDistinct(dimensions);
    for (Cell cell : cells) {
      requireNamedFrom(dimensions, cell);
    }
    CellIndex.of(cells).requireUnambiguous();
  }

  /**
   * What a unit costs when its dimensions have certain values.
   *
   * @param when dimension to value, at least one, none of them null
   * @param unitAmount money per unit
   */
  public record Cell(Map<String, String> when, BigDecimal unitAmount) implements Serializable {

    /** Refuses a cell that names no dimension, and a negative unit amount. */
    public Cell {
      when = Collections.unmodifiableMap(new TreeMap<>(when));
      unitAmount = Decimals.notNegative("unit amount", unitAmount);
      if (when.isEmpty()) {
        throw new IllegalArgumentException(
            "a cell names no dimension; use the default unit amount for all other usage");
      }
      when.forEach(
          (n, value) -> Objects.requireNonNull(value, () -> "cell " + n + " has no value"));
    }
  }

  /** What usage without a cell costs per unit. */
  public Optional<BigDecimal> defaultAmount() {
    return Optional.ofNullable(defaultUnitAmount);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UnpricedUsageException if some usage has neither cell nor default
   */
  @Override
  public List<RatedLine> rate(Usage usage) {
    CellIndex index = CellIndex.of(cells);
    List<RatedLine> lines = new ArrayList<>();
    List<String> unpriced = new ArrayList<>();
    usage
        .cells()
        .forEach(
            (values, quantity) -> {
              requireOneValuePerDimension(values);
              if (quantity.signum() == 0) {
                return;
              }
              unitAmount(index, values)
                  .ifPresentOrElse(
                      unitAmount -> lines.add(RatedLine.of(label(values), quantity, unitAmount)),
                      () -> unpriced.add(label(values)));
            });
    if (!unpriced.isEmpty()) {
      throw new UnpricedUsageException(unpriced);
    }
    return List.copyOf(lines);
  }

  private Optional<BigDecimal> unitAmount(CellIndex index, List<String> values) {
    Map<String, String> named = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        named.put(dimensions.get(i), values.get(i));
      }
    }
    return index.mostSpecific(named).map(Cell::unitAmount).or(this::defaultAmount);
  }

  private String label(List<String> values) {
    return IntStream.range(0, values.size())
        .mapToObj(
            i -> dimensions.get(i) + "=" + Objects.requireNonNullElse(values.get(i), "(none)"))
        .collect(Collectors.joining(", "));
  }

  private void requireOneValuePerDimension(List<String> values) {
    if (values.size() != dimensions.size()) {
      throw new IllegalArgumentException(
          "usage cell " + values + " does not give one value for each of " + dimensions);
    }
  }

  private static void requireDistinct(List<String> dimensions) {
    if (dimensions.isEmpty()) {
      throw new IllegalArgumentException("a matrix needs at least one dimension");
    }
    if (new LinkedHashSet<>(dimensions).size() < dimensions.size()) {
      throw new IllegalArgumentException("a dimension is listed twice: " + dimensions);
    }
  }

  private static void requireNamedFrom(List<String> dimensions, Cell cell) {
    for (String name : cell.when().keySet()) {
      if (!dimensions.contains(name)) {
        throw new IllegalArgumentException(
            "cell " + CellIndex.label(cell.when()) + ": " + name + " is not one of " + dimensions);
      }
    }
  }
}
