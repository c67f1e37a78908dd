package io.lakebill.jobs.meter.tally;

import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * What events of a payer are grouped by. One that {@link #set} fills again and again looks groups
 * up; the map keeps copies, which do not change.
 */
final class Key {

  static final int BILLED = 1;
  static final int LATE = 2;
  static final int SHARED = 4;
  static final int COUNTED = 8;

  private int period;
  private int name;
  private int flags;
  private ArrayData dimensionValues;
  private int hash;

  /** Takes what an event has; texts are the event's own until {@link #copy}. */
  void set(InternalRow event, int numberOfName, boolean isCounted) {
    boolean isPaid = !event.isNullAt(Field.SUBSCRIPTION.position());
    period = isPaid ? event.getInt(Field.PERIOD.position()) : 0;
    name = numberOfName;
    flags =
        flag(event, Field.BILLED, BILLED)
            | flag(event, Field.LATE, LATE)
            | flag(event, Field.SHARED, SHARED)
            | (isCounted ? COUNTED : 0);
    dimensionValues =
        event.isNullAt(Field.DIMENSION_VALUES.position())
            ? null
            : event.getArray(Field.DIMENSION_VALUES.position());
    hash = 31 * (31 * period + name) + flags;
    hash = 31 * hash + (dimensionValues == null ? 0 : dimensionValues.hashCode());
  }

  private static int flag(InternalRow event, Field field, int flag) {
    return Field.isTrue(event, field.position()) ? flag : 0;
  }

  /** The same key with texts of its own. */
  Key copy() {
    Key copy = new Key();
    copy.period = period;
    copy.name = name;
    copy.flags = flags;
    copy.dimensionValues = dimensionValues == null ? null : dimensionValues.copy();
    copy.hash = hash;
    return copy;
  }

  int period() {
    return period;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  ArrayData dimensionValues() {
    return dimensionValues;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Key other
        && hash == other.hash
        && period == other.period
        && name == other.name
        && flags == other.flags
        && Objects.equals(dimensionValues, other.dimensionValues);
  }
}
