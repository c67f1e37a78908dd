package io.lakebill.pricing.invoice;

import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Proration;
import java.io.Serializable;
import java.util.Objects;

/**
 * The minimum of a plan or an invoice, and how it stands on the invoice.
 *
 * @param days the part of the full period that it is for
 */
public record MinimumTerm(LineTerms terms, Minimum minimum, Proration days)
    implements Serializable {

  public MinimumTerm {
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(minimum, "minimum");
    Objects.requireNonNull(days, "days");
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
