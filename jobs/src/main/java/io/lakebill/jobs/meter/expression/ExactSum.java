package io.lakebill.jobs.meter.expression;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Sums of quantities, of which two may be more than a quantity has room for. Spark's own sum keeps
 * to a quantity's type: it stops there, or is null, even where later values would bring it back, so
 * that the order of rows decides. Here whole units and what is left of a unit are summed apart,
 * exactly, and put together in the end.
 */
public final class ExactSum {

  private static final UserDefinedFunction TEXT =
      functions.udf(
          (UDF2<BigDecimal, BigDecimal, String>)
              (whole, rest) -> whole == null ? null : text(whole.add(rest)),
          DataTypes.StringType);

  private static final UserDefinedFunction FITTED =
      functions.udf(
          (UDF2<BigDecimal, BigDecimal, BigDecimal>)
              (whole, rest) -> whole == null ? null : ExactNumber.fitted(whole.add(rest)),
          ExactNumber.type());

  private ExactSum() {}

  /** The sum as decimal text of any length, from the sums of whole units and of what is left. */
  public static Column text(Column wholeUnits, Column rest) {
    return TEXT.apply(wholeUnits, rest);
  }

  /** The sum of some quantities; null without any, and when it has no room in a quantity. */
  static Column of(Column quantities) {
    Column rest = quantities.mod(functions.lit(1));
    return FITTED.apply(
        functions.sum(quantities.minus(rest).cast("decimal(20,0)")),
        functions.sum(rest.cast("decimal(18,18)")));
  }

  private static String text(BigDecimal sum) {
    return sum.signum() == 0 ? "0" : sum.stripTrailingZeros().toPlainString();
  }
}
