package io.lakebill.pricing.credit;

import java.io.Serializable;
import java.util.Set;

/** What a grant may pay for: lines of these products and these charges. Empty, it is everything. */
public record Scope(Set<String> products, Set<String> charges) implements Serializable {

  /** Everything. */
  public static final Scope ALL = new Scope(Set.of(), Set.of());

  public Scope {
    products = Set.copyOf(products);
    charges = Set.copyOf(charges);
  }

  /** Lines of these products. */
  public static Scope products(String... products) {
    return new Scope(Set.of(products), Set.of());
  }

  /** Lines of these charges. */
  public static Scope charges(String... charges) {
    return new Scope(Set.of(), Set.of(charges));
  }

  /** Whether a line may be paid for. */
  public boolean includes(CreditLine line) {
    return (products.isEmpty() && charges.isEmpty())
        || charges.contains(line.charge())
        || line.productId().filter(products::contains).isPresent();
  }
}
