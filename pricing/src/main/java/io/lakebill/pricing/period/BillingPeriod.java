package io.lakebill.pricing.period;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Days that are billed together: {@code [start, end)}, in the time zone of the account.
 *
 * @param index 0 for the first period of the subscription
 * @param start the first day
 * @param end the day after the last
 * @param fullDays days of the full period that this one is, or is a part of
 */
public record BillingPeriod(int index, LocalDate start, LocalDate end, long fullDays)
    implements Serializable {

  /** Refuses an empty period, and one that is longer than the full one. */
  public BillingPeriod {
    if (index < 0) {
      throw new IllegalArgumentException("period " + index + " is before the first, 0");
    }
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("period end " + end + " is not after its start " + start);
    }
    if (ChronoUnit.DAYS.between(start, end) > fullDays) {
      throw new IllegalArgumentException(
          "period " + start + " to " + end + " is longer than its full " + fullDays + " days");
    }
  }

  public long days() {
    return ChronoUnit.DAYS.between(start, end);
  }

  /** Whether it is the subscription's first, the only one with which one-time fees are billed. */
  public boolean isFirst() {
    return index == 0;
  }

  /** Whether the subscription begins or ends inside the full period. */
  public boolean isStub() {
    return days() < fullDays;
  }

  /** The part of the full period, for fees and minimums. */
  public Proration proration() {
    return new Proration(days(), fullDays);
  }

  /** What is paid for with a fee for this period alone. */
  public ServicePeriod service() {
    return new ServicePeriod(start, end, fullDays);
  }

  /** These days, without what they are a part of. */
  public Days asDays() {
    return new Days(start, end);
  }

  /** Some of its days as a period of their own; the full period stays what it is. */
  public BillingPeriod cutTo(Days some) {
    return new BillingPeriod(index, some.start(), some.end(), fullDays);
  }

  /** Local midnight at the start; where clocks skip midnight, the first moment of that day. */
  public Instant startIn(ZoneId zone) {
    return start.atStartOfDay(zone).toInstant();
  }

  /** Local midnight at the end, the first moment that is no longer in the period. */
  public Instant endIn(ZoneId zone) {
    return end.atStartOfDay(zone).toInstant();
  }
}
