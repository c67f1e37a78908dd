package io.lakebill.jobs.document.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How languages write figures. In the tables a tilde is a space that does not break. */
class FiguresTest {

  private static String plain(String written) {
    return written.replace('\u00a0', '~').replace('\u202f', '~').replace('\u2212', '-');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EN | USD | 0           | 0.00 USD
          EN | USD | 999.9       | 999.90 USD
          EN | USD | 1000        | 1,000.00 USD
          EN | USD | -1234567.8  | -1,234,567.80 USD
          EN | JPY | 1234.0000   | 1,234 JPY
          EN | KWD | 1234.5000   | 1,234.500 KWD
          EN | KWD | 0.001       | 0.001 KWD
          DE | EUR | 1234.5      | 1.234,50 EUR
          FR | EUR | 1234.5      | 1~234,50~EUR
          ES | EUR | 1234.5      | 1234,50~EUR
          ES | EUR | 12345.5     | 12.345,50~EUR
          JA | JPY | 1234567     | 1,234,567 JPY
          """)
  void anAmountHasTheDecimalsOfItsCurrency(
      Language language, String currency, BigDecimal amount, String written) {
    assertEquals(written, plain(new Figures(Texts.in(language), currency).money(amount)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EN | 5.000000000000000000      | 5
          EN | 1E+3                      | 1,000
          EN | 0.000000000000000001      | 0.000000000000000001
          DE | -12345.678                | -12.345,678
          FR | 0                         | 0
          """)
  void aQuantityHasTheDecimalsItNeeds(Language language, BigDecimal quantity, String written) {
    assertEquals(written, plain(new Figures(Texts.in(language), "EUR").quantity(quantity)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          USD | 0.0125 | 0.0125
          USD | 2      | 2.00
          JPY | 2.00   | 2
          KWD | 2      | 2.000
          """)
  void aPriceHasTheCurrencysDecimalsAtLeast(String currency, BigDecimal price, String written) {
    assertEquals(written, new Figures(Texts.in(Language.EN), "USD").price(price, currency));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          EN | 2026-10-01 to 2026-10-31
          DE | 01.10.2026 bis 31.10.2026
          FR | 01/10/2026 au 31/10/2026
          ES | 01/10/2026 al 31/10/2026
          JA | 2026年10月01日～2026年10月31日
          """)
  void aPeriodIsToldByItsLastDay(Language language, String written) {
    assertEquals(
        written,
        new Figures(Texts.in(language), "EUR")
            .period(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-01")));
  }

  @Test
  void aPercentageHasNoZerosBehindIt() {
    Figures figures = new Figures(Texts.in(Language.DE), "EUR");

    assertEquals("8,875~%", plain(figures.percent(new BigDecimal("8.875000"))));
    assertEquals("20~%", plain(figures.percent(new BigDecimal("2E+1"))));
  }
}
