package io.lakebill.jobs.meter.tally;

import java.util.Objects;
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
  static final int PRICED_THEN = 16;
  static final int UNPRICED_THEN = 32;

  private int period;
  private int name;
  private int flags;
  private ArrayData dimensionValues;
  private int hash;

  /** Takes what an event has; texts are the event's own until {@link #copy}. */
  void set(int ofPeriod, int numberOfName, int ofFlags, ArrayData values) {
    period = ofPeriod;
    name = numberOfName;
    flags = ofFlags;
    dimensionValues = values;
    hash = 31 * (31 * period + name) + flags;
    hash = 31 * hash + (values == null ? 0 : values.hashCode());
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
