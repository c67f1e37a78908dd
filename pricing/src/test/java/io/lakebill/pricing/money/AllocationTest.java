package io.lakebill.pricing.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.Laws;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocationTest {

  @ParameterizedTest(name = "{0} of {1} over {2}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          CURRENCY | AMOUNT | EXACT                   | SHARES
          USD      | 0      | ''                      | ''
          USD      | 1.00   | 1                       | 1.00
          USD      | 1.00   | 0.3333 0.3333 0.3334    | 0.33 0.33 0.34
          USD      | 1.00   | 0.334 0.333 0.333       | 0.34 0.33 0.33
          USD      | 0.01   | 0.0025 0.0025 0.0025    | 0.01 0.00 0.00
          USD      | 0.02   | 0.005 0.005 0.005       | 0.01 0.01 0.00
          USD      | 0.02   | 0.001 0.008 0.008       | 0.00 0.01 0.01
          USD      | 0.00   | 0.002 0.002             | 0.00 0.00
          USD      | 0.01   | 0 0.005 0               | 0.00 0.01 0.00
          USD      | -1.00  | -0.3333 -0.3333 -0.3334 | -0.33 -0.33 -0.34
          USD      | -0.02  | -0.005 -0.005 -0.005    | -0.01 -0.01 0.00
          USD      | 0.00   | 0.005 -0.005            | 0.01 -0.01
          USD      | 0.00   | 1.006 -1.004            | 1.01 -1.01
          USD      | 0.01   | 1.006 0.006 -1.004      | 1.01 0.01 -1.01
          USD      | 85.49  | -25.806 111.296         | -25.81 111.30
          USD      | 85.48  | -25.806 111.286         | -25.81 111.29
          USD      | 0.01   | -0.006 0.006 0.007      | -0.01 0.01 0.01
          JPY      | 10     | 3.5 3.5 3               | 4 3 3
          KWD      | 0.001  | 0.0004 0.0006           | 0.000 0.001
          """)
  void sharesByLargestRemainder(String currency, BigDecimal amount, String exact, String shares) {
    Money money = new Money(amount, PricingUnit.currency(currency));

    assertEquals(
        shares,
        Allocation.largestRemainder(money, decimals(exact)).stream()
            .map(share -> share.amount().toPlainString())
            .collect(Collectors.joining(" ")));
  }

  @Test
  void refusesAnAmountThatIsNotTheRoundedSum() {
    assertEquals(
        "cannot share 1.02 USD over lines that add up to 1.005",
        assertThrows(IllegalArgumentException.class, () -> share("1.02", "0.5 0.505"))
            .getMessage());
    assertEquals(
        "cannot share 0.99 USD over lines that add up to 1",
        assertThrows(IllegalArgumentException.class, () -> share("0.99", "0.5 0.5")).getMessage());
    assertEquals(
        "cannot share 0.01 USD over lines that add up to 0",
        assertThrows(IllegalArgumentException.class, () -> share("0.01", "")).getMessage());
  }

  @Test
  void sharesAddUpAndStayWithinOneMinorUnit() {
    Laws.hold(
        random -> {
          List<BigDecimal> exact = randomAmounts(random);
          Money amount = Money.round(sum(exact), randomCurrency(random));

          List<Money> shares = Allocation.largestRemainder(amount, exact);

          assertEquals(
              amount,
              shares.stream().reduce(Money.zero(amount.currency()), Money::plus),
              exact::toString);
          BigDecimal minorUnit = BigDecimal.valueOf(1, amount.amount().scale());
          for (int i = 0; i < exact.size(); i++) {
            BigDecimal off = shares.get(i).amount().subtract(exact.get(i)).abs();
            assertTrue(off.compareTo(minorUnit) < 0, exact + " shared as " + shares);
          }
        });
  }

  @Test
  void negatedAmountsHaveNegatedShares() {
    Laws.hold(
        random -> {
          List<BigDecimal> exact = randomAmounts(random);
          List<BigDecimal> negated = exact.stream().map(BigDecimal::negate).toList();
          PricingUnit currency = randomCurrency(random);

          List<Money> shares =
              Allocation.largestRemainder(Money.round(sum(exact), currency), exact);
          List<Money> negatedShares =
              Allocation.largestRemainder(Money.round(sum(negated), currency), negated);

          assertEquals(
              shares,
              negatedShares.stream().map(m -> new Money(m.amount().negate(), currency)).toList(),
              exact::toString);
        });
  }

  private static List<Money> share(String amount, String exact) {
    return Allocation.largestRemainder(
        new Money(new BigDecimal(amount), PricingUnit.currency("USD")), decimals(exact));
  }

  private static List<BigDecimal> decimals(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(part -> !part.isEmpty())
        .map(BigDecimal::new)
        .toList();
  }

  private static BigDecimal sum(List<BigDecimal> exact) {
    return exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static PricingUnit randomCurrency(SplittableRandom random) {
    return PricingUnit.currency(List.of("JPY", "USD", "KWD").get(random.nextInt(3)));
  }

  /** Few decimals make ties and halves likely. */
  private static List<BigDecimal> randomAmounts(SplittableRandom random) {
    int decimals = random.nextInt(0, 6);
    return IntStream.range(0, random.nextInt(0, 8))
        .mapToObj(i -> BigDecimal.valueOf(random.nextLong(-2_000, 2_000), decimals))
        .toList();
  }
}
