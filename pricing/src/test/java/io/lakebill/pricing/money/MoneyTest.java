package io.lakebill.pricing.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  private static final PricingUnit USD = PricingUnit.currency("USD");

  /** 10.275, 1023.5 and 0.005 are from flexprice, billing_rounding_test. */
  @ParameterizedTest(name = "{0} {1} is billed as {2}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          EXACT                 | CURRENCY | BILLED   | MINOR UNITS
          0                     | USD      | 0.00     | 0
          10.275                | USD      | 10.28    | 1028
          10.2749999999999999   | USD      | 10.27    | 1027
          0.005                 | USD      | 0.01     | 1
          0.0049999999999999999 | USD      | 0.00     | 0
          -0.005                | USD      | -0.01    | -1
          -0.0049               | USD      | 0.00     | 0
          1023.5                | JPY      | 1024     | 1024
          -1023.5               | JPY      | -1024    | -1024
          1023.4999             | JPY      | 1023     | 1023
          1.0005                | KWD      | 1.001    | 1001
          1.00049               | KWD      | 1.000    | 1000
          1E+3                  | USD      | 1000.00  | 100000
          """)
  void roundsHalfAwayFromZeroToTheMinorUnit(
      BigDecimal exact, String currency, String billed, long minorUnits) {
    Money money = Money.round(exact, PricingUnit.currency(currency));

    assertEquals(billed, money.amount().toPlainString());
    assertEquals(minorUnits, money.minorUnits());
  }

  @Test
  void carriesTheDecimalsOfItsCurrencySoThatEqualAmountsAreEqual() {
    assertEquals(money("1", "USD"), money("1.000", "USD"));
    assertEquals("1.00 USD", money("1", "USD").toString());
    assertEquals("0 JPY", Money.zero(PricingUnit.currency("JPY")).toString());
  }

  @Test
  void refusesAnAmountThatNeedsRounding() {
    assertEquals(
        "10.275 USD has more than 2 decimals", refusal(() -> money("10.275", "USD")).getMessage());
    assertEquals(
        "0.5 JPY has more than 0 decimals", refusal(() -> money("0.5", "JPY")).getMessage());
  }

  @Test
  void addsOnlyItsOwnCurrency() {
    assertEquals(money("0.30", "USD"), money("0.10", "USD").plus(money("0.20", "USD")));
    assertEquals(
        "cannot add 2.00 EUR to 1.00 USD",
        refusal(() -> money("1", "USD").plus(money("2", "EUR"))).getMessage());
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          ONE,   OTHER, DIFFERENCE, SMALLER, LARGER, NEGATED, SIGN, OR ZERO
          5.00,  3.00,  2.00,       3.00,    5.00,   -5.00,   1,    5.00
          3.00,  3.00,  0.00,       3.00,    3.00,   -3.00,   1,    3.00
          0.00,  0.01,  -0.01,      0.00,    0.01,   0.00,    0,    0.00
          -0.01, 0.00,  -0.01,      -0.01,   0.00,   0.01,    -1,   0.00
          """)
  void comparesAndSubtracts(
      String one,
      String other,
      String difference,
      String smaller,
      String larger,
      String negated,
      int sign,
      String orZero) {
    Money money = money(one, "USD");

    assertEquals(money(difference, "USD"), money.minus(money(other, "USD")));
    assertEquals(money(smaller, "USD"), money.min(money(other, "USD")));
    assertEquals(money(larger, "USD"), money.max(money(other, "USD")));
    assertEquals(money(negated, "USD"), money.negated());
    assertEquals(sign, money.signum());
    assertEquals(money(orZero, "USD"), money.orZero());
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          AMOUNT                     | CURRENCY | PAYABLE
          92233720368547758.06       | USD      | true
          92233720368547758.07       | USD      | true
          92233720368547758.08       | USD      | false
          -92233720368547758.07      | USD      | true
          -92233720368547758.08      | USD      | false
          9223372036854775807        | JPY      | true
          9223372036854775808        | JPY      | false
          9223372036854775.807       | KWD      | true
          9223372036854775.808       | KWD      | false
          922337203685477.5807       | CLF      | true
          922337203685477.5808       | CLF      | false
          18446744073709551615000000 | USD      | false
          0                          | USD      | true
          """)
  void isPayableWhereItsMinorUnitsFit(String amount, String currency, boolean isPayable) {
    Money money = money(amount, currency);

    assertEquals(isPayable, money.isPayable());
    if (isPayable) {
      assertEquals(money.amount().unscaledValue().longValueExact(), money.minorUnits());
    } else {
      assertEquals(1, money.max(money.negated()).compareTo(Money.largest(money.currency())));
    }
  }

  @Test
  void sumsAmounts() {
    assertEquals(money("6", "USD"), Money.sum(List.of(money("1", "USD"), money("5", "USD")), USD));
    assertEquals(money("0", "USD"), Money.sum(List.of(), USD));
  }

  @Test
  void hasNoOrderBetweenCurrencies() {
    assertEquals(
        "cannot subtract 2.00 EUR from 1.00 USD",
        refusal(() -> money("1", "USD").minus(money("2", "EUR"))).getMessage());
    assertEquals(
        "cannot compare 1.00 USD with 2.00 EUR",
        refusal(() -> money("1", "USD").min(money("2", "EUR"))).getMessage());
  }

  @Test
  void refusesMinorUnitsThatDoNotFitALong() {
    Money huge = money("100000000000000000", "USD");

    assertThrows(ArithmeticException.class, huge::minorUnits);
  }

  @Test
  void refusesCurrenciesThatCannotBeBilled() {
    assertEquals("unknown currency XYZ", refusal(() -> PricingUnit.currency("XYZ")).getMessage());
    assertEquals("unknown currency usd", refusal(() -> PricingUnit.currency("usd")).getMessage());
    assertEquals("unknown currency ", refusal(() -> PricingUnit.currency("")).getMessage());
    assertEquals(
        "currency XAU has no minor unit and cannot be billed",
        refusal(() -> PricingUnit.currency("XAU")).getMessage());
    assertEquals(
        "currency USD has 2 decimals, not 3",
        refusal(() -> new PricingUnit("USD", 3, true)).getMessage());
    assertEquals(2, USD.decimals());
  }

  @Test
  void countsInUnitsOfTheSellersOwnThatNoCurrencyIsNamedLike() {
    PricingUnit credits = PricingUnit.custom("CCU", 3);

    assertEquals("1.235 CCU", Money.round(new BigDecimal("1.2345"), credits).toString());
    assertEquals(
        "pricing unit EUR has the code of a currency; choose another",
        refusal(() -> PricingUnit.custom("EUR", 2)).getMessage());
    assertEquals(
        "pricing unit CCU has 13 decimals; 0 to 12 go",
        refusal(() -> PricingUnit.custom("CCU", 13)).getMessage());
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), PricingUnit.currency(currency));
  }

  private static IllegalArgumentException refusal(
      org.junit.jupiter.api.function.Executable executable) {
    return assertThrows(IllegalArgumentException.class, executable);
  }
}
