package io.lakebill.jobs.meter.fold;

import io.lakebill.pricing.model.SegmentedPricing;
import java.util.List;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What quantities are told apart by, within an account. Dimension values may be null.
 *
 * @param period its first day, counted since 1970
 */
record UsageKey(
    UTF8String subscription,
    int period,
    Scope scope,
    UTF8String meter,
    List<UTF8String> dimensions,
    List<UTF8String> values) {

  private static final UTF8String BY_DAY = UTF8String.fromString(SegmentedPricing.BY_DAY);

  UsageKey in(int otherPeriod, Scope otherScope) {
    return new UsageKey(subscription, otherPeriod, otherScope, meter, dimensions, values);
  }

  /** The values without the day, where usage is told apart by days. */
  List<UTF8String> valuesBesideDays() {
    return !dimensions.isEmpty() && dimensions.get(0).equals(BY_DAY)
        ? values.subList(1, values.size())
        : values;
  }

  /** Texts of their own. */
  static List<UTF8String> texts(ArrayData array) {
    int length = array.numElements();
    if (length == 0) {
      return List.of();
    }
    UTF8String[] texts = new UTF8String[length];
    for (int i = 0; i < length; i++) {
      texts[i] = array.isNullAt(i) ? null : array.getUTF8String(i).copy();
    }
    return java.util.Arrays.asList(texts);
  }

  /** The same as an array. */
  static ArrayData array(List<UTF8String> texts) {
    return new GenericArrayData(texts.toArray());
  }
}
