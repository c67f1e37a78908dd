package io.lakebill.jobs.meter.expression;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * Numbers as quantities have them, DECIMAL(38, 18), and their arithmetic: exact, rounded once at 18
 * decimals, half away from zero. Spark's own keeps fewer decimals of wide numbers, and stops on
 * what cannot be computed. Here that is null: a quotient by zero, and what has no room in a
 * quantity.
 */
public final class ExactNumber {

  /** The type, as SQL writes it. */
  public static final String TYPE = "decimal(38,18)";

  private static final int PRECISION = 38;

  private static final int SCALE = 18;

  /** Arithmetic on two numbers. */
  enum Operation {
    PLUS,
    MINUS,
    TIMES,
    DIVIDED_BY,
    MODULO;

    private BigDecimal of(BigDecimal left, BigDecimal right) {
      boolean byZero = (this == DIVIDED_BY || this == MODULO) && right.signum() == 0;
      if (byZero) {
        return null;
      }
      return switch (this) {
        case PLUS -> fitted(left.add(right));
        case MINUS -> fitted(left.subtract(right));
        case TIMES -> fitted(left.multiply(right));
        case DIVIDED_BY -> fitted(left.divide(right, SCALE, RoundingMode.HALF_UP));
        case MODULO -> fitted(left.remainder(right));
      };
    }
  }

  private ExactNumber() {}

  /** The result on two number columns; null where one is null or there is none. */
  static Column of(Operation operation, Column left, Column right) {
    UDF2<BigDecimal, BigDecimal, BigDecimal> exact =
        (one, other) -> one == null || other == null ? null : operation.of(one, other);
    UserDefinedFunction function = functions.udf(exact, type());
    return function.apply(left, right);
  }

  /** An average: a total by how many values it is made of; null when there are none. */
  public static Column average(Column total, Column count) {
    return of(Operation.DIVIDED_BY, total, count.cast(TYPE));
  }

  /** The type of columns of such numbers. */
  public static DecimalType type() {
    return DataTypes.createDecimalType(PRECISION, SCALE);
  }

  /** The number as a quantity has it; null when it has no room in one. */
  public static BigDecimal fitted(BigDecimal number) {
    BigDecimal rounded = number.setScale(SCALE, RoundingMode.HALF_UP);
    return rounded.precision() > PRECISION ? null : rounded;
  }

  /** A quotient as a quantity has it. */
  public static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
    return Operation.DIVIDED_BY.of(dividend, divisor);
  }
}
