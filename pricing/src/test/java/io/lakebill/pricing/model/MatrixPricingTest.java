package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import io.lakebill.pricing.model.MatrixPricing.Cell;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixPricingTest {

  /** Atlas, matrix (SD30): API calls by type of response. */
  private static final MatrixPricing ATLAS =
      new MatrixPricing(
          List.of("response"),
          List.of(
              cell("0.002", "response", "2xx"),
              cell("0.001", "response", "4xx"),
              cell("0", "response", "5xx")),
          null);

  /** A row, a column, the corner where they meet, and a default. */
  private static final MatrixPricing REGION_AND_SIZE =
      new MatrixPricing(
          List.of("region", "size"),
          List.of(
              cell("2", "region", "eu"),
              cell("3", "size", "large"),
              cell("5", "region", "eu", "size", "large")),
          BigDecimal.ONE);

  @Test
  void pricesEachCombinationOnItsOwnLine() {
    Charge charge = Charges.usd(ATLAS, usage(Map.of("5xx", "50", "2xx", "1000", "4xx", "300")));

    assertEquals("2.30", Charges.amount(charge));
    assertEquals(
        "response=2xx: 1000 @ 0.002 = 2.00; response=4xx: 300 @ 0.001 = 0.30; "
            + "response=5xx: 50 @ 0 = 0.00",
        Charges.lines(charge));
    assertEquals(new BigDecimal("1350"), charge.quantity());
  }

  @Test
  void zeroUsageGivesNoLinesAndNeedsNoPrice() {
    assertEquals(List.of(), ATLAS.rate(new Usage(Map.of())));
    assertEquals(List.of(), ATLAS.rate(usage(Map.of("2xx", "0", "unheard of", "0.00"))));
  }

  @Test
  void roundsOnceNotPerLine() {
    Charge charge = Charges.usd(ATLAS, usage(Map.of("2xx", "2", "4xx", "1")));

    assertEquals("0.005", Charges.exact(charge));
    assertEquals(
        "response=2xx: 2 @ 0.002 = 0.01; response=4xx: 1 @ 0.001 = 0.00", Charges.lines(charge));
  }

  @Test
  void correctionsOfOneCellPayBackAtItsRate() {
    Charge charge = Charges.usd(ATLAS, usage(Map.of("2xx", "-1000", "4xx", "300")));

    assertEquals(
        "response=2xx: -1000 @ 0.002 = -2.00; response=4xx: 300 @ 0.001 = 0.30",
        Charges.lines(charge));
  }

  @ParameterizedTest(name = "{0} {1} costs {2}")
  @CsvSource(
      nullValues = "null",
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          REGION | SIZE  | UNIT AMOUNT | LABEL
          eu     | large | 5           | region=eu, size=large
          eu     | small | 2           | region=eu, size=small
          eu     | null  | 2           | region=eu, size=(none)
          us     | large | 3           | region=us, size=large
          null   | large | 3           | region=(none), size=large
          us     | small | 1           | region=us, size=small
          null   | null  | 1           | region=(none), size=(none)
          EU     | small | 1           | region=EU, size=small
          """)
  void theMostSpecificCellWinsThenTheDefault(
      String region, String size, String unitAmount, String label) {
    Usage usage = new Usage(Map.of(Arrays.asList(region, size), BigDecimal.ONE));

    RatedLine line = REGION_AND_SIZE.rate(usage).get(0);

    assertEquals(unitAmount, line.unitAmount().toPlainString());
    assertEquals(label, line.label());
  }

  @Test
  void neverBillsUsageWithoutAPriceAsNothing() {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    cells.put(List.of("3xx"), BigDecimal.ONE);
    cells.put(List.of("2xx"), BigDecimal.ONE);
    cells.put(Arrays.asList((String) null), BigDecimal.ONE);
    Usage usage = new Usage(cells);

    assertEquals(
        "no price for response=(none); response=3xx; add a cell or a default unit amount",
        assertThrows(UnpricedUsageException.class, () -> ATLAS.rate(usage)).getMessage());
  }

  @ParameterizedTest(name = "{0} gaps")
  @CsvSource({"5,''", "6,' and 1 more'", "900,' and 895 more'"})
  void namesAtMostFiveGaps(int gaps, String more) {
    Map<String, String> quantities = new HashMap<>();
    IntStream.range(100, 100 + gaps).forEach(i -> quantities.put("x" + i, "1"));

    assertEquals(
        "no price for response=x100; response=x101; response=x102; response=x103; response=x104"
            + more
            + "; add a cell or a default unit amount",
        assertThrows(UnpricedUsageException.class, () -> ATLAS.rate(usage(quantities)))
            .getMessage());
  }

  @Test
  void saysWhetherItHasADefault() {
    assertEquals(Optional.empty(), ATLAS.defaultAmount());
    assertEquals(Optional.of(BigDecimal.ONE), REGION_AND_SIZE.defaultAmount());
    assertEquals(List.of("region", "size"), REGION_AND_SIZE.dimensions());
  }

  @Test
  void isAdjustedInEveryCellAndInItsDefault() {
    assertEquals(
        new MatrixPricing(
            List.of("region", "size"),
            List.of(
                cell("1", "region", "eu"),
                cell("1.5", "size", "large"),
                cell("2.5", "region", "eu", "size", "large")),
            new BigDecimal("0.5")),
        REGION_AND_SIZE.scaled(new BigDecimal("0.5")));
    assertEquals(
        new MatrixPricing(
            List.of("response"),
            List.of(
                cell("0.102", "response", "2xx"),
                cell("0.101", "response", "4xx"),
                cell("0.1", "response", "5xx")),
            null),
        ATLAS.raised(new BigDecimal("0.1")));
    assertRefused(
        "unit amount 1 adjusted by -1.5 is below 0",
        () -> REGION_AND_SIZE.raised(new BigDecimal("-1.5")));
    assertThrows(IllegalArgumentException.class, () -> ATLAS.overridden(BigDecimal.ONE));
  }

  @Test
  void cannotIncludeUnits() {
    assertEquals(
        Optional.of(
            "a matrix cannot include units: which of its cells would be free is not said; "
                + "price a group of cells of its own, or use grouped pricing"),
        ATLAS.whyNoIncludedUnits());
  }

  @Test
  void refusesTwoCellsOfWhichNeitherIsMoreSpecific() {
    assertRefused(
        "two cells for region=eu",
        () -> matrix("region", cell("1", "region", "eu"), cell("1", "region", "eu")));
    assertRefused(
        "cells region=eu and size=large both match region=eu, size=large; add a cell for that",
        () -> matrix("region size", cell("1", "region", "eu"), cell("1", "size", "large")));
    assertRefused(
        "cells a=1, b=1 and b=1, c=1 both match a=1, b=1, c=1; add a cell for that",
        () ->
            matrix(
                "a b c",
                cell("1", "a", "1", "b", "1"),
                cell("1", "b", "1", "c", "1"),
                cell("1", "a", "1")));
  }

  @Test
  void acceptsCellsThatCannotMeet() {
    MatrixPricing matrix =
        matrix(
            "a b c",
            cell("1", "a", "1", "b", "1"),
            cell("2", "b", "2", "c", "1"),
            cell("3", "a", "1"));

    assertEquals(3, matrix.cells().size());
  }

  @Test
  void refusesAMatrixThatDoesNotFitItsDimensions() {
    assertRefused("a matrix needs at least one dimension", () -> matrix(""));
    assertRefused(
        "a dimension is listed twice: [region, region]",
        () -> matrix("region region", cell("1", "region", "eu")));
    assertRefused(
        "cell plan=pro, region=eu: plan is not one of [region, size]",
        () -> matrix("region size", cell("1", "region", "eu", "plan", "pro")));
    assertRefused(
        "a cell names no dimension; use the default unit amount for all other usage",
        () -> cell("1"));
    assertRefused("unit amount -1 is negative", () -> cell("-1", "region", "eu"));
    assertRefused(
        "default unit amount -1 is negative",
        () -> new MatrixPricing(List.of("region"), List.of(), BigDecimal.ONE.negate()));
  }

  @Test
  void refusesACellThatNamesADimensionWithoutAValue() {
    Map<String, String> when = new HashMap<>();
    when.put("region", null);

    assertEquals(
        "cell region has no value",
        assertThrows(NullPointerException.class, () -> new Cell(when, BigDecimal.ONE))
            .getMessage());
  }

  @Test
  void refusesUsageSplitByOtherDimensions() {
    assertRefused(
        "usage cell [] does not give one value for each of [response]",
        () -> ATLAS.rate(Usage.of("1")));
    assertRefused(
        "usage cell [2xx, eu] does not give one value for each of [response]",
        () -> ATLAS.rate(new Usage(Map.of(List.of("2xx", "eu"), BigDecimal.ONE))));
  }

  private static Usage usage(Map<String, String> quantities) {
    Map<List<String>, BigDecimal> cells = new LinkedHashMap<>();
    quantities.forEach((value, quantity) -> cells.put(List.of(value), new BigDecimal(quantity)));
    return new Usage(cells);
  }

  private static MatrixPricing matrix(String dimensions, Cell... cells) {
    List<String> names =
        Arrays.stream(dimensions.split(" ", -1)).filter(name -> !name.isEmpty()).toList();
    return new MatrixPricing(names, List.of(cells), null);
  }

  private static Cell cell(String unitAmount, String... namesAndValues) {
    Map<String, String> when = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      when.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Cell(when, new BigDecimal(unitAmount));
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
