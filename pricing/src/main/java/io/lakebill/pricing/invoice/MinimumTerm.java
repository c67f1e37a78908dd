package io.lakebill.pricing.invoice;

import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;
import java.util.Objects;

/**
 * The minimum of a plan or an invoice, and how it stands on the invoice.
 *
 * @param days the part of the full period that it is for
 * @param counted what counts towards it and is on other invoices
 */
public record MinimumTerm(LineTerms terms, Minimum minimum, Proration days, Money counted)
    implements Serializable {

  public MinimumTerm {
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(minimum, "minimum");
    Objects.requireNonNull(days, "days");
    Objects.requireNonNull(counted, "counted");
  }

  /** A minimum towards which nothing counts that is not on the invoice. */
  public MinimumTerm(LineTerms terms, Minimum minimum, Proration days) {
    this(terms, minimum, days, Money.zero(minimum.amount().currency()));
  }

  /** What is missing beside what is on the invoice; nothing if it is reached. */
  Money missingFrom(Money onInvoice) {
    return minimum.missingFrom(onInvoice.plus(counted), days);
  }

  /** Refuses a minimum in another currency than what it is compared with. */
  void requireIn(PricingUnit currency) {
    PricingUnit own = minimum.amount().currency();
    if (!own.equals(currency)) {
      throw new IllegalArgumentException(
          "minimum " + terms.id() + " is in " + own + ", but the invoice in " + currency);
    }
  }
}
