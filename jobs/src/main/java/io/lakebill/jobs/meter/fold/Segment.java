package io.lakebill.jobs.meter.fold;

import io.lakebill.pricing.model.SegmentedPricing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The part of a billing period that usage is of: all of it, unless usage has the price of its day.
 * Days and microseconds are counted since 1970.
 */
record Segment(int start, int end, long startUtc, long endUtc) {

  static Segment of(UsageKey key, Period period) {
    if (key.dimensions().isEmpty()) {
      return whole(period);
    }
    String first = key.dimensions().get(0).toString();
    if (!SegmentedPricing.isSegment(first)) {
      return whole(period);
    }
    LocalDate from = LocalDate.parse(key.values().get(0).toString());
    if (first.equals(SegmentedPricing.BY_DAY)) {
      return of(day(from), day(from) + 1, period);
    }
    List<LocalDate> days = SegmentedPricing.firstDays(first);
    int number = days.indexOf(from);
    int start = number == 0 ? period.start() : Math.max(period.start(), day(days.get(number)));
    int end =
        number + 1 == days.size()
            ? period.end()
            : Math.min(period.end(), day(days.get(number + 1)));
    return of(start, end, period);
  }

  private static Segment of(int start, int end, Period period) {
    return new Segment(
        start,
        end,
        start == period.start() ? period.startUtc() : midnight(start, period.zone()),
        end == period.end() ? period.endUtc() : midnight(end, period.zone()));
  }

  private static Segment whole(Period period) {
    return new Segment(period.start(), period.end(), period.startUtc(), period.endUtc());
  }

  private static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  private static long midnight(int day, UTF8String zone) {
    Instant begins = LocalDate.ofEpochDay(day).atStartOfDay(ZoneId.of(zone.toString())).toInstant();
    return ChronoUnit.MICROS.between(Instant.EPOCH, begins);
  }
}
