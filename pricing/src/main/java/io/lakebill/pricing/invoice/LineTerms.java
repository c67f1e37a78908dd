package io.lakebill.pricing.invoice;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a charge stands on an invoice, whatever it comes to.
 *
 * @param id of the charge, by which credits and composites list it
 * @param label what the customer reads
 * @param product by which credits list it; null for none, see {@link #productId()}
 * @param taxRates of its net amount, each of all of it: none is a tax on another tax
 */
public record LineTerms(String id, String label, String product, List<TaxRate> taxRates)
    implements Serializable {

  /** Refuses a line without any rate, which has {@link TaxRate#NONE}, and one rate twice. */
  public LineTerms {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(label, "label");
    taxRates = List.copyOf(taxRates);
    if (taxRates.isEmpty()
        || taxRates.stream().map(TaxRate::code).distinct().count() < taxRates.size()) {
      throw new IllegalArgumentException(id + " is not taxed once at each of " + taxRates);
    }
  }

  /** A line that is taxed at one rate. */
  public LineTerms(String id, String label, String product, TaxRate taxRate) {
    this(id, label, product, List.of(taxRate));
  }

  /** The codes of its rates, such as {@code gst+pst}; empty if it is not taxed. */
  public Optional<String> taxCode() {
    return taxRates.equals(List.of(TaxRate.NONE))
        ? Optional.empty()
        : Optional.of(
            taxRates.stream().map(TaxRate::code).collect(Collectors.joining(TaxRate.AND)));
  }

  /** The product it belongs to, if any. */
  public Optional<String> productId() {
    return Optional.ofNullable(product);
  }
}
