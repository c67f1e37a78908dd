package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Decimals of Parquet files whose bytes have room for more digits than their type: some writers
 * leave such numbers there, and Spark stops at the first. Their columns are read as bytes, so that
 * such a number refuses its own row. Smaller types are whole numbers of fixed width, at which Spark
 * does not stop; in a nested column, and as DECIMAL(20, 0), such a number refuses its file.
 */
public final class WideDecimals {

  /** The column that names the first column of a row with such a number; null where none has. */
  static final String COLUMN = "_wide_decimal";

  /** What Spark makes of unsigned whole numbers of 64 bits, which are not bytes. */
  private static final DecimalType UNSIGNED_LONG = DataTypes.createDecimalType(20, 0);

  private static final int MOST_DIGITS_OF_A_LONG = 18;

  private WideDecimals() {}

  /** The same columns as they are read: such decimals as bytes. */
  static StructType stored(StructType columns) {
    StructType stored = new StructType();
    for (StructField field : columns.fields()) {
      stored =
          isWide(field.dataType())
              ? stored.add(field.name(), DataTypes.BinaryType, true)
              : stored.add(field);
    }
    return stored;
  }

  /** The name of the first column that has a number with more digits than its type, or null. */
  static Column first(StructType columns) {
    Column first = lit(null).cast(DataTypes.StringType);
    for (StructField field : columns.fields()) {
      if (isWide(field.dataType())) {
        Column bytes = bytes(field);
        Column isTooWide = bytes.isNotNull().and(number(field).isNull());
        first = coalesce(first, when(isTooWide, lit(field.name())));
      }
    }
    return first.as(COLUMN);
  }

  /** The number of a column; null where it has more digits than its type. */
  static Column number(StructField field) {
    DecimalType type = (DecimalType) field.dataType();
    Column precision = lit(type.precision());
    return when(
        OwnFunctions.call(
            WideDecimals.class, "fits", DataTypes.BooleanType, bytes(field), precision),
        OwnFunctions.call(
            WideDecimals.class, "number", type, bytes(field), precision, lit(type.scale())));
  }

  private static Column bytes(StructField field) {
    return col("`" + field.name().replace("`", "``") + "`");
  }

  /** Whether some column has decimals of this kind. */
  static boolean areIn(StructType columns) {
    return Arrays.stream(columns.fields()).anyMatch(field -> isWide(field.dataType()));
  }

  /** Whether a column of this type may have a number that Spark stops at. */
  static boolean isWide(DataType type) {
    return type instanceof DecimalType decimal
        && decimal.precision() > MOST_DIGITS_OF_A_LONG
        && !decimal.equals(UNSIGNED_LONG);
  }

  /** Whether the number of some bytes has no more digits. Called by code that Spark makes. */
  public static boolean fits(byte[] unscaled, int precision) {
    return new BigInteger(unscaled).abs().compareTo(BigInteger.TEN.pow(precision)) < 0;
  }

  /** The number of some bytes that {@link #fits}; else 0. Called by code that Spark makes. */
  public static Decimal number(byte[] unscaled, int precision, int scale) {
    BigInteger number = fits(unscaled, precision) ? new BigInteger(unscaled) : BigInteger.ZERO;
    return Decimal.apply(new BigDecimal(number, scale), precision, scale);
  }
}
