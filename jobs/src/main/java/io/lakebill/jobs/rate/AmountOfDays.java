package io.lakebill.jobs.rate;

import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Days;
import io.lakebill.pricing.period.Recurrence;
import io.lakebill.pricing.period.ServicePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Function;

/**
 * What a charge that is billed by days comes to for any days, whether they were billed or not.
 *
 * @param schedule whose periods the days are parts of, as if it never ended
 * @param trial in which a day costs nothing
 * @param near a period close to the days, from which their own is found
 */
record AmountOfDays(BillingSchedule schedule, Trial trial, int near) {

  AmountOfDays {
    schedule = schedule.withoutEnd();
  }

  /**
   * The exact amount, unrounded; days before the schedule cost nothing.
   *
   * @param price of a part of the charge's time
   */
  BigDecimal exact(Days some, Recurrence recurrence, Function<ServicePeriod, BigDecimal> price) {
    BigDecimal sum = BigDecimal.ZERO;
    LocalDate from = later(some.start(), schedule.start());
    BillingSchedule times = recurrence.schedule(schedule);
    int index = times.periodOf(from, recurrence.cadence() == null ? near : 0).index();
    while (from.isBefore(some.end())) {
      ServicePeriod time = recurrence.timeAround(times, index);
      LocalDate until = time.end().isBefore(some.end()) ? time.end() : some.end();
      ServicePeriod part = new ServicePeriod(from, until, time.fullDays());
      sum = sum.add(trial.paidPart(part).map(price).orElse(BigDecimal.ZERO));
      from = until;
      index += recurrence.every() - index % recurrence.every();
    }
    return sum;
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? other : one;
  }
}
