package io.lakebill.schemas.catalog;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A condition on one property of an event.
 *
 * @param property the path to the property, outermost name first
 * @param value what it is compared with: several for in and not_in, one for other operators, none
 *     for exists and not_exists
 */
public record Rule(List<String> property, Operator operator, List<String> value)
    implements Serializable {

  private static final Pattern QUANTITY = Pattern.compile("-?[0-9]{1,20}([.][0-9]{1,18})?");

  /** Refuses a rule without a property, and a number of values that the operator does not take. */
  public Rule {
    property = List.copyOf(property);
    value = List.copyOf(value);
    if (property.isEmpty()) {
      throw new IllegalArgumentException("a rule needs a property");
    }
    if (operator.asksForExistence() && !value.isEmpty()) {
      throw new IllegalArgumentException(operator.id() + " takes no value");
    }
    if (!operator.asksForExistence() && value.isEmpty()) {
      throw new IllegalArgumentException(operator.id() + " needs a value");
    }
    if (!operator.takesList() && value.size() > 1) {
      throw new IllegalArgumentException(
          operator.id() + " takes one value, not " + value.size() + "; use in or not_in");
    }
    if (operator.comparesNumbers() && !QUANTITY.matcher(value.get(0)).matches()) {
      throw new IllegalArgumentException(
          "%s compares numbers, and '%s' is none with at most 20 digits before and 18 after the point"
              .formatted(operator.id(), value.get(0)));
    }
  }
}
