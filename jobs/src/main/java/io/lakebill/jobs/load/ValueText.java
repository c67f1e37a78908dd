package io.lakebill.jobs.load;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Typed values as documents write them. */
final class ValueText {

  private ValueText() {}

  /** Dates and times as ISO 8601, numbers in full, lists with spaces between their texts. */
  static String of(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Date day) {
      return day.toLocalDate().toString();
    }
    if (value instanceof byte[] text) {
      return new String(text, StandardCharsets.UTF_8);
    }
    if (value instanceof Array list) {
      return of(list);
    }
    if (value instanceof Iterable<?> list) {
      return joined(CollectionConverters.asJavaCollection(list).toArray());
    }
    return value.toString();
  }

  /**
   * Why nobody can tell what a value was, as text; empty where one can.
   *
   * @param isNumber whether it is to be reckoned with, for which a floating-point number will do
   */
  static Optional<String> doubt(Object value, boolean isNumber) {
    if (!isNumber && (value instanceof Double || value instanceof Float)) {
      return Optional.of(
          "has floating-point numbers; send it as text or whole numbers, so that no digit can be"
              + " lost");
    }
    return value instanceof byte[] bytes && !UTF8String.fromBytes(bytes).isValid()
        ? Optional.of("has bytes that are no text")
        : Optional.empty();
  }

  private static String of(Array list) {
    try {
      return joined((Object[]) list.getArray());
    } catch (SQLException e) {
      throw new IllegalArgumentException("a list cannot be read: " + e.getMessage(), e);
    }
  }

  private static String joined(Object[] values) {
    return values.length == 0
        ? null
        : Arrays.stream(values).map(ValueText::of).collect(Collectors.joining(" "));
  }
}
