package io.lakebill.jobs.invoice;

import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What decides about the invoices of an account, beside what it is charged.
 *
 * @param treatment how it stands to tax
 * @param minimum the least that the invoice of a period comes to, if anything was agreed
 * @param rates of tax
 * @param currency that it is billed in; empty for that of each plan
 * @param exchange what other currencies are worth
 */
public record InvoicingTerms(
    TaxTreatment treatment,
    Optional<Money> minimum,
    Rates rates,
    Optional<PricingUnit> currency,
    ExchangeRates exchange) {

  /** Finds the rate of tax that a charge names by its id. */
  @FunctionalInterface
  public interface Rates {

    /**
     * The rate in force on a day.
     *
     * @param rate its id; empty for a charge that names none
     * @throws IllegalArgumentException if there is none
     */
    TaxRate on(Optional<String> rate, LocalDate day);
  }
}
