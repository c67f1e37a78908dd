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

  /** The charge with an id. */
  public Optional<PlanCharge> charge(String chargeId) {
    return charges.stream().filter(charge -> charge.id().equals(chargeId)).findFirst();
  }

  /** Where a charge stands, from 1; what is no charge of the plan comes after all that are. */
  public int position(String chargeId) {
    int position = 0;
    while (position < charges.size() && !charges.get(position).id().equals(chargeId)) {
      position++;
    }
    return position + 1;
  }
}
