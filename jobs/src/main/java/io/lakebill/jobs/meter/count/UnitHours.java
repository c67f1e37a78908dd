package io.lakebill.jobs.meter.count;

import io.lakebill.jobs.meter.expression.ExactNumber;
import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;

/**
 * Values times the hours they stand. The products are summed exactly, wholes and fractions of
 * values apart, because a decimal has no room for both; hours are made of the sum, and rounded once
 * at 18 decimals.
 */
final class UnitHours {

  private static final BigDecimal HOUR_MICROS = BigDecimal.valueOf(3_600_000_000L);

  private static final UserDefinedFunction SUM =
      functions.udf(
          (UDF6<BigDecimal, Long, BigDecimal, BigDecimal, BigDecimal, Long, BigDecimal>)
              UnitHours::sum,
          ExactNumber.type());

  private UnitHours() {}

  /** The whole part of a value times microseconds. */
  static Column wholes(Column value, Column micros) {
    Column whole = value.minus(fraction(value)).cast("decimal(20,0)");
    return whole.multiply(micros.cast("decimal(18,0)")).cast("decimal(38,0)");
  }

  /** The rest of a value times microseconds. */
  static Column fractions(Column value, Column micros) {
    return fraction(value)
        .cast("decimal(18,18)")
        .multiply(micros.cast("decimal(18,0)"))
        .cast("decimal(38,18)");
  }

  /**
   * Unit-hours of a period; null without any value, or when they have no room in a quantity.
   *
   * @param before the value at the start, null for none
   * @param untilFirst microseconds that it stands
   * @param wholes sum of {@link #wholes} of values that others follow
   * @param fractions sum of {@link #fractions} of the same
   * @param last the value at the end, null for none in the period
   * @param untilEnd microseconds that it stands
   */
  static Column of(
      Column before,
      Column untilFirst,
      Column wholes,
      Column fractions,
      Column last,
      Column untilEnd) {
    return SUM.apply(before, untilFirst, wholes, fractions, last, untilEnd);
  }

  private static Column fraction(Column value) {
    return value.mod(functions.lit(1));
  }

  private static BigDecimal sum(
      BigDecimal before,
      Long untilFirst,
      BigDecimal wholes,
      BigDecimal fractions,
      BigDecimal last,
      Long untilEnd) {
    if (before == null && last == null) {
      return null;
    }
    BigDecimal micros =
        product(before, untilFirst)
            .add(product(wholes, 1L))
            .add(product(fractions, 1L))
            .add(product(last, untilEnd));
    return ExactNumber.quotient(micros, HOUR_MICROS);
  }

  private static BigDecimal product(BigDecimal value, Long micros) {
    return value == null ? BigDecimal.ZERO : value.multiply(BigDecimal.valueOf(micros));
  }
}
