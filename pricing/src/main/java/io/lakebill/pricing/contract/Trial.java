package io.lakebill.pricing.contract;

import io.lakebill.pricing.period.ServicePeriod;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The first days of a subscription, {@code [start, end)}, in which recurring charges, counters and
 * minimums cost nothing. Usage in a trial is billed.
 */
public record Trial(LocalDate start, LocalDate end) implements Serializable {

  /** Refuses an end before the start; an end at the start is no trial. */
  public Trial {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("trial end " + end + " is before its start " + start);
    }
  }

  /**
   * The trial of a subscription.
   *
   * @param start the first day of the subscription
   * @param planDays what its plan gives
   * @param ownDays what was agreed for this subscription instead, which may be 0
   */
  public static Trial of(LocalDate start, int planDays, OptionalInt ownDays) {
    return new Trial(start, start.plusDays(ownDays.orElse(planDays)));
  }

  /** A subscription that costs from its first day. */
  public static Trial none(LocalDate start) {
    return new Trial(start, start);
  }

  /** Whether the day is in the trial. */
  public boolean contains(LocalDate date) {
    return !date.isBefore(start) && date.isBefore(end);
  }

  /**
   * The part of the time that is paid for: what comes after the trial. It is prorated by day, for
   * the full time stays what it was.
   */
  public Optional<ServicePeriod> paidPart(ServicePeriod time) {
    return time.from(end);
  }
}
