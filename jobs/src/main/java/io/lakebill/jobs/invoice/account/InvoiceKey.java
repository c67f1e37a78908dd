package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.money.PricingUnit;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * What charges of an account must share to be on one invoice. Invoices draw on credits in this
 * order.
 *
 * @param currency its ISO 4217 code
 * @param paymentTermsDays from issue to due date
 */
public record InvoiceKey(
    LocalDate billingDate, String seller, String currency, int paymentTermsDays)
    implements Comparable<InvoiceKey> {

  private static final Comparator<InvoiceKey> ORDER =
      Comparator.comparing(InvoiceKey::billingDate)
          .thenComparing(InvoiceKey::seller)
          .thenComparing(InvoiceKey::currency)
          .thenComparing(InvoiceKey::paymentTermsDays);

  /** That of the invoice in another currency. */
  InvoiceKey in(PricingUnit other) {
    return new InvoiceKey(billingDate, seller, other.code(), paymentTermsDays);
  }

  @Override
  public int compareTo(InvoiceKey other) {
    return ORDER.compare(this, other);
  }
}
