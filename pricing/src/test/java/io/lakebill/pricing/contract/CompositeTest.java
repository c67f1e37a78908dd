package io.lakebill.pricing.contract;

import static io.lakebill.pricing.contract.Terms.USD;
import static io.lakebill.pricing.contract.Terms.usd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.contract.CompositeRule.Covered;
import io.lakebill.pricing.contract.CompositeRule.LeastTotal;
import io.lakebill.pricing.contract.CompositeRule.Percentage;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositeTest {

  private static final PricingUnit CCU = PricingUnit.custom("CCU", 2);

  /** 10 and -10 percent of base 200 and usage 300 are Metronome's composites (SD10). */
  @ParameterizedTest(name = "{0}% of {1} and {2}, quantity {3}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          PERCENT, BASE,  USAGE, QUANTITY, AMOUNT
          10,      200,   300,   1,        50.00
          -10,     200,   300,   1,        -50.00
          10,      200,   300,   0,        none
          10,      0,     0,     1,        0.00
          12.5,    0.10,  0.10,  1,        0.03
          -12.5,   0.10,  0.10,  1,        -0.03
          -100,    200,   300,   1,        -500.00
          10,      -200,  0,     1,        -20.00
          10,      200,   300,   1.00,     50.00
          """)
  void aPercentageIsAddedOrTakenAway(
      BigDecimal percent, String base, String usage, BigDecimal quantity, String amount) {
    Composite composite =
        new Composite(new Percentage(percent), Set.of("base", "usage"), USD, quantity);

    Optional<Money> result =
        composite.amount(
            Map.of("base", usd(base), "usage", usd(usage), "other", usd("900")),
            new Proration(1, 2));

    assertEquals(amount, result.map(money -> money.amount().toPlainString()).orElse("none"));
  }

  /** A=120, B=80 under a minimum of 500 is Metronome's line-item minimum (SD09). */
  @ParameterizedTest(name = "minimum {0} over {1} and {2}, {3} of 30 days")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          MINIMUM, A,      B,   DAYS, AMOUNT
          500,     120,    80,  30,   300.00
          500,     419.99, 80,  30,   0.01
          500,     420,    80,  30,   0.00
          500,     420.01, 80,  30,   0.00
          500,     0,      0,   30,   500.00
          500,     120,    80,  15,   50.00
          500,     120,    80,  12,   0.00
          500,     -10,    0,   30,   510.00
          0,       0,      0,   30,   0.00
          """)
  void aMinimumAddsWhatIsMissing(String minimum, String a, String b, int days, String amount) {
    Composite composite =
        new Composite(new LeastTotal(new Minimum(usd(minimum))), Set.of("a", "b"), USD);

    assertEquals(
        Optional.of(usd(amount)),
        composite.amount(
            Map.of("a", usd(a), "b", usd(b), "c", usd("900")), new Proration(days, 30)));
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          COVERS, A,      B,   DAYS, AMOUNT
          500,    120,    80,  30,   -200.00
          500,    420,    80,  30,   -500.00
          500,    420,    90,  30,   -500.00
          500,    420,    90,  12,   -200.00
          500,    0,      0,   30,   0.00
          500,    -10,    0,   30,   0.00
          """)
  void aFeeInAdvanceCoversUpToAnAmount(String covers, String a, String b, int days, String amount) {
    Composite composite =
        new Composite(new Covered(new Minimum(usd(covers))), Set.of("a", "b"), USD);

    assertEquals(
        Optional.of(usd(amount)),
        composite.amount(
            Map.of("a", usd(a), "b", usd(b), "c", usd("900")), new Proration(days, 30)));
  }

  @Test
  void whatIsCoveredMayListPercentagesAndMinimums() {
    Map<String, Composite> composites =
        Map.of(
            "paid",
                new Composite(
                    new Covered(new Minimum(usd("500"))), Set.of("a", "least", "tenth"), USD),
            "least",
                new Composite(new LeastTotal(new Minimum(usd("300"))), Set.of("a", "tenth"), USD),
            "tenth", new Composite(new Percentage(BigDecimal.TEN), Set.of("a"), USD));

    assertEquals(
        Map.of("tenth", usd("10"), "least", usd("190"), "paid", usd("-300")),
        Composites.amounts(composites, Map.of("a", usd("100")), Proration.FULL));
    assertEquals(
        "what is covered is in USD, but the composite in CCU; list charges of one pricing unit",
        refusal(() -> new Composite(new Covered(new Minimum(usd("1"))), Set.of("a"), CCU)));
  }

  @Test
  void aCompositeOfNothingIsNothing() {
    Composite least = new Composite(new LeastTotal(new Minimum(usd("500"))), Set.of("a", "b"), USD);
    Composite percentage = new Composite(new Percentage(BigDecimal.TEN), Set.of("a"), USD);

    assertEquals(Optional.empty(), least.amount(Map.of("c", usd("900")), Proration.FULL));
    assertEquals(Optional.empty(), percentage.amount(Map.of(), Proration.FULL));
    assertEquals(Optional.of(usd("380")), least.amount(Map.of("b", usd("120")), Proration.FULL));
  }

  @Test
  void chargesOfAnotherUnitAreRefused() {
    Composite composite = new Composite(new Percentage(BigDecimal.TEN), Set.of("a"), USD);

    assertEquals(
        "charge a is in CCU, but the composite in USD; list charges of one pricing unit",
        refusal(() -> composite.check(Map.of("a", CCU))));
    assertEquals(
        "charge a is in CCU, but the composite in USD; list charges of one pricing unit",
        refusal(() -> composite.amount(Map.of("a", Money.zero(CCU)), Proration.FULL)));
    assertEquals(
        "the minimum is in USD, but the composite in CCU; list charges of one pricing unit",
        refusal(() -> new Composite(new LeastTotal(new Minimum(usd("1"))), Set.of("a"), CCU)));
    assertEquals(
        "the composite lists a, which is no charge",
        refusal(() -> composite.check(Map.of("b", USD))));
    composite.check(Map.of("a", USD, "b", CCU));
  }

  @Test
  void refusesWhatIsNoComposite() {
    assertEquals(
        "a composite lists no charges",
        refusal(() -> new Composite(new Percentage(BigDecimal.TEN), Set.of(), USD)));
    assertEquals(
        "composite quantity 2 is neither 1 nor 0, which switches it off",
        refusal(
            () ->
                new Composite(
                    new Percentage(BigDecimal.TEN), Set.of("a"), USD, BigDecimal.valueOf(2))));
    assertEquals(
        "percent -100.01 takes away more than there is; -100 is all",
        refusal(() -> new Percentage(new BigDecimal("-100.01"))));
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}
