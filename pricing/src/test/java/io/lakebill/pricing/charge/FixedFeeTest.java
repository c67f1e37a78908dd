package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedFeeTest {

  /** 14/31 of 100 and 17/31 of 200 are from Lago's documentation of plan changes. */
  @ParameterizedTest(name = "{1} of {2} days of {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          FEE,    DAYS, FULL, EXACT,                 AMOUNT
          100,    14,   31,   45.161290322580645161, 45.16
          200,    17,   31,   109.677419354838709677, 109.68
          49.00,  0,    30,   0,                     0.00
          49.00,  1,    30,   1.633333333333333333,  1.63
          49.00,  29,   30,   47.366666666666666667, 47.37
          49.00,  30,   30,   49,                    49.00
          0,      30,   30,   0,                     0.00
          49.995, 1,    1,    49.995,                50.00
          """)
  void isProratedByDays(BigDecimal fee, long days, long full, String exact, String amount) {
    Charge charge =
        new FixedFee(fee, PricingUnit.currency("USD"))
            .charge("Platform fee", new Proration(days, full));

    assertEquals(exact, Charges.exact(charge));
    assertEquals(amount, Charges.amount(charge));
    assertEquals(BigDecimal.ONE, charge.quantity());
  }

  @Test
  void isOneLineOfThePartThatIsDue() {
    Charge charge =
        new FixedFee(new BigDecimal("100.00"), PricingUnit.currency("USD"))
            .charge("Platform fee", new Proration(14, 31));

    assertEquals("Platform fee: 1 @ 45.161290322580645161 = 45.16", Charges.lines(charge));
  }

  @Test
  void isBilledInFullWithoutProration() {
    Charge charge =
        new FixedFee(new BigDecimal("250"), PricingUnit.currency("JPY"))
            .charge("Setup", Proration.FULL);

    assertEquals("250", Charges.amount(charge));
  }

  @Test
  void isChargedForItsQuantity() {
    FixedFee fee = new FixedFee(new BigDecimal("30"), PricingUnit.currency("USD"));

    Charge ten = fee.withQuantity(BigDecimal.TEN).charge("Licences", new Proration(1, 3));

    assertEquals("Licences: 10 @ 10 = 100.00", Charges.lines(ten));
    assertEquals(BigDecimal.TEN, ten.quantity());
    assertEquals(
        "Licences, quantity 7: 1 @ 67.741935483870967742 = 67.74",
        Charges.lines(
            fee.withQuantity(new BigDecimal("7")).charge("Licences", new Proration(10, 31))));
    assertEquals(
        "", Charges.lines(fee.withQuantity(BigDecimal.ZERO).charge("Licences", Proration.FULL)));
    assertEquals(new BigDecimal("12"), fee.withAmount(new BigDecimal("12")).amount());
  }

  /** Divided at 18 decimals it would be 0.005, and then 0.01. */
  @Test
  void losesNoDecimalWhenItIsDueInFull() {
    FixedFee fee =
        new FixedFee(new BigDecimal("0.004999999999999999"), PricingUnit.currency("USD"))
            .withQuantity(new BigDecimal("1.000000000000000199"));

    assertEquals("0.00", Charges.amount(fee.charge("Fee", Proration.FULL)));
    assertEquals("0.00", Charges.amount(fee.charge("Fee", new Proration(31, 31))));
  }

  @Test
  void refusesWhatIsNotAFee() {
    assertEquals(
        "amount -1 is negative",
        assertThrows(
                IllegalArgumentException.class,
                () -> new FixedFee(new BigDecimal("-1"), PricingUnit.currency("USD")))
            .getMessage());
    assertEquals(
        "currency XXX has no minor unit and cannot be billed",
        assertThrows(
                IllegalArgumentException.class,
                () -> new FixedFee(BigDecimal.ONE, PricingUnit.currency("XXX")))
            .getMessage());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "-1,31,-1 of 31 days is not a part",
    "32,31,32 of 31 days is not a part",
    "0,0,0 of 0 days is not a part"
  })
  void refusesAProrationThatIsNotAPart(long days, long fullDays, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> new Proration(days, fullDays))
            .getMessage());
  }
}
