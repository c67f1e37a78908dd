package io.lakebill.schemas.account;

import io.lakebill.pricing.contract.Minimum;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What was agreed with an account on its invoices.
 *
 * @param currency ISO 4217 code of what it is invoiced in, and of the minimum; null for that of
 *     each plan
 * @param minimum the least that an invoice comes to; null for none, see {@link #invoiceMinimum()}
 * @param taxReason why it is not taxed; null for the usual words, see {@link #tax()}
 * @param purchaseOrder the customer's own number, which invoices repeat; null for none
 */
public record InvoiceTerms(
    String currency,
    BigDecimal minimum,
    Treatment treatment,
    String taxReason,
    String purchaseOrder)
    implements Serializable {

  /** An account with which nothing was agreed. */
  public static final InvoiceTerms NONE =
      new InvoiceTerms(null, null, Treatment.STANDARD, null, null);

  /** How an account stands to tax, as rows name it. */
  public enum Treatment {
    /** It is taxed at the rates of what it buys. */
    STANDARD("", TaxTreatment.Kind.TAXED),
    /** It owes no tax. */
    EXEMPT("Exempt from tax", TaxTreatment.Kind.EXEMPT),
    /** It owes the tax to its own state. */
    REVERSE_CHARGE("Reverse charge", TaxTreatment.Kind.REVERSE_CHARGE);

    private final String usualReason;
    private final TaxTreatment.Kind kind;

    Treatment(String usualReason, TaxTreatment.Kind kind) {
      this.usualReason = usualReason;
      this.kind = kind;
    }
  }

  /** Refuses a minimum without its currency, and a reason where tax is owed. */
  public InvoiceTerms {
    Objects.requireNonNull(treatment, "treatment");
    if (minimum != null && currency == null) {
      throw new IllegalArgumentException("invoice_minimum needs a currency");
    }
    if (minimum != null) {
      minimum = Decimals.plain(minimum);
      minimum(currency, minimum);
    }
    if (treatment == Treatment.STANDARD && taxReason != null) {
      throw new IllegalArgumentException(
          "tax_reason is for accounts that are exempt or reverse_charge, not for standard ones");
    }
  }

  /** The least that an invoice comes to, if anything was agreed. */
  public Optional<Minimum> invoiceMinimum() {
    return Optional.ofNullable(minimum).map(amount -> minimum(currency, amount));
  }

  /** Whether it is taxed, and if not, why. */
  public TaxTreatment tax() {
    return new TaxTreatment(
        treatment.kind, Objects.requireNonNullElse(taxReason, treatment.usualReason));
  }

  private static Minimum minimum(String currency, BigDecimal amount) {
    return new Minimum(new Money(amount, PricingUnit.currency(currency)));
  }
}
