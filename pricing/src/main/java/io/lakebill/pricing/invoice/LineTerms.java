package io.lakebill.pricing.invoice;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * How a charge stands on an invoice, whatever it comes to.
 *
 * @param id of the charge, by which credits and composites list it
 * @param label what the customer reads
 * @param product by which credits list it; null for none, see {@link #productId()}
 */
public record LineTerms(String id, String label, String product, TaxRate taxRate)
    implements Serializable {

  public LineTerms {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(taxRate, "tax rate");
  }

  /** The product it belongs to, if any. */
  public Optional<String> productId() {
    return Optional.ofNullable(product);
  }
}
