package io.lakebill.tests.run;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.ArraySeq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes rows of tables otherwise than they are: by one value, somewhere inside it if it has parts.
 */
final class Tampering {

  private final SplittableRandom random;

  Tampering(SplittableRandom random) {
    this.random = random;
  }

  /** The rows with another value in one column of one of them. */
  List<Row> change(List<Row> rows, int row, int column, StructType columns) {
    List<Row> changed = new ArrayList<>(rows);
    changed.set(row, change(rows.get(row), column, columns));
    return changed;
  }

  private Row change(Row row, int column, StructType columns) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    values[column] = other(values[column], columns.fields()[column].dataType());
    return RowFactory.create(values);
  }

  private Object other(Object value, DataType type) {
    if (type instanceof StructType struct) {
      Row row = value == null ? RowFactory.create(new Object[struct.size()]) : (Row) value;
      return change(row, random.nextInt(struct.size()), struct);
    }
    if (type instanceof ArrayType array) {
      List<Object> elements = new ArrayList<>();
      if (value != null) {
        elements.addAll(CollectionConverters.asJava((scala.collection.Seq<?>) value));
      }
      if (elements.isEmpty()) {
        elements.add(other(null, array.elementType()));
      } else {
        int element = random.nextInt(elements.size());
        elements.set(element, other(elements.get(element), array.elementType()));
      }
      return ArraySeq.from(
          CollectionConverters.asScala(elements), scala.reflect.ClassTag$.MODULE$.Object());
    }
    if (value != null) {
      return otherThan(value);
    }
    return switch (type.typeName().replaceAll("\\(.*", "")) {
      case "string" -> "x";
      case "integer" -> 1;
      case "date" -> LocalDate.of(2026, 1, 1);
      case "decimal" -> BigDecimal.ONE;
      default -> throw new IllegalArgumentException("a value of " + type);
    };
  }

  private static Object otherThan(Object value) {
    if (value instanceof String text) {
      return text.endsWith("0") ? text.substring(0, text.length() - 1) + "1" : text + "0";
    }
    if (value instanceof BigDecimal number) {
      return number.add(number.ulp());
    }
    if (value instanceof LocalDate date) {
      return date.plusDays(1);
    }
    if (value instanceof Integer number) {
      return number + 1;
    }
    if (value instanceof Long number) {
      return number + 1;
    }
    throw new IllegalArgumentException("a value such as " + value);
  }
}
