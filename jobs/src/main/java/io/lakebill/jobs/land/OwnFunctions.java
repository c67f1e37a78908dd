package io.lakebill.jobs.land;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Static functions of ours that the code which Spark makes calls, on values as Spark keeps them.
 */
final class OwnFunctions {

  private OwnFunctions() {}

  /** The function's answer; null when an argument is. */
  static Column call(Class<?> type, String name, DataType answer, Column... arguments) {
    return call(type, name, answer, false, arguments);
  }

  /** The same of a function that may answer with null, a number as an object then. */
  static Column callOrNull(Class<?> type, String name, DataType answer, Column... arguments) {
    return call(type, name, answer, true, arguments);
  }

  /** An argument that is the same object for every row, and serializable. */
  static Column object(Object value) {
    return ExpressionUtils.column(Literal.fromObject(value, ObjectType.apply(value.getClass())));
  }

  private static Column call(
      Class<?> type, String name, DataType answer, boolean mayBeNull, Column... arguments) {
    return ExpressionUtils.column(
        new StaticInvoke(
            type,
            answer,
            name,
            CollectionConverters.asScala(
                    Arrays.stream(arguments).map(ExpressionUtils::expression).toList())
                .toSeq(),
            CollectionConverters.asScala(List.<AbstractDataType>of()).toSeq(),
            true,
            mayBeNull,
            true,
            Option.empty()));
  }
}
