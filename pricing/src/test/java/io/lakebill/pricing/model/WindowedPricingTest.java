package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import io.lakebill.pricing.charge.Price;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WindowedPricingTest {

  private static final WindowedPricing HOURLY =
      new WindowedPricing(new TieredPricing(Tiers.of(Tier.upTo("10", "2"), Tier.beyond("1"))));

  @Test
  void pricesEachWindowOnItsOwnAndShowsEqualLinesAsOne() {
    Charge charge = Charges.usd(HOURLY, windows("8", "12", "10", "0", "11"));

    assertEquals("tier 1: 38 @ 2 = 76.00; tier 2: 3 @ 1 = 3.00", Charges.lines(charge));
    assertEquals("41", charge.quantity().toPlainString());
  }

  @Test
  void ratesWithoutIncludedUnits() {
    assertEquals(2, HOURLY.rate(windows("12")).size());
    assertEquals(HOURLY.rate(windows("12"), BigDecimal.ZERO), HOURLY.rate(windows("12")));
  }

  @Test
  void linesOfDifferentAmountsStayApart() {
    var packages = new PackagePricing(BigDecimal.TEN, new BigDecimal("0.50"), new BigDecimal("5"));

    assertEquals(
        "free units: 13 @ 0 = 0.00; packages of 10: 3 @ 0.5 = 1.50",
        Charges.lines(Charges.usd(new WindowedPricing(packages), windows("3", "15", "15.5"))));
  }

  @Test
  void aMonthOfHoursHasAsManyLinesAsTheModel() {
    String[] hours =
        IntStream.range(0, 744).mapToObj(hour -> String.valueOf(hour % 20)).toArray(String[]::new);

    assertEquals(2, Charges.usd(HOURLY, windows(hours)).lines().size());
  }

  @Test
  void unitsAreIncludedInEachWindow() {
    Price price = new Price(HOURLY, Charges.USD).withIncludedUnits(BigDecimal.TEN);

    assertEquals(
        "included units: 18 @ 0 = 0.00; tier 1: 2 @ 2 = 4.00",
        Charges.lines(price.charge(windows("8", "12"))));
  }

  @Test
  void correctionsStayInTheirWindow() {
    assertEquals(
        "tier 1: 0 @ 2 = 0.00; tier 2: 2 @ 1 = 2.00",
        Charges.lines(Charges.usd(HOURLY, windows("-10", "12"))));
  }

  @Test
  void isAdjustedInside() {
    var model = new WindowedPricing(new UnitPricing(BigDecimal.TEN));

    assertEquals(windowed("5"), model.scaled(new BigDecimal("0.5")));
    assertEquals(windowed("12"), model.raised(new BigDecimal("2")));
    assertEquals(windowed("3"), model.overridden(new BigDecimal("3")));
  }

  @Test
  void refusesModelsThatDoNotPriceOneQuantity() {
    PercentagePricing withFee = PercentagePricing.of("1").withEventFee("1");

    assertRefused(
        "windows are priced by a model that splits usage by [window] itself",
        () -> new WindowedPricing(HOURLY));
    assertRefused(
        "windows are priced by one quantity each, but the model asks for events; "
            + "use a percentage without fee and limits per event",
        () -> new WindowedPricing(withFee));
    assertRefused(
        "usage cell [] does not give one value for each of [window]",
        () -> HOURLY.rate(Usage.of("1")));
    assertEquals(
        withFee.whyNoIncludedUnits(),
        new WindowedPricing(PercentagePricing.of("1")).whyNoIncludedUnits());
  }

  private static WindowedPricing windowed(String unitAmount) {
    return new WindowedPricing(new UnitPricing(new BigDecimal(unitAmount)));
  }

  private static Usage windows(String... maxima) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    for (int i = 0; i < maxima.length; i++) {
      cells.put(List.of(String.format("%03d", i)), new BigDecimal(maxima[i]));
    }
    return new Usage(cells);
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
