package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Charges;
import io.lakebill.pricing.charge.Price;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GroupedPricingTest {

  private static final TieredPricing TIERED =
      new TieredPricing(Tiers.of(Tier.upTo("10", "2", "5"), Tier.beyond("1")));

  private static final GroupedPricing BY_REGION = new GroupedPricing(List.of("region"), TIERED);

  @Test
  void tiersCountPerGroup() {
    Charge charge = Charges.usd(BY_REGION, usage(Map.of("us", "12", "eu", "10")));

    assertEquals(
        "region=eu: tier 1: 10 @ 2 = 20.00; region=eu: flat fee tier 1: 1 @ 5 = 5.00; "
            + "region=us: tier 1: 10 @ 2 = 20.00; region=us: flat fee tier 1: 1 @ 5 = 5.00; "
            + "region=us: tier 2: 2 @ 1 = 2.00",
        Charges.lines(charge));
    assertEquals("52.00", Charges.amount(charge));
    assertEquals("22", charge.quantity().toPlainString());
  }

  @Test
  void ratesWithoutIncludedUnits() {
    Usage usage = usage(Map.of("us", "12"));

    assertEquals(3, BY_REGION.rate(usage).size());
    assertEquals(BY_REGION.rate(usage, BigDecimal.ZERO), BY_REGION.rate(usage));
  }

  @Test
  void usageWithoutAValueIsAGroupOfItsOwn() {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    cells.put(Arrays.asList(null, "pro"), BigDecimal.ONE);
    var model = new GroupedPricing(List.of("region", "plan"), new UnitPricing(BigDecimal.ONE));

    assertEquals(
        "region=(none), plan=pro: units: 1 @ 1 = 1.00",
        Charges.lines(Charges.usd(model, new Usage(cells))));
  }

  @Test
  void unitsAreIncludedInEachGroup() {
    Price price =
        new Price(
                new GroupedPricing(List.of("region"), new UnitPricing(BigDecimal.ONE)), Charges.USD)
            .withIncludedUnits(BigDecimal.TEN);

    Charge charge = price.charge(usage(Map.of("us", "12", "eu", "8")));

    assertEquals(
        "region=eu: included units: 8 @ 0 = 0.00; region=us: included units: 10 @ 0 = 0.00; "
            + "region=us: units: 2 @ 1 = 2.00",
        Charges.lines(charge));
    assertEquals("2", charge.explanation().quantity().last().toPlainString());
  }

  @Test
  void correctionsStayInTheirGroup() {
    assertEquals(
        "region=eu: tier 1: -10 @ 2 = -20.00; region=eu: flat fee tier 1: -1 @ 5 = -5.00; "
            + "region=us: tier 1: 1 @ 2 = 2.00; region=us: flat fee tier 1: 1 @ 5 = 5.00",
        Charges.lines(Charges.usd(BY_REGION, usage(Map.of("us", "1", "eu", "-10")))));
  }

  @Test
  void aGroupWithoutUsageCostsItsFlatAmountOnlyWhereTheTiersSaySo() {
    Usage zero = usage(Map.of("eu", "0"));
    var always = new TieredPricing(TIERED.tiers().withZeroUsage(ZeroUsage.FLAT_AMOUNT));

    assertEquals("", Charges.lines(Charges.usd(BY_REGION, zero)));
    assertEquals(
        "region=eu: flat fee tier 1: 1 @ 5 = 5.00",
        Charges.lines(Charges.usd(new GroupedPricing(List.of("region"), always), zero)));
  }

  @Test
  void asksOfEventsWhatItsInnerModelAsks() {
    PercentagePricing percentage =
        PercentagePricing.of("1")
            .withEventFee("1")
            .withEventLimits(new Limits(BigDecimal.ONE, null));
    var model = new GroupedPricing(List.of("region"), percentage);
    Usage usage =
        new Usage(
            Map.of(List.of("eu"), BigDecimal.TEN, List.of("us"), BigDecimal.ONE),
            Map.of(
                List.of("eu"),
                percentage.events(List.of(BigDecimal.TEN)),
                List.of("us"),
                percentage.events(List.of(BigDecimal.ONE))));

    assertEquals(EventDetail.AMOUNT, model.eventDetail());
    assertEquals("1.1", model.eventPrice().orElseThrow().of(BigDecimal.TEN).toPlainString());
    assertEquals("2.11", Charges.amount(Charges.usd(model, usage)));
    assertEquals(percentage.whyNoIncludedUnits(), model.whyNoIncludedUnits());
    assertEquals(percentage.whyNoConversion(), model.whyNoConversion());
    assertEquals(EventDetail.NONE, BY_REGION.eventDetail());
    assertEquals(Optional.empty(), BY_REGION.eventPrice());
    assertEquals(List.of("region"), BY_REGION.dimensions());
  }

  @Test
  void isAdjustedInside() {
    var unit = new GroupedPricing(List.of("region"), new UnitPricing(BigDecimal.TEN));

    assertEquals(grouped("5"), unit.scaled(new BigDecimal("0.5")));
    assertEquals(grouped("12"), unit.raised(new BigDecimal("2")));
    assertEquals(grouped("3"), unit.overridden(new BigDecimal("3")));
  }

  @Test
  void refusesWhatIsNoGroup() {
    assertRefused(
        "grouped pricing needs at least one dimension",
        () -> new GroupedPricing(List.of(), TIERED));
    assertRefused(
        "a dimension is listed twice: [a, a]", () -> new GroupedPricing(List.of("a", "a"), TIERED));
    assertRefused(
        "groups are priced by a model that splits usage by [region] itself",
        () -> new GroupedPricing(List.of("plan"), BY_REGION));
    assertRefused(
        "usage cell [] does not give one value for each of [region]",
        () -> BY_REGION.rate(Usage.of("1")));
  }

  private static GroupedPricing grouped(String unitAmount) {
    return new GroupedPricing(List.of("region"), new UnitPricing(new BigDecimal(unitAmount)));
  }

  private static Usage usage(Map<String, String> quantities) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    quantities.forEach((value, quantity) -> cells.put(List.of(value), new BigDecimal(quantity)));
    return new Usage(cells);
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
