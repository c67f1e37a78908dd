package io.lakebill.pricing.credit;

import static io.lakebill.pricing.credit.Grants.USD;
import static io.lakebill.pricing.credit.Grants.usd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeRatesTest {

  private static final PricingUnit EUR = PricingUnit.currency("EUR");

  private static final PricingUnit JPY = PricingUnit.currency("JPY");

  private static final PricingUnit CCU = PricingUnit.custom("CCU", 2);

  private static final ExchangeRates RATES =
      new ExchangeRates(
          List.of(
              rate("2025-02-01", "0.95"),
              rate("2025-01-01", "0.90"),
              new ExchangeRate(USD, JPY, LocalDate.parse("2025-01-01"), new BigDecimal("151.5")),
              new ExchangeRate(EUR, USD, LocalDate.parse("2024-01-01"), new BigDecimal("1.1"))));

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          USD,   DATE,       RATE, EUR
          10,    2025-01-01, 0.9,  9.00
          10,    2025-01-31, 0.9,  9.00
          10,    2025-02-01, 0.95, 9.50
          10,    2026-01-01, 0.95, 9.50
          0.05,  2025-01-01, 0.9,  0.05
          -0.05, 2025-01-01, 0.9,  -0.05
          0,     2025-01-01, 0.9,  0.00
          """)
  void theLatestRateOnOrBeforeADayIsInForce(
      String amount, LocalDate date, String rate, String converted) {
    ExchangeRate inForce = RATES.on(date, USD, EUR);

    assertEquals(rate, inForce.rate().toPlainString());
    assertEquals(new Money(new BigDecimal(converted), EUR), inForce.convert(usd(amount)));
  }

  @Test
  void roundsToTheMinorUnitOfTheResult() {
    LocalDate date = LocalDate.parse("2025-01-01");

    assertEquals("1517 JPY", RATES.on(date, USD, JPY).convert(usd("10.01")).toString());
  }

  @Test
  void aMissingRateNamesPairAndDay() {
    assertEquals(
        "no exchange rate from USD to EUR on or before 2024-12-31; add one",
        refusal(() -> RATES.on(LocalDate.parse("2024-12-31"), USD, EUR)));
    assertEquals(
        "no exchange rate from JPY to USD on or before 2025-12-31; add one",
        refusal(() -> RATES.on(LocalDate.parse("2025-12-31"), JPY, USD)));
    assertEquals(
        "no exchange rate from USD to EUR on or before 2025-01-01; add one",
        refusal(() -> ExchangeRates.NONE.on(LocalDate.parse("2025-01-01"), USD, EUR)));
  }

  /** 500 CCU at 0.10 are Metronome's overage of custom pricing units (SD12). */
  @ParameterizedTest(name = "{0} CCU at {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          UNITS,  PRICE,  USD
          500,    0.10,   50.00
          0.05,   0.10,   0.01
          0.04,   0.10,   0.00
          -500,   0.10,   -50.00
          333.33, 0.0123, 4.10
          500,    0,      0.00
          """)
  void overageIsPricedAndRoundedOnce(String units, BigDecimal price, String expected) {
    Money amount = new Money(new BigDecimal(units), CCU);

    Conversion conversion = new OveragePrice(CCU, price, USD).convert(amount);

    assertEquals(usd(expected), conversion.to());
    assertEquals(amount, conversion.from());
  }

  @Test
  void refusesWhatCannotBeConverted() {
    assertEquals(
        "two exchange rates from USD to EUR on 2025-01-01",
        refusal(
            () ->
                new ExchangeRates(List.of(rate("2025-01-01", "0.9"), rate("2025-01-01", "0.91")))));
    assertEquals("exchange rate 0 is not above 0", refusal(() -> rate("2025-01-01", "0")));
    assertEquals(
        "USD needs no exchange rate for itself",
        refusal(() -> new ExchangeRate(USD, USD, LocalDate.parse("2025-01-01"), BigDecimal.ONE)));
    assertEquals(
        "cannot convert 1.00 EUR at a rate from USD to EUR",
        refusal(() -> rate("2025-01-01", "0.9").convert(new Money(BigDecimal.ONE, EUR))));
    assertEquals(
        "1.00 USD at 0.9 is 0.90 EUR, not 1.00 EUR",
        refusal(
            () -> new Conversion(usd("1"), new BigDecimal("0.9"), new Money(BigDecimal.ONE, EUR))));
    assertEquals(
        "overage of USD cannot be priced: it is a currency and has exchange rates",
        refusal(() -> new OveragePrice(USD, BigDecimal.ONE, EUR)));
    assertEquals(
        "overage of CCU is priced in CCU, which is not a currency",
        refusal(() -> new OveragePrice(CCU, BigDecimal.ONE, CCU)));
    assertEquals(
        "overage price -1 is negative",
        refusal(() -> new OveragePrice(CCU, BigDecimal.valueOf(-1), USD)));
    assertEquals(
        "cannot convert 1.00 USD at the overage price of CCU",
        refusal(() -> new OveragePrice(CCU, BigDecimal.ONE, USD).convert(usd("1"))));
  }

  /** 10.01 at 0.95 is 9.5095: a share of a charge may be one cent up or down, and no more. */
  @Test
  void anExchangeIsLessThanOneMinorUnitAwayFromItsRate() {
    ExchangeRate rate = rate("2025-02-01", "0.95");
    for (String share : List.of("9.50", "9.51")) {
      assertEquals(
          usd("10.01"),
          new Exchange(usd("10.01"), rate, new Money(new BigDecimal(share), EUR)).from());
    }
    assertEquals(
        "10.01 USD at 0.95 is not 9.52 EUR",
        refusal(() -> new Exchange(usd("10.01"), rate, new Money(new BigDecimal("9.52"), EUR))));
    assertEquals(
        "10.01 USD at 0.95 is not 9.51 USD",
        refusal(() -> new Exchange(usd("10.01"), rate, usd("9.51"))));
  }

  private static ExchangeRate rate(String date, String rate) {
    return new ExchangeRate(USD, EUR, LocalDate.parse(date), new BigDecimal(rate));
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}
