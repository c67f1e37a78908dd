package io.lakebill.jobs.meter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Division as quantities need it: exact to 18 decimals, rounded once, half away from zero. Spark's
 * own quotient of two wide decimals keeps fewer.
 */
final class Quotient {

  private static final UserDefinedFunction DIVIDE =
      functions.udf(
          (UDF2<BigDecimal, Long, BigDecimal>) Quotient::divide,
          DataTypes.createDecimalType(ExactNumber.PRECISION, ExactNumber.SCALE));

  private Quotient() {}

  /** Total divided by count; null when there is nothing to divide by. */
  static Column of(Column total, Column count) {
    return DIVIDE.apply(total, count);
  }

  private static BigDecimal divide(BigDecimal total, Long count) {
    return total == null || count == null || count == 0
        ? null
        : total.divide(BigDecimal.valueOf(count), ExactNumber.SCALE, RoundingMode.HALF_UP);
  }
}
