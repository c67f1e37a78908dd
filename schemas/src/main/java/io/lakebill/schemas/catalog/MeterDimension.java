package io.lakebill.schemas.catalog;

import java.io.Serializable;
import java.util.Optional;

/**
 * What usage is split by: a property, or a SQL expression over the columns of {@code events}.
 *
 * @param name as prices and usage name it; without an expression also the property
 * @param expression null for a property
 */
public record MeterDimension(String name, String expression) implements Serializable {

  /** A property. */
  public static MeterDimension ofProperty(String name) {
    return new MeterDimension(name, null);
  }

  /** The SQL expression, if it is no property. */
  public Optional<String> sql() {
    return Optional.ofNullable(expression);
  }
}
