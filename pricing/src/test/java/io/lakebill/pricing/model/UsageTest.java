package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageTest {

  @Test
  void addsUpItsCells() {
    Usage usage =
        new Usage(Map.of(List.of("eu"), new BigDecimal("1.50"), List.of("us"), BigDecimal.ONE));

    assertEquals("2.5", usage.total().toPlainString());
    assertEquals("0", new Usage(Map.of()).total().toPlainString());
  }

  @Test
  void holdsCellsInTheOrderOfTheirValuesMissingOnesFirst() {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    cells.put(List.of("us", "a"), BigDecimal.ONE);
    cells.put(List.of("eu", "b"), BigDecimal.ONE);
    cells.put(Arrays.asList("eu", null), BigDecimal.ONE);
    cells.put(Arrays.asList(null, "z"), BigDecimal.ONE);

    assertEquals(
        "[[null, z], [eu, null], [eu, b], [us, a]]", new Usage(cells).cells().keySet().toString());
  }

  @Test
  void doesNotChangeWithTheMapItWasMadeFrom() {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    List<String> values = new ArrayList<>(List.of("eu"));
    cells.put(values, BigDecimal.ONE);
    Usage usage = new Usage(cells);

    cells.clear();
    values.set(0, "us");

    assertEquals(new Usage(Map.of(List.of("eu"), BigDecimal.ONE)), usage);
    assertThrows(UnsupportedOperationException.class, () -> usage.cells().clear());
  }

  @Test
  void isEqualWhenTheQuantitiesAreEqualHoweverTheyAreWritten() {
    assertEquals(Usage.of("1000"), Usage.of("1E+3"));
    assertEquals(Usage.of("1"), Usage.of("1.000000000000000000"));
  }

  @Test
  void refusesCellsThatDifferInTheirNumberOfDimensions() {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    cells.put(List.of(), BigDecimal.ONE);
    cells.put(List.of("eu"), BigDecimal.ONE);

    String message =
        assertThrows(IllegalArgumentException.class, () -> new Usage(cells)).getMessage();

    assertEquals(
        "usage cells [] and [eu] differ in their number of dimensions",
        message.replace("[eu] and []", "[] and [eu]"));
  }

  @Test
  void refusesQuantitiesThatCannotBeStored() {
    assertEquals("0.000000000000000001", quantity("0.000000000000000001"));
    assertEquals("99999999999999999999", quantity("99999999999999999999"));
    assertEquals(
        "quantity 1E-19 has more than 18 decimals",
        assertThrows(IllegalArgumentException.class, () -> quantity("1E-19")).getMessage());
    assertEquals(
        "quantity 100000000000000000000 has more than 20 digits before the point",
        assertThrows(IllegalArgumentException.class, () -> quantity("100000000000000000000"))
            .getMessage());
    assertEquals(
        "quantity 1E+999999999 has more than 20 digits before the point",
        assertThrows(IllegalArgumentException.class, () -> quantity("1E+999999999")).getMessage());
  }

  @Test
  void knowsTheEventsBehindItsCells() {
    Usage usage =
        new Usage(
            Map.of(List.of("eu"), BigDecimal.ONE, List.of("us"), BigDecimal.TEN),
            Map.of(List.of("us"), new Events(3, BigDecimal.ONE), List.of("eu"), Events.counted(2)));

    assertEquals(Optional.of(Events.counted(5)), usage.allEvents());
    assertEquals(Usage.of("11").withEvents(Events.counted(5)), usage.together());
    assertEquals(
        Usage.of("10").withEvents(new Events(3, BigDecimal.ONE)), usage.cell(List.of("us")));
    assertEquals(usage.events(), usage.map(BigDecimal::negate).events());
    assertEquals("-11", usage.map(BigDecimal::negate).total().toPlainString());
  }

  @Test
  void needNotKnowTheEvents() {
    Usage usage = new Usage(Map.of(List.of("eu"), BigDecimal.ONE));

    assertEquals(Optional.empty(), usage.allEvents());
    assertEquals(Usage.of("1"), usage.together());
    assertEquals(Usage.of("1"), usage.cell(List.of("eu")));
    assertEquals(Usage.of("0"), new Usage(Map.of()).together());
  }

  @Test
  void eventsAddUp() {
    Events priced = new Events(2, new BigDecimal("1.50"));

    assertEquals(
        new Events(1, new BigDecimal("1")), priced.plus(new Events(-1, new BigDecimal("-0.5"))));
    assertEquals(Events.counted(3), priced.plus(Events.counted(1)));
    assertEquals(Events.counted(3), Events.counted(1).plus(priced));
    assertEquals(Optional.empty(), Events.counted(1).priced());
    assertThrows(ArithmeticException.class, () -> priced.plus(Events.counted(Long.MAX_VALUE)));
  }

  @Test
  void refusesEventsOfOtherCells() {
    Map<List<String>, BigDecimal> cells = Map.of(List.of("eu"), BigDecimal.ONE);
    Map<List<String>, Events> others = Map.of(List.of("us"), Events.counted(1));

    assertEquals(
        "events are given for [[us]], but quantities for [[eu]]",
        assertThrows(IllegalArgumentException.class, () -> new Usage(cells, others)).getMessage());
    assertEquals(
        "usage has 0 cells; give the events of each",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Usage(Map.of()).withEvents(Events.counted(1)))
            .getMessage());
  }

  private static String quantity(String quantity) {
    return Usage.of(quantity).total().toPlainString();
  }
}
