package io.lakebill.pricing.period;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Days that a fee, a minimum or a counter pays for: {@code [start, end)}, all or a part of a full
 * time. It may span several billing periods or be cut out of one; the full time stays what it is.
 *
 * @param start the first day
 * @param end the day after the last
 * @param fullDays days that a full amount pays for
 */
public record ServicePeriod(LocalDate start, LocalDate end, long fullDays) implements Serializable {

  /** Refuses no days, and more than the full ones. */
  public ServicePeriod {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("service end " + end + " is not after its start " + start);
    }
    if (ChronoUnit.DAYS.between(start, end) > fullDays) {
      throw new IllegalArgumentException(
          "service " + start + " to " + end + " is longer than its full " + fullDays + " days");
    }
  }

  public long days() {
    return ChronoUnit.DAYS.between(start, end);
  }

  /** The last day, on which all of it is earned. */
  public LocalDate lastDay() {
    return end.minusDays(1);
  }

  /** The share of the full amount, in calendar days. */
  public Proration proration() {
    return new Proration(days(), fullDays);
  }

  /** The first day alone. */
  public Days firstDay() {
    return new Days(start, start.plusDays(1));
  }

  /** Whether the day is one of these. */
  public boolean contains(LocalDate date) {
    return !date.isBefore(start) && date.isBefore(end);
  }

  /** The days before a date; none if it is the first day or earlier. */
  public Optional<ServicePeriod> before(LocalDate date) {
    return cut(start, date.isBefore(end) ? date : end);
  }

  /** The days from a date on; none if it is after the last day. */
  public Optional<ServicePeriod> from(LocalDate date) {
    return cut(date.isAfter(start) ? date : start, end);
  }

  /** These days, without what they are a part of. */
  public Days asDays() {
    return new Days(start, end);
  }

  /** The parts that are left without some days, in order; the full time stays what it is. */
  public List<ServicePeriod> without(Collection<Days> taken) {
    return asDays().without(taken).stream()
        .map(left -> new ServicePeriod(left.start(), left.end(), fullDays))
        .toList();
  }

  /** For labels: {@code 2025-01-01 to 2025-04-01}. */
  @Override
  public String toString() {
    return start + " to " + end;
  }

  private Optional<ServicePeriod> cut(LocalDate from, LocalDate until) {
    return from.isBefore(until)
        ? Optional.of(new ServicePeriod(from, until, fullDays))
        : Optional.empty();
  }
}
