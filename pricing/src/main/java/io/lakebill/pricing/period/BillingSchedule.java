package io.lakebill.pricing.period;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The billing periods of a subscription. They tile it: the first begins at its start, each next one
 * where the one before ends, and the last ends at its end.
 *
 * @param start the first day of the subscription
 * @param end the day after its last; null while it is open-ended
 * @param anchorDay the day of the month on which calendar months begin, in months without it the
 *     last one: 31 stands for 28 February and 31 March. 1 unless cadence and anchor are of calendar
 *     months
 * @param origin the day that anniversaries are counted from, on or before the start; the start
 *     itself for the calendar anchor
 */
public record BillingSchedule(
    LocalDate start, LocalDate end, Cadence cadence, Anchor anchor, int anchorDay, LocalDate origin)
    implements Serializable {

  /** The day of the month on which calendar months begin, if nothing else is said. */
  public static final int FIRST_DAY = 1;

  private static final int LAST_DAY = 31;

  /** Refuses an end before the start; an end at the start is a schedule without periods. */
  public BillingSchedule {
    Objects.requireNonNull(cadence, "cadence");
    Objects.requireNonNull(anchor, "anchor");
    if (end != null && end.isBefore(start)) {
      throw new IllegalArgumentException("end " + end + " is before start " + start);
    }
    requireAnchorDay(cadence, anchor, anchorDay);
    origin = anchor == Anchor.CALENDAR ? start : origin;
    if (origin.isAfter(start)) {
      throw new IllegalArgumentException("origin " + origin + " is after start " + start);
    }
  }

  /** A schedule whose anniversaries are those of its start. */
  public BillingSchedule(
      LocalDate start, LocalDate end, Cadence cadence, Anchor anchor, int anchorDay) {
    this(start, end, cadence, anchor, anchorDay, start);
  }

  /** A schedule whose calendar months begin on their first day. */
  public BillingSchedule(LocalDate start, LocalDate end, Cadence cadence, Anchor anchor) {
    this(start, end, cadence, anchor, FIRST_DAY);
  }

  /** Refuses a day of the month on which periods of a cadence and anchor cannot begin. */
  public static void requireAnchorDay(Cadence cadence, Anchor anchor, int day) {
    if (day < FIRST_DAY || day > LAST_DAY) {
      throw new IllegalArgumentException(
          "the anchor day %d is no day of a month; 1 to 31 are".formatted(day));
    }
    if (day != FIRST_DAY && (anchor != Anchor.CALENDAR || !cadence.isOfMonths())) {
      throw new IllegalArgumentException(
          "an anchor day is for the calendar anchor and cadences of months; these periods begin on"
              + " other days");
    }
  }

  /** The day after the subscription's last, if it has one. */
  public Optional<LocalDate> endDate() {
    return Optional.ofNullable(end);
  }

  /** The same schedule as if the subscription never ended. */
  public BillingSchedule withoutEnd() {
    return until(null);
  }

  /** The same schedule of a subscription that ends on another day; null for one that does not. */
  public BillingSchedule until(LocalDate otherEnd) {
    return new BillingSchedule(start, otherEnd, cadence, anchor, anchorDay, origin);
  }

  /**
   * The schedule that takes this one's place from a day on. Anniversaries stay where they are,
   * unless they come in another cadence or there were none: then the day is the first.
   *
   * @param next whose cadence and anchor it has; when it starts says nothing
   */
  public BillingSchedule followedBy(BillingSchedule next, LocalDate day) {
    boolean isSame = anchor == Anchor.ANNIVERSARY && cadence == next.cadence;
    return new BillingSchedule(
        day,
        end,
        next.cadence,
        next.anchor,
        next.anchorDay,
        isSame && next.anchor == Anchor.ANNIVERSARY ? origin : day);
  }

  /**
   * The same schedule in another cadence. What has months of its own begins them where this one
   * does; weeks of the calendar begin on Mondays.
   */
  public BillingSchedule in(Cadence other) {
    int day = other.isOfMonths() ? anchorDay : FIRST_DAY;
    return new BillingSchedule(start, end, other, anchor, day, origin);
  }

  /** The same schedule of a subscription that began on another day and never ended. */
  public BillingSchedule from(LocalDate other) {
    return new BillingSchedule(other, null, cadence, anchor, anchorDay);
  }

  /**
   * The period with this index, counted from 0.
   *
   * @throws IllegalArgumentException if the subscription has ended before it
   */
  public BillingPeriod period(int index) {
    LocalDate periodStart = startOf(index);
    if (hasEndedBy(periodStart)) {
      throw new IllegalArgumentException(
          "period " + index + " would start on " + periodStart + ", but the end is " + end);
    }
    LocalDate fullStart = boundary(index);
    LocalDate fullEnd = boundary(index + 1L);
    return new BillingPeriod(
        index,
        periodStart,
        hasEndedBy(fullEnd) ? end : fullEnd,
        ChronoUnit.DAYS.between(fullStart, fullEnd));
  }

  /**
   * The whole period that has a day, as if the subscription never ended; the first for an earlier
   * day.
   *
   * @param near the index of a period close to it, from which it is found
   */
  public BillingPeriod periodOf(LocalDate day, int near) {
    BillingSchedule endless = withoutEnd();
    int index = near;
    while (index > 0 && endless.startOf(index).isAfter(day)) {
      index--;
    }
    while (!endless.startOf(index + 1).isAfter(day)) {
      index++;
    }
    return endless.period(index);
  }

  /**
   * The period that a part belongs to, as if the subscription never ended: its first day decides
   * about ramps, versions of plans and the prices of usage. What was cut by another schedule stands
   * for itself.
   */
  public BillingPeriod whole(BillingPeriod part) {
    BillingPeriod whole = withoutEnd().period(part.index());
    return whole.asDays().contains(part.start()) ? whole : part;
  }

  /** All periods that have started on or before this date, in order, up to the end. */
  public List<BillingPeriod> startedBy(LocalDate asOf) {
    return IntStream.iterate(0, i -> i + 1)
        .takeWhile(i -> !startOf(i).isAfter(asOf) && !hasEndedBy(startOf(i)))
        .mapToObj(this::period)
        .toList();
  }

  private boolean hasEndedBy(LocalDate date) {
    return end != null && !date.isBefore(end);
  }

  /** Only the first period may begin inside a full one. */
  private LocalDate startOf(int index) {
    return index == 0 ? start : boundary(index);
  }

  /** Boundaries are counted from the first, never from each other, so the anchor day is kept. */
  private LocalDate boundary(long index) {
    if (anchor == Anchor.CALENDAR) {
      return cadence.boundary(start, anchorDay, index);
    }
    long begun = origin.equals(start) ? 0 : cadence.within(origin, start);
    return cadence.plus(origin, begun + index);
  }
}
