package io.lakebill.jobs.contract;

import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.account.InvoiceTerms;
import io.lakebill.schemas.account.Party;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** What decides about the invoices of an account, beside what it buys. */
public record AccountTerms(String accountId, Party party, InvoiceTerms terms)
    implements Serializable {

  /** The terms in a row that has the columns of {@code accounts}. */
  public static AccountTerms of(Row row) {
    return new AccountTerms(
        row.getAs("account_id"), ContractRows.party(row), ContractRows.invoiceTerms(row));
  }

  /** Whether it is taxed, and if not, why. */
  public TaxTreatment tax() {
    return terms.tax();
  }

  /** The least that an invoice comes to, if anything was agreed. */
  public Optional<Minimum> invoiceMinimum() {
    return terms.invoiceMinimum();
  }

  /** What it is billed in, whatever its prices are in; empty for the currency of each plan. */
  public Optional<PricingUnit> currency() {
    return Optional.ofNullable(terms.currency()).map(PricingUnit::currency);
  }

  /** Whose tax rates apply, if it is known. */
  public Optional<String> country() {
    return party.countryCode();
  }
}
