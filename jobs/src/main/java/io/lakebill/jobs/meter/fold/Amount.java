package io.lakebill.jobs.meter.fold;

import io.lakebill.jobs.meter.expression.ExactNumber;
import io.lakebill.jobs.meter.tally.WideNumber;
import io.lakebill.schemas.catalog.Aggregation;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** What some events come to for one meter, in as much as its aggregation wants to know. */
final class Amount {

  private static final int PRECISION = 38;
  private static final int SCALE = 18;

  private UTF8String plan;
  private long events;
  private long usable;
  private WideNumber total;
  private boolean isTooLarge;
  private Decimal minimum;
  private Decimal maximum;
  private Last last;
  private long different;
  private boolean hasDifferent;
  private Set<UTF8String> unseen = Set.of();

  /** The last value, with what puts it in order. */
  private record Last(long time, UTF8String id, UTF8String source, Decimal value) {

    static Last of(InternalRow row) {
      return new Last(
          row.getLong(0),
          row.getUTF8String(1).copy(),
          row.getUTF8String(2).copy(),
          row.getDecimal(3, PRECISION, SCALE));
    }

    boolean isAfter(Last other) {
      if (time != other.time) {
        return time > other.time;
      }
      int order = id.binaryCompare(other.id);
      return order != 0 ? order > 0 : source.binaryCompare(other.source) > 0;
    }

    InternalRow row() {
      return new GenericInternalRow(new Object[] {time, id, source, value});
    }
  }

  /**
   * Adds what other events came to.
   *
   * @param row has {@code events, usable_events, total, is_too_large, minimum, maximum, last}
   * @param first where these begin in it
   */
  void add(UTF8String ofPlan, InternalRow row, int first) {
    plan = ofPlan;
    events += row.getLong(first);
    usable += row.getLong(first + 1);
    if (!row.isNullAt(first + 2)) {
      addTotal(row.getDecimal(first + 2, PRECISION, SCALE));
    }
    isTooLarge |= row.getBoolean(first + 3);
    if (!row.isNullAt(first + 4)) {
      Decimal other = row.getDecimal(first + 4, PRECISION, SCALE);
      minimum = minimum == null || other.compare(minimum) < 0 ? other : minimum;
    }
    if (!row.isNullAt(first + 5)) {
      Decimal other = row.getDecimal(first + 5, PRECISION, SCALE);
      maximum = maximum == null || other.compare(maximum) > 0 ? other : maximum;
    }
    if (!row.isNullAt(first + 6)) {
      addLast(Last.of(row.getStruct(first + 6, 4)));
    }
  }

  /** Adds what an earlier period came to, for who sees history. */
  void addHistory(Amount earlier, boolean isOfThePeriod) {
    if (isOfThePeriod) {
      events += earlier.events;
      usable += earlier.usable;
    }
    if (earlier.total != null && !earlier.isTooLarge()) {
      addTotal(earlier.total.decimal());
    }
    isTooLarge |= earlier.isTooLarge();
    if (earlier.last != null) {
      addLast(earlier.last);
    }
  }

  private void addTotal(Decimal other) {
    WideNumber number = WideNumber.of(other);
    if (total == null) {
      total = number;
    } else {
      total.add(number);
    }
  }

  private void addLast(Last other) {
    last = last == null || other.isAfter(last) ? other : last;
  }

  /** Values that were counted before. */
  void addDifferent(long number) {
    different += number;
    hasDifferent = true;
  }

  /** A value that may have been counted before. */
  void addValue(UTF8String value) {
    if (unseen.isEmpty()) {
      unseen = new HashSet<>();
    }
    if (!unseen.contains(value)) {
      unseen.add(value.copy());
    }
  }

  /** One of the values was counted before. */
  void removeSeen(UTF8String value) {
    if (!unseen.isEmpty()) {
      unseen.remove(value);
    }
  }

  /** The values that were not counted before. */
  Set<UTF8String> unseen() {
    return unseen;
  }

  UTF8String plan() {
    return plan;
  }

  long events() {
    return events;
  }

  long skipped() {
    return events - usable;
  }

  /** Whether there is a sum, but it has no room in a quantity. */
  boolean isTooLarge() {
    return isTooLarge || (total != null && total.decimal() == null);
  }

  /** Whether there is nothing to say. */
  boolean isEmpty() {
    return events == 0 && total == null && last == null && !isTooLarge;
  }

  /** The quantity by an aggregation; null when there is none. */
  Decimal quantity(Aggregation aggregation) {
    return switch (aggregation) {
      case COUNT -> whole(events);
      case SUM, HISTORICAL_SUM -> sum();
      case MIN -> minimum;
      case MAX -> maximum;
      case AVERAGE -> average();
      case UNIQUE_COUNT -> usable > 0 && counts() ? whole(different + unseen.size()) : null;
      case LATEST, LAST_IN_HISTORY -> last == null ? null : last.value();
      case TIME_WEIGHTED_SUM, WEIGHTED_SUM, PRORATED_SUM, PRORATED_UNIQUE_COUNT, SQL ->
          throw new IllegalArgumentException(aggregation.id() + " is not folded");
    };
  }

  private boolean counts() {
    return hasDifferent || !unseen.isEmpty();
  }

  private Decimal sum() {
    return total == null || isTooLarge ? null : total.decimal();
  }

  private Decimal average() {
    Decimal sum = sum();
    return sum == null || usable == 0
        ? null
        : fitted(ExactNumber.quotient(sum.toJavaBigDecimal(), BigDecimal.valueOf(usable)));
  }

  private static Decimal whole(long number) {
    return Decimal.apply(BigDecimal.valueOf(number).setScale(SCALE), PRECISION, SCALE);
  }

  private static Decimal fitted(BigDecimal number) {
    return number == null ? null : Decimal.apply(number, PRECISION, SCALE);
  }

  /** The row of {@code usage_state}. */
  InternalRow row(UTF8String account, UsageKey key) {
    return new GenericInternalRow(
        new Object[] {
          account,
          key.subscription(),
          plan,
          key.period(),
          key.scope().text(),
          key.meter(),
          UsageKey.array(key.dimensions()),
          UsageKey.array(key.values()),
          events,
          usable,
          sum(),
          isTooLarge(),
          minimum,
          maximum,
          last == null ? null : last.row(),
          counts() ? (Object) (different + unseen.size()) : null
        });
  }
}
