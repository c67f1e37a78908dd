package io.lakebill.jobs.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AccountTermsTest {

  @Test
  void anAccountMayHaveAgreedNothing() {
    AccountTerms terms = account("tax_treatment", "standard");

    assertEquals(TaxTreatment.TAXED, terms.tax());
    assertEquals(Optional.empty(), terms.invoiceMinimum());
    assertEquals(Optional.empty(), terms.country());
  }

  @Test
  void aMinimumIsInItsCurrencyWithoutTheZerosOfTheTable() {
    AccountTerms terms =
        account(
            "tax_treatment",
            "standard",
            "currency",
            "USD",
            "invoice_minimum",
            new BigDecimal("1000.5000"),
            "country",
            "DE");

    assertEquals(
        Optional.of(new Minimum(new Money(new BigDecimal("1000.5"), PricingUnit.currency("USD")))),
        terms.invoiceMinimum());
    assertEquals(Optional.of("DE"), terms.country());
  }

  @Test
  void whoIsNotTaxedHasItsReasonOrTheUsualWords() {
    assertEquals(
        TaxTreatment.reverseCharge("Reverse charge"),
        account("tax_treatment", "reverse_charge").tax());
    assertEquals(
        TaxTreatment.exempt("A school"),
        account("tax_treatment", "exempt", "tax_reason", "A school").tax());
    assertEquals(TaxTreatment.exempt("Exempt from tax"), account("tax_treatment", "exempt").tax());
  }

  private static AccountTerms account(Object... namesAndValues) {
    return AccountTerms.of(Rows.of(Table.ACCOUNTS, namesAndValues));
  }
}
