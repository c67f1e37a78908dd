package io.lakebill.pricing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.charge.Charges;
import io.lakebill.pricing.charge.Price;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommittedPricingTest {

  private static final UnitPricing TWO = new UnitPricing(new BigDecimal("2"));

  @Test
  void whatIsBeyondTheCommitmentCostsTheOverageFactor() {
    CommittedPricing model = committed(TWO, "100", "1.5", false);

    assertEquals("units: 40 @ 2 = 80.00", lines(model, "40"));
    assertEquals("units: 50 @ 2 = 100.00", lines(model, "50"));
    assertEquals(
        "units: 60 @ 2 = 120.00; beyond the commitment: 1 @ 10 = 10.00", lines(model, "60"));
    assertEquals(
        "units: -60 @ 2 = -120.00; beyond the commitment: -1 @ 10 = -10.00", lines(model, "-60"));
  }

  @Test
  void usageCostsTheCommitmentAtLeastWhereItIsTruedUp() {
    CommittedPricing model = committed(TWO, "100", "1", true);

    assertEquals(
        "units: 40 @ 2 = 80.00; true-up to the commitment: 1 @ 20 = 20.00", lines(model, "40"));
    assertEquals("units: 60 @ 2 = 120.00", lines(model, "60"));
    assertEquals("", lines(model, "0"));
  }

  @Test
  void usageThatIsFreeIsTruedUpAsWell() {
    CommittedPricing model = committed(new UnitPricing(BigDecimal.ZERO), "7", "2", true);

    assertEquals("units: 3 @ 0 = 0.00; true-up to the commitment: 1 @ 7 = 7.00", lines(model, "3"));
    assertEquals(
        "units: -3 @ 0 = 0.00; true-up to the commitment: -1 @ 7 = -7.00", lines(model, "-3"));
  }

  @Test
  void eachWindowHasItsOwnCommitment() {
    WindowedPricing daily = new WindowedPricing(committed(TWO, "100", "1.5", true));
    Usage usage =
        new Usage(
            Map.of(
                List.of("2026-01-01"), new BigDecimal("60"),
                List.of("2026-01-02"), new BigDecimal("10"),
                List.of("2026-01-03"), new BigDecimal("70")));

    // 120 + 10, 20 + 80, 140 + 20.
    assertEquals(
        "units: 140 @ 2 = 280.00; beyond the commitment: 1 @ 30 = 30.00;"
            + " true-up to the commitment: 1 @ 80 = 80.00",
        Charges.lines(Charges.usd(daily, usage)));
  }

  @Test
  void allCellsOfAMatrixShareTheCommitment() {
    MatrixPricing matrix = new MatrixPricing(List.of("region"), List.of(), new BigDecimal("2"));
    CommittedPricing whole = committed(matrix, "100", "2", false);
    Usage usage =
        new Usage(Map.of(List.of("eu"), new BigDecimal("30"), List.of("us"), new BigDecimal("30")));

    assertEquals("140.00", Charges.amount(Charges.usd(whole, usage)));
    assertEquals(List.of("region"), whole.dimensions());
  }

  @Test
  void moneyWithMoreDecimalsThanQuantitiesHaveIsNotCut() {
    CommittedPricing model =
        committed(new UnitPricing(new BigDecimal("0.000000000001")), "0", "1.5", false);

    BigDecimal exact =
        model.rate(Usage.of(new BigDecimal("0.000000000001"))).stream()
            .map(RatedLine::exactAmount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertEquals(0, exact.compareTo(new BigDecimal("0.0000000000000000000000015")));
  }

  @Test
  void adjustmentsLeaveTheCommitmentAsItIs() {
    CommittedPricing model = committed(TWO, "100", "1.5", false);

    assertEquals("130.00", Charges.amount(Charges.usd(model.scaled(new BigDecimal("0.5")), "120")));
    assertEquals("130.00", Charges.amount(Charges.usd(model.raised(new BigDecimal("-1")), "120")));
    assertEquals(
        "130.00", Charges.amount(Charges.usd(model.overridden(new BigDecimal("3")), "40")));
  }

  @Test
  void asksForWhatTheModelWithinAsksFor() {
    PercentagePricing percentage =
        new PercentagePricing(
            new BigDecimal("2"), new BigDecimal("0.30"), 2, BigDecimal.ZERO, Limits.NONE);
    CommittedPricing model = committed(percentage, "100", "1.5", false);

    assertEquals(percentage.eventDetail(), model.eventDetail());
    assertEquals(percentage.eventsLeftFree().isPresent(), model.eventsLeftFree().isPresent());
    assertTrue(model.whyNoConversion().isPresent());
    assertTrue(model.whyNoIncludedUnits().isPresent());
  }

  @Test
  void unitsThatAreIncludedAreNotCommittedTo() {
    Price price =
        new Price(committed(TWO, "100", "2", false), Charges.USD).withIncludedUnits(BigDecimal.TEN);

    assertEquals("140.00", Charges.amount(price.charge(Usage.of("70"))));
  }

  @Test
  void aFactorBelowOneIsNoOverage() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> committed(TWO, "100", "0.9", false));
    assertEquals(
        "overage factor 0.9 is less than 1; what gets cheaper as it grows is priced by tiers",
        refused.getMessage());
  }

  @Test
  void aCommitmentInsideAnotherIsRefused() {
    CommittedPricing inner = committed(TWO, "1", "2", false);
    assertThrows(IllegalArgumentException.class, () -> committed(inner, "1", "2", false));
    assertThrows(
        IllegalArgumentException.class, () -> committed(new WindowedPricing(TWO), "1", "2", false));
    assertThrows(
        IllegalArgumentException.class,
        () -> committed(new GroupedPricing(List.of("region"), TWO), "1", "2", false));
    assertThrows(IllegalArgumentException.class, () -> committed(TWO, "-1", "2", false));
  }

  private static CommittedPricing committed(
      PricingModel inner, String commitment, String factor, boolean isTruedUp) {
    return new CommittedPricing(
        inner, new BigDecimal(commitment), new BigDecimal(factor), isTruedUp);
  }

  private static String lines(PricingModel model, String quantity) {
    return Charges.lines(Charges.usd(model, quantity));
  }
}
