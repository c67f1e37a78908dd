package io.lakebill.schemas.catalog;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a plan charges in a billing period.
 *
 * @param minimum the least that a period costs, in the plan's currency; null for none
 * @param charges in the order of invoice lines
 */
public record PlanTerms(BigDecimal minimum, List<PlanCharge> charges) implements Serializable {

  public PlanTerms {
    charges = List.copyOf(charges);
  }

  /** The least that a period costs, if there is a minimum. */
  public Optional<BigDecimal> minimumAmount() {
    return Optional.ofNullable(minimum);
  }
}
