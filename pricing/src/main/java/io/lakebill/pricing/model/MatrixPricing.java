package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

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
    dimensions = Dimensions.of("a matrix", dimensions).names();
    cells = List.copyOf(cells);
    defaultUnitAmount =
        defaultUnitAmount == null
            ? null
            : Decimals.notNegative("default unit amount", defaultUnitAmount);
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
    Dimensions names = new Dimensions(dimensions);
    names.requireOneValueEach(usage);
    CellIndex index = CellIndex.of(cells);
    List<RatedLine> lines = new ArrayList<>();
    List<String> unpriced = new ArrayList<>();
    usage
        .cells()
        .forEach(
            (values, quantity) -> {
              if (quantity.signum() == 0) {
                return;
              }
              unitAmount(index, values)
                  .ifPresentOrElse(
                      unitAmount ->
                          lines.add(RatedLine.of(names.label(values), quantity, unitAmount)),
                      () -> unpriced.add(names.label(values)));
            });
    if (!unpriced.isEmpty()) {
      throw new UnpricedUsageException(unpriced);
    }
    return List.copyOf(lines);
  }

  @Override
  public Optional<String> whyNoIncludedUnits() {
    return Optional.of(
        "a matrix cannot include units: which of its cells would be free is not said; "
            + "price a group of cells of its own, or use grouped pricing");
  }

  @Override
  public MatrixPricing scaled(BigDecimal factor) {
    return map(factor::multiply);
  }

  @Override
  public MatrixPricing raised(BigDecimal change) {
    return map(amount -> UnitAmounts.raised(amount, change));
  }

  private MatrixPricing map(UnaryOperator<BigDecimal> unitAmounts) {
    return new MatrixPricing(
        dimensions,
        cells.stream()
            .map(cell -> new Cell(cell.when(), unitAmounts.apply(cell.unitAmount())))
            .toList(),
        defaultAmount().map(unitAmounts).orElse(null));
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

  private static void requireNamedFrom(List<String> dimensions, Cell cell) {
    for (String name : cell.when().keySet()) {
      if (!dimensions.contains(name)) {
        throw new IllegalArgumentException(
            "cell " + CellIndex.label(cell.when()) + ": " + name + " is not one of " + dimensions);
      }
    }
  }
}
