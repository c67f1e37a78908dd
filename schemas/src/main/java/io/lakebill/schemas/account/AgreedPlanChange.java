package io.lakebill.schemas.account;

import java.time.LocalDate;

/**
 * A subscription goes over to another plan.
 *
 * @param date a day of the subscription after its first, in the account's time zone
 * @param timing whether that day is the first on the new plan, or the first day after the billing
 *     period that has it
 */
public record AgreedPlanChange(
    String subscriptionId, String planId, LocalDate date, AgreedPlanChange.Timing timing)
    implements AccountRow {

  /** When a change takes effect. */
  public enum Timing {
    NOW,
    PERIOD_END
  }

  @Override
  public RowKind kind() {
    return RowKind.PLAN_CHANGES;
  }

  @Override
  public String id() {
    return RowKind.id(subscriptionId, date.toString());
  }
}
