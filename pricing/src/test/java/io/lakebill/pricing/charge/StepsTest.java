package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.model.GroupedPricing;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.Rounding;
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StepsTest {

  private static final Price PRICE =
      new Price(new UnitPricing(new BigDecimal("0.333")), Charges.USD);

  @Test
  void leadFromTheMeteredQuantityToTheBilledAmount() {
    Price price =
        PRICE
            .withConversion(new UnitConversion(new BigDecimal("1024"), Rounding.UP))
            .withIncludedUnits(BigDecimal.ONE)
            .withMinimum(new BigDecimal("4.005"));

    Explanation explanation = price.charge(Usage.of("10241")).explanation();

    assertEquals(
        "METERED +10241 = 10241; CONVERTED -10230.9990234375 = 10.0009765625; "
            + "WHOLE_UNITS +0.9990234375 = 11; INCLUDED -1 = 10",
        text(explanation.quantity()));
    assertEquals(
        "LINES +3.33 = 3.33; MINIMUM +0.675 = 4.005; ROUNDING +0.005 = 4.01",
        text(explanation.amount()));
  }

  @Test
  void leaveOutWhatDoesNotApply() {
    Explanation explanation = PRICE.withCap(BigDecimal.ONE).charge(Usage.of("3")).explanation();

    assertEquals("METERED +3 = 3", text(explanation.quantity()));
    assertEquals("LINES +0.999 = 0.999; ROUNDING +0.001 = 1", text(explanation.amount()));
  }

  @Test
  void showACapAndAConversionWithoutRounding() {
    Price price =
        PRICE
            .withCap(BigDecimal.ONE)
            .withConversion(new UnitConversion(BigDecimal.TEN, Rounding.NONE));

    Explanation explanation = price.charge(Usage.of("100")).explanation();

    assertEquals("METERED +100 = 100; CONVERTED -90 = 10", text(explanation.quantity()));
    assertEquals("LINES +3.33 = 3.33; CAP -2.33 = 1; ROUNDING +0 = 1", text(explanation.amount()));
  }

  @Test
  void addUpOverGroups() {
    Price price =
        PRICE
            .withModel(new GroupedPricing(List.of("region"), PRICE.model()))
            .withIncludedUnits(BigDecimal.TEN);
    Usage usage =
        new Usage(Map.of(List.of("eu"), new BigDecimal("4"), List.of("us"), new BigDecimal("12")));

    assertEquals(
        "METERED +16 = 16; INCLUDED -14 = 2", text(price.charge(usage).explanation().quantity()));
  }

  @Test
  void ofAFeeAreOfAmountsOnly() {
    FixedFee fee = new FixedFee(new BigDecimal("100"), Charges.USD);

    Explanation explanation = fee.charge("Fee", new Proration(14, 31)).explanation();

    assertEquals(Steps.NONE, explanation.quantity());
    assertEquals(
        "LINES +45.161290322580645161 = 45.161290322580645161; "
            + "ROUNDING -0.001290322580645161 = 45.16",
        text(explanation.amount()));
  }

  @Test
  void refuseToBeAnythingButASum() {
    List<Step> steps =
        List.of(
            new Step(Step.Kind.LINES, BigDecimal.TEN, BigDecimal.TEN),
            new Step(Step.Kind.CAP, BigDecimal.ONE, BigDecimal.TEN));

    assertEquals(
        "step CAP makes 11 of 10, not 10",
        assertThrows(IllegalArgumentException.class, () -> new Steps(steps)).getMessage());
    assertEquals(BigDecimal.ZERO, Steps.NONE.last());
  }

  @Test
  void ofAChargeLeadToItsAmount() {
    Explanation nowhere =
        new Explanation(Steps.NONE, Steps.NONE.then(Step.Kind.LINES, BigDecimal.ONE));

    assertEquals(
        "steps lead to 1, not to 0.00 USD",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Charge(
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Money.zero(Charges.USD),
                        List.of(),
                        nowhere))
            .getMessage());
  }

  private static String text(Steps steps) {
    return steps.asList().stream()
        .map(
            step ->
                step.kind()
                    + (step.change().signum() < 0 ? " " : " +")
                    + step.change().toPlainString()
                    + " = "
                    + step.after().toPlainString())
        .collect(Collectors.joining("; "));
  }
}
