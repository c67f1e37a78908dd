package io.lakebill.pricing.invoice;

/** What a line of an invoice stands for. */
public enum LineKind {
  RECURRING_FEE,
  /** A fee that was billed in advance and changed to cost more. */
  RECURRING_DEBIT,
  /** A fee that was billed in advance and changed to cost less. */
  RECURRING_CREDIT,
  ONE_TIME_FEE,
  USAGE,
  /** Usage that is billed before its period ends, because it came to so much. */
  INTERIM,
  /** What of a period's usage was billed before its end, taken off. */
  INTERIM_CREDIT,
  /** What a period that is on an invoice costs more, or less, than was billed for it. */
  CORRECTION,
  /** The same, after discounts: what these were too much went back to the credits. */
  NET_CORRECTION,
  /** What somebody asked for, whatever was used. */
  MANUAL,
  /** The quantity that a counter began with. */
  COUNTER_RUNNING_TOTAL,
  /** A counter that changed to cost more. */
  COUNTER_DEBIT,
  /** A counter that changed to cost less. */
  COUNTER_CREDIT,
  /** What is given back of a fee that was billed in advance. */
  UNUSED_TIME,
  /** A percentage or a minimum over other charges. */
  COMPOSITE,
  /** Units of the seller's own that no credit paid for, in money. */
  OVERAGE,
  /** What is paid for a commitment, or a part of it. */
  COMMITMENT_FEE,
  /** What is missing from a commitment. */
  TRUE_UP,
  /** What is beyond a commitment costs more: the part that its price has not. */
  COMMITMENT_OVERAGE,
  /** What is missing from the minimum of a plan. */
  PLAN_MINIMUM,
  /** What is missing from the minimum of an invoice. */
  INVOICE_MINIMUM;

  /** Whether it counts towards what a customer has agreed to spend. */
  public boolean isSpent() {
    return this != COMMITMENT_FEE && this != TRUE_UP && this != COMMITMENT_OVERAGE;
  }

  /**
   * Whether it brings its invoice nearer to a minimum: the period that a correction corrects has
   * its own, and what somebody asks for is beside all that was agreed on.
   */
  public boolean countsTowardsMinimum() {
    return this != CORRECTION && this != NET_CORRECTION && this != MANUAL;
  }

  /**
   * Whether it comes again without anything being used: fees and counted objects do, usage does
   * not.
   */
  public boolean isRecurringRevenue() {
    return switch (this) {
      case RECURRING_FEE,
          RECURRING_DEBIT,
          RECURRING_CREDIT,
          COUNTER_RUNNING_TOTAL,
          COUNTER_DEBIT,
          COUNTER_CREDIT,
          UNUSED_TIME ->
          true;
      default -> false;
    };
  }
}
