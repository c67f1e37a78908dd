package io.lakebill.pricing.period;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * When a recurring charge comes back: with every billing period, or every few, counted from the
 * subscription's first; or in a cadence of its own, which need not fit the plan's: then with every
 * week, month or whatever it is, or every few. Its times tile the subscription just as billing
 * periods do.
 *
 * @param timing the end of its time at which it is billed
 * @param every in billing periods, or in those of its own cadence; at least 1
 * @param cadence its own; null for the plan's
 */
public record Recurrence(Timing timing, int every, Cadence cadence) implements Serializable {

  /** Refuses a charge that would come back more than once a period. */
  public Recurrence {
    Objects.requireNonNull(timing, "timing");
    if (every < 1) {
      throw new IllegalArgumentException("every " + every + " periods is not above 0");
    }
  }

  /** That of a charge that comes back with billing periods. */
  public Recurrence(Timing timing, int every) {
    this(timing, every, null);
  }

  /**
   * The times of the charge that a billing period has days of, in order, up to the subscription's
   * end. Which of them are billed with the period is for {@link Timing#isBilledWith} to say: in a
   * cadence of its own there may be several, or none.
   *
   * @param period or what is left of it
   * @throws IllegalArgumentException if the subscription has ended before it
   */
  public List<ServicePeriod> times(BillingSchedule schedule, BillingPeriod period) {
    if (cadence == null) {
      return List.of(timeAround(schedule, period.index()));
    }
    BillingSchedule own = schedule(schedule);
    List<ServicePeriod> times = new ArrayList<>();
    int index = own.periodOf(period.start(), 0).index();
    while (own.withoutEnd().period(index).start().isBefore(period.end())) {
      ServicePeriod time = timeAround(own, index);
      times.add(time);
      index += every - index % every;
    }
    return times;
  }

  /** The schedule by whose periods it counts, where its plan has this one. */
  public BillingSchedule schedule(BillingSchedule plan) {
    return cadence == null ? plan : plan.in(cadence);
  }

  /**
   * The time of the charge that a period is in, up to the subscription's end.
   *
   * @param schedule by whose periods it counts
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
