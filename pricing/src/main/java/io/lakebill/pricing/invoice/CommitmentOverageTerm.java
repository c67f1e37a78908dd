package io.lakebill.pricing.invoice;

import io.lakebill.pricing.contract.Commitment;
import io.lakebill.pricing.money.Money;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A commitment beyond which what is spent costs a multiple, and how that stands on an invoice. It
 * is computed on all that is spent and less what was billed of it, so that invoices never drift and
 * one that comes late is counted.
 *
 * @param products whose charges count towards it; empty for all
 * @param counted what counts towards it and is on other invoices
 * @param factor of what is beyond it, above 1
 * @param billed of the overage, on other invoices
 */
public record CommitmentOverageTerm(
    LineTerms terms,
    Commitment commitment,
    Set<String> products,
    Money counted,
    BigDecimal factor,
    Money billed)
    implements Serializable {

  /** Refuses a factor that leaves nothing to bill. */
  public CommitmentOverageTerm {
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(counted, "counted");
    Objects.requireNonNull(billed, "billed");
    products = Set.copyOf(products);
    if (factor.compareTo(BigDecimal.ONE) <= 0) {
      throw new IllegalArgumentException(
          "overage factor " + factor.toPlainString() + " is not above 1");
    }
  }

  /** What is to be billed beside what is on the invoice; negative if less is spent than it was. */
  Money dueWith(List<InvoiceItem> onInvoice) {
    Money spent = counted.plus(TrueUpTerm.counted(commitment, products, onInvoice));
    Money beyond = spent.minus(commitment.amount()).orZero();
    return Money.round(beyond.amount().multiply(factor.subtract(BigDecimal.ONE)), beyond.currency())
        .minus(billed);
  }
}
