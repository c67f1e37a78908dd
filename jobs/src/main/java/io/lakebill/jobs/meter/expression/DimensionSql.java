package io.lakebill.jobs.meter.expression;

import java.math.BigDecimal;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * A user's SQL for what usage is split by: one text for each event, as cells of prices name it.
 * Numbers are written without zeros at their end, times in UTC.
 */
public final class DimensionSql {

  private DimensionSql() {}

  /** The fault of an expression, as a sentence; empty when it may be used. */
  public static Optional<String> fault(String sql) {
    try {
      EmptyEvents.requireValue(column(sql));
      return Optional.empty();
    } catch (SqlFault fault) {
      return Optional.of(fault.getMessage());
    }
  }

  /**
   * An event's value; null where there is none.
   *
   * @throws SqlFault if it may not be used
   */
  public static Column column(String sql) {
    Typed value = new SqlTranslator(new EventScope()).translate(new SqlText(sql).expression());
    return value.kind() == Kind.NUMBER
        ? written(value.column())
        : value.column().cast(DataTypes.StringType);
  }

  private static Column written(Column number) {
    UDF1<BigDecimal, String> text =
        value -> value == null ? null : value.stripTrailingZeros().toPlainString();
    return functions.udf(text, DataTypes.StringType).apply(number);
  }
}
