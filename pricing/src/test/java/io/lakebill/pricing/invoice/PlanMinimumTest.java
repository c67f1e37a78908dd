package io.lakebill.pricing.invoice;

import static io.lakebill.pricing.invoice.Invoices.USD;
import static io.lakebill.pricing.invoice.Invoices.money;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.period.Proration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is missing from a minimum of 100 when some of what counts is on other invoices. */
class PlanMinimumTest {

  @ParameterizedTest(name = "{0} here and {1} elsewhere")
  @CsvSource({
    "60, 0, 40.00",
    "60, 30, 10.00",
    "60, 40, 0.00",
    "60, 50, 0.00",
    "-20, 120, 0.00",
    "-20, 110, 10.00",
    "0, 0, 100.00"
  })
  void countsWhatIsOnOtherInvoices(String here, String elsewhere, String missing) {
    LineTerms line = new LineTerms("plan_minimum", "Plan minimum", null, TaxRate.NONE);
    MinimumTerm minimum =
        new MinimumTerm(line, new Minimum(money("100")), Proration.FULL, money(elsewhere));

    assertEquals(money(missing), minimum.missingFrom(money(here)));
    assertEquals(USD, minimum.counted().currency());
  }
}
