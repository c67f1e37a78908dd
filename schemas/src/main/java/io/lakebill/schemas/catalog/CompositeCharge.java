package io.lakebill.schemas.catalog;

import io.lakebill.pricing.contract.Composite;
import java.util.Optional;

/** A percentage of other charges, or the least that they cost together. */
public record CompositeCharge(String id, String name, Composite composite, ChargeLinks links)
    implements PlanCharge {

  /** A charge that names nothing else. */
  public CompositeCharge(String id, String name, Composite composite) {
    this(id, name, composite, ChargeLinks.NONE);
  }

  @Override
  public String type() {
    return "composite";
  }

  @Override
  public Optional<String> notBilledYet() {
    return PlanCharge.notBilledIn(composite.unit());
  }
}
