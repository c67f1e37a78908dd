package io.lakebill.pricing.contract;

import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Days;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of a subscription's time is left to bill. The periods of its schedules, as they are now,
 * without what was billed for good, whatever the schedule was then: no day and no instant is in two
 * of them, and none of the subscription's is in neither.
 *
 * @param schedules one for each plan that it is on, in order; together they tile its time
 * @param zone whose midnights are the edges of what is left; where it meets what was billed by
 *     another clock, the edge is the one of then
 * @param trialEnd what is due in advance is due then, if the trial ends within a period
 * @param billed at its end: usage, and what is due in arrears
 * @param billedAhead the periods at whose start what is due in advance was billed
 */
public record TimeLeft(
    List<BillingSchedule> schedules,
    ZoneId zone,
    LocalDate trialEnd,
    List<Billed> billed,
    List<Days> billedAhead) {

  /** Copies what was billed, in order. */
  public TimeLeft {
    schedules = List.copyOf(schedules);
    billed = billed.stream().sorted(Comparator.comparing(one -> one.days().start())).toList();
    billedAhead = List.copyOf(billedAhead);
  }

  /**
   * Time that was billed for good, with the instants that it was.
   *
   * @param from its first instant
   * @param until the first instant after it
   */
  public record Billed(Days days, Instant from, Instant until) {}

  /**
   * A period that is not billed yet, or a part of one.
   *
   * @param schedule its position among the schedules
   * @param from its first instant
   * @param until the first instant after it
   * @param isOpenAhead whether what is due at its start has to be billed
   * @param isOpen whether its usage, and what is due at its end, has to be billed
   */
  public record Open(
      int schedule,
      BillingPeriod period,
      Instant from,
      Instant until,
      boolean isOpenAhead,
      boolean isOpen) {}

  /** A period, or a part of one, and the position of its schedule. */
  private record Part(int schedule, BillingPeriod period) {}

  /** What has begun by a date, in order of days; what is open ahead alone comes last. */
  public List<Open> startedBy(LocalDate asOf) {
    List<Part> periods =
        IntStream.range(0, schedules.size())
            .boxed()
            .flatMap(
                i -> schedules.get(i).startedBy(asOf).stream().map(period -> new Part(i, period)))
            .toList();
    List<Part> ahead =
        periods.stream()
            .flatMap(
                one -> parts(one, cutAtTrialEnd(one.period()), aheadOf(one.schedule()), asOf))
            .toList();
    List<Days> taken = billed.stream().map(Billed::days).toList();
    List<Part> open =
        periods.stream()
            .flatMap(one -> parts(one, List.of(one.period().asDays()), taken, asOf))
            .toList();
    List<Open> all = new ArrayList<>();
    Instant latest = Instant.MIN;
    for (Part part : open) {
      Open one = withInstants(part, ahead.contains(part), latest);
      latest = one.until();
      all.add(one);
    }
    ahead.stream()
        .filter(part -> !open.contains(part))
        .map(
            part -> {
              BillingPeriod p = part.period();
              return new Open(part.schedule(), p, p.startIn(zone), p.endIn(zone), true, false);
            })
        .forEach(all::add);
    return all;
  }

  /**
   * What was billed ahead of the time of a schedule: what was billed before it took another one's
   * place is no part of that.
   *
   * @param schedule its position
   */
  public List<Days> aheadOf(int schedule) {
    LocalDate start = schedules.get(schedule).start();
    return schedule == 0
        ? billedAhead
        : billedAhead.stream().filter(days -> !days.start().isBefore(start)).toList();
  }

  private List<Days> cutAtTrialEnd(BillingPeriod period) {
    return trialEnd.isAfter(period.start()) && trialEnd.isBefore(period.end())
        ? List.of(new Days(period.start(), trialEnd), new Days(trialEnd, period.end()))
        : List.of(period.asDays());
  }

  private static Stream<Part> parts(
      Part whole, List<Days> cut, Collection<Days> taken, LocalDate asOf) {
    return cut.stream()
        .flatMap(days -> days.without(taken).stream())
        .filter(days -> !days.start().isAfter(asOf))
        .map(days -> new Part(whole.schedule(), whole.period().cutTo(days)));
  }

  /** An edge is the billed neighbour's; no instant is billed twice when clocks were changed. */
  private Open withInstants(Part part, boolean isOpenAhead, Instant latest) {
    BillingPeriod period = part.period();
    Instant from = later(period.startIn(zone), latest);
    Instant until = period.endIn(zone);
    Instant limit = Instant.MAX;
    for (Billed one : billed) {
      if (one.days().end().equals(period.start())) {
        from = later(one.until(), latest);
      } else if (!one.days().end().isAfter(period.start())) {
        from = later(from, one.until());
      } else if (one.days().start().equals(period.end())) {
        until = one.from();
        limit = one.from();
      } else {
        limit = earlier(limit, one.from());
      }
    }
    from = earlier(from, limit);
    return new Open(
        part.schedule(), period, from, earlier(later(until, from), limit), isOpenAhead, true);
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
