package io.lakebill.schemas.catalog;

/** What the charges of a plan must come to together; what is missing is a line of its own. */
public record PlanMinimum(String id, String name) implements PlanCharge {

  /** The minimum of any plan: its amount is in the plan's terms. */
  public static final PlanMinimum OF_PLAN = new PlanMinimum("plan_minimum", "Plan minimum");

  @Override
  public String type() {
    return "plan_minimum";
  }

  @Override
  public ChargeLinks links() {
    return ChargeLinks.NONE;
  }
}
