package io.lakebill.jobs.meter.fold;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What is used of a meter.
 *
 * @param key its scope is open or late
 * @param quantity null when there is none
 */
record Quantity(
    UsageKey key,
    UTF8String plan,
    Decimal quantity,
    boolean isTooLarge,
    long events,
    long skipped) {

  private static final int PRECISION = 38;
  private static final int SCALE = 18;

  boolean isLate() {
    return key.scope() == Scope.LATE;
  }

  /** Reads a row of {@link Output#QUANTITIES}. */
  static Quantity of(InternalRow row) {
    return new Quantity(
        new UsageKey(
            row.getUTF8String(1).copy(),
            row.getInt(3),
            row.getBoolean(4) ? Scope.LATE : Scope.OPEN,
            row.getUTF8String(7).copy(),
            UsageKey.texts(row.getArray(5)),
            UsageKey.texts(row.getArray(6))),
        row.getUTF8String(2).copy(),
        row.isNullAt(8) ? null : row.getDecimal(8, PRECISION, SCALE),
        row.getBoolean(9),
        row.getLong(10),
        row.getLong(11));
  }

  InternalRow row(UTF8String account) {
    return new GenericInternalRow(
        new Object[] {
          account,
          key.subscription(),
          plan,
          key.period(),
          isLate(),
          UsageKey.array(key.dimensions()),
          UsageKey.array(key.values()),
          key.meter(),
          quantity,
          isTooLarge,
          events,
          skipped
        });
  }
}
