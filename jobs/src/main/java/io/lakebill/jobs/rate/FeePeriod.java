package io.lakebill.jobs.rate;

import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Proration;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.Timing;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The time a recurring fee pays for: as many billing periods as it comes back after, counted from
 * the subscription's first. Stubs pay by calendar day over the full days.
 */
record FeePeriod(LocalDate start, LocalDate end, long fullDays, boolean severalPeriods) {

  /** The fee's time, if it is billed with this billing period at all. */
  static Optional<FeePeriod> of(RecurringCharge charge, BillingSchedule schedule, int index) {
    int every = charge.every();
    int first = index - index % every;
    int last = first + every - 1;
    boolean isLastOfAll = schedule.period(index).end().equals(schedule.end());
    boolean due = charge.timing() == Timing.ADVANCE ? index == first : index == last || isLastOfAll;
    if (!due) {
      return Optional.empty();
    }
    BillingSchedule endless =
        new BillingSchedule(schedule.start(), null, schedule.cadence(), schedule.anchor());
    LocalDate fullEnd = endless.period(last).end();
    LocalDate end =
        schedule.end() == null || fullEnd.isBefore(schedule.end()) ? fullEnd : schedule.end();
    long fullDays =
        IntStream.rangeClosed(first, last)
            .mapToObj(endless::period)
            .mapToLong(BillingPeriod::fullDays)
            .sum();
    return Optional.of(new FeePeriod(endless.period(first).start(), end, fullDays, every > 1));
  }

  /** The share of the full fee. */
  Proration proration() {
    return new Proration(ChronoUnit.DAYS.between(start, end), fullDays);
  }

  /** What the invoice says beyond the charge's name: the time, where it is not the period's. */
  String label() {
    return severalPeriods ? start + " to " + end : "";
  }
}
