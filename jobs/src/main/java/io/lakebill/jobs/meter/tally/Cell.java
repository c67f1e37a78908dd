package io.lakebill.jobs.meter.tally;

import io.lakebill.jobs.meter.tally.TallyPlan.Need;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** What the events of one group come to for one meter. */
final class Cell {

  private final Need need;
  private final int position;
  private long events;
  private long usable;
  private WideNumber sum;
  private WideNumber minimum;
  private WideNumber maximum;
  private Last last;
  private Set<UTF8String> texts;

  /**
   * An empty one.
   *
   * @param position which of the texts of its events it reads
   */
  Cell(Need need, int position) {
    this.need = need;
    this.position = position;
  }

  /** The last value, with what puts it in order. */
  private static final class Last {
    private final WideNumber value = new WideNumber();
    private long time;
    private UTF8String id;
    private UTF8String source;

    boolean isBefore(long otherTime, UTF8String otherId, UTF8String otherSource) {
      if (time != otherTime) {
        return time < otherTime;
      }
      int order = id.binaryCompare(otherId);
      return order != 0 ? order < 0 : source.binaryCompare(otherSource) < 0;
    }
  }

  /**
   * Adds an event that counts.
   *
   * @param scratch a number that is nobody's
   * @return how many values are kept now that were not before
   */
  int add(Event event, WideNumber scratch) {
    events++;
    if (need == Need.EVENTS) {
      usable++;
      return 0;
    }
    UTF8String text = event.text(position);
    if (text == null) {
      return 0;
    }
    if (need == Need.TEXTS) {
      usable++;
      return addText(text);
    }
    if (scratch.read(text)) {
      usable++;
      addNumber(scratch, event);
    }
    return 0;
  }

  private void addNumber(WideNumber number, Event event) {
    switch (need) {
      case SUM -> {
        if (sum == null) {
          sum = copy(number);
        } else {
          sum.add(number);
        }
      }
      case MINIMUM -> {
        if (minimum == null) {
          minimum = copy(number);
        } else if (number.isLessThan(minimum)) {
          minimum.set(number);
        }
      }
      case MAXIMUM -> {
        if (maximum == null) {
          maximum = copy(number);
        } else if (maximum.isLessThan(number)) {
          maximum.set(number);
        }
      }
      case LAST -> addLast(number, event);
      case EVENTS, TEXTS -> throw new IllegalStateException(need + " wants no number");
    }
  }

  private void addLast(WideNumber number, Event event) {
    long time = event.time();
    UTF8String id = event.id();
    UTF8String source = event.source();
    if (last == null) {
      last = new Last();
    } else if (!last.isBefore(time, id, source)) {
      return;
    }
    last.time = time;
    last.id = id.copy();
    last.source = source.copy();
    last.value.set(number);
  }

  private int addText(UTF8String text) {
    if (texts == null) {
      texts = new HashSet<>();
    }
    return !texts.contains(text) && texts.add(text.copy()) ? 1 : 0;
  }

  private static WideNumber copy(WideNumber number) {
    WideNumber copy = new WideNumber();
    copy.set(number);
    return copy;
  }

  /** Whether any event counts. */
  boolean isEmpty() {
    return events == 0;
  }

  /** What it came to for a way in which it is wanted, in the columns of {@link Tally#PART}. */
  InternalRow part(TallyPlan.Way way, ArrayData dimensions, ArrayData dimensionValues) {
    Decimal total = sum == null ? null : sum.decimal();
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(way.meter()),
          way.seesHistory(),
          dimensions,
          dimensionValues,
          events,
          usable,
          total,
          sum != null && total == null,
          minimum == null ? null : minimum.decimal(),
          maximum == null ? null : maximum.decimal(),
          last == null
              ? null
              : new GenericInternalRow(
                  new Object[] {last.time, last.id, last.source, last.value.decimal()}),
          texts == null ? null : new GenericArrayData(texts.toArray())
        });
  }
}
