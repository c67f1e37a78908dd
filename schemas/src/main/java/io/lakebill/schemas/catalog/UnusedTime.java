package io.lakebill.schemas.catalog;

/**
 * What is given back of a charge that was billed in advance, because its subscription went over to
 * another plan.
 *
 * @param id of the charge
 * @param name of the charge
 * @param plan that it is of
 * @param links of the charge: it is taxed as it was
 */
public record UnusedTime(String id, String name, String plan, ChargeLinks links)
    implements PlanCharge {

  /** The type of all of them. */
  public static final String TYPE = "unused";

  @Override
  public String type() {
    return TYPE;
  }
}
