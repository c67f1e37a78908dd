package io.lakebill.pricing.period;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * When a recurring charge comes back: with every billing period, or every few, counted from the
 * subscription's first. Its times tile the subscription just as billing periods do.
 *
 * @param timing the end of its time at which it is billed
 * @param every in billing periods, at least 1
 */
public record Recurrence(Timing timing, int every) implements Serializable {

  /** Refuses a charge that would come back more than once a period. */
  public Recurrence {
    Objects.requireNonNull(timing, "timing");
    if (every < 1) {
      throw new IllegalArgumentException("every " + every + " periods is not above 0");
    }
  }

  /**
   * The time that is paid for with this billing period, if the charge is billed with it. In advance
   * that is the first period of the charge's time; in arrears the last, or the subscription's last
   * if that comes first. Stubs have fewer days than the full time.
   *
   * @throws IllegalArgumentException if the subscription has ended before the period
   */
  public Optional<ServicePeriod> billedWith(BillingSchedule schedule, int index) {
    int first = index - index % every;
    int last = first + every - 1;
    boolean isLastOfAll = schedule.period(index).end().equals(schedule.end());
    boolean due = timing == Timing.ADVANCE ? index == first : index == last || isLastOfAll;
    return due ? Optional.of(between(schedule, first, last)) : Optional.empty();
  }

  /**
   * The time of the charge that this billing period is in, up to the subscription's end.
   *
   * @throws IllegalArgumentException if the subscription has ended before it
   */
  public ServicePeriod timeAround(BillingSchedule schedule, int index) {
    int first = index - index % every;
    return between(schedule, first, first + every - 1);
  }

  private static ServicePeriod between(BillingSchedule schedule, int first, int last) {
    BillingSchedule endless = schedule.withoutEnd();
    long fullDays =
        IntStream.rangeClosed(first, last)
            .mapToLong(index -> endless.period(index).fullDays())
            .sum();
    LocalDate fullEnd = endless.period(last).end();
    LocalDate end = schedule.endDate().filter(fullEnd::isAfter).orElse(fullEnd);
    return new ServicePeriod(endless.period(first).start(), end, fullDays);
  }
}
