package io.lakebill.schemas.catalog;

/**
 * Usage of a charge that is billed before its period ends, and what is taken off for it at the end.
 *
 * @param id of the charge
 * @param name of the charge
 * @param links of the charge: it is taxed as the charge is
 */
public record InterimBill(String id, String name, ChargeLinks links) implements PlanCharge {

  /** The type of all of them. */
  public static final String TYPE = "interim";

  @Override
  public String type() {
    return TYPE;
  }
}
