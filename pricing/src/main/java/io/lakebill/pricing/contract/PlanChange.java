package io.lakebill.pricing.contract;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.ServicePeriod;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A fee that is replaced inside the time it pays for, by calendar days over the full time. The day
 * of the change belongs to the new fee; a change on the first day is the new fee alone. Only fees,
 * minimums and counters are divided so: tiers, caps, packages and included units are not.
 *
 * @param time that both fees pay for
 * @param date the first day of the new fee
 */
public record PlanChange(ServicePeriod time, LocalDate date) implements Serializable {

  /** Refuses a day outside the time. */
  public PlanChange {
    if (!time.contains(date)) {
      throw new IllegalArgumentException(
          "the change on " + date + " is outside the service " + time);
    }
  }

  /** The days of the old fee, if it had any. */
  public Optional<ServicePeriod> before() {
    return time.before(date);
  }

  /** The days of the new fee. */
  public ServicePeriod after() {
    return time.from(date).orElseThrow();
  }

  /**
   * What the old fee comes to when it is billed in arrears: its days, or nothing if it had none.
   */
  public Optional<Charge> used(FixedFee oldFee, String label) {
    return before().map(days -> oldFee.charge(label, days.proration()));
  }

  /** What the new fee comes to, in arrears or in advance. */
  public Charge remaining(FixedFee newFee, String label) {
    return newFee.charge(label, after().proration());
  }

  /**
   * What is given back of an old fee that was billed in advance: what was billed less what its days
   * come to in arrears, so that both timings cost the same in the end. Never more than was paid.
   *
   * @param paid of the fee for this time, less what was given back of it before
   * @return nothing or more; a debit for the new fee stands beside it
   */
  public Money unused(FixedFee oldFee, Money paid) {
    Money billed = oldFee.charge("", time.proration()).amount();
    Money used = used(oldFee, "").map(Charge::amount).orElse(Money.zero(oldFee.currency()));
    return billed.minus(used).min(paid).orZero();
  }
}
