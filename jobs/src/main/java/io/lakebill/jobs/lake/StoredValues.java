package io.lakebill.jobs.lake;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Days, quantities and amounts as columns of tables hold them: DECIMAL(38, 18) for what is counted,
 * DECIMAL(28, 4) for money. What a column cannot hold fails; nothing is cut.
 */
public final class StoredValues {

  /** Those of an amount. */
  public static final int AMOUNT_DECIMALS = 4;

  private static final int AMOUNT_DIGITS = 28;
  private static final int QUANTITY_DIGITS = 38;
  private static final int QUANTITY_DECIMALS = 18;

  private StoredValues() {}

  /** A day as a DATE holds it. */
  public static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  /** A quantity, or the price of one. */
  public static Decimal quantity(BigDecimal value) {
    return decimal(value, QUANTITY_DIGITS, QUANTITY_DECIMALS);
  }

  /** A quantity of a row or an array. */
  public static Decimal quantity(SpecializedGetters row, int column) {
    return row.getDecimal(column, QUANTITY_DIGITS, QUANTITY_DECIMALS);
  }

  /** An amount of money, or of a unit of the seller's own. */
  public static Decimal amount(BigDecimal value) {
    return decimal(value, AMOUNT_DIGITS, AMOUNT_DECIMALS);
  }

  /** An amount of a row. */
  public static BigDecimal amount(SpecializedGetters row, int column) {
    return row.getDecimal(column, AMOUNT_DIGITS, AMOUNT_DECIMALS).toJavaBigDecimal();
  }

  /** A number of so many digits, of which so many are decimals. */
  public static Decimal decimal(BigDecimal value, int digits, int decimals) {
    return Decimal.apply(value.setScale(decimals), digits, decimals);
  }

  /** A number of any length, as text without idle zeros. */
  public static UTF8String text(BigDecimal exact) {
    return UTF8String.fromString(
        exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString());
  }
}
