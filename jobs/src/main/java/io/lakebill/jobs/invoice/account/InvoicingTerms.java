package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.time.LocalDate;
import java.util.List;
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

  /** The same with invoices in another currency. */
  InvoicingTerms in(PricingUnit other) {
    return new InvoicingTerms(treatment, minimum, rates, Optional.of(other), exchange);
  }

  /** Finds the rates of tax that a charge names by their ids. */
  @FunctionalInterface
  public interface Rates {

    /**
     * The rates in force on a day; {@link TaxRate#NONE} for a charge that names none.
     *
     * @param rates their ids, with a plus between them
     * @throws IllegalArgumentException if there is none of an id
     */
    List<TaxRate> on(Optional<String> rates, LocalDate day);
  }
}
