package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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

  /**
   * Rows of Parquet files.
   *
   * @param columns of the files
   * @param isWanted whether such a number in a column refuses the row
   */
  static Dataset<Row> read(
      SparkSession spark, StructType columns, Predicate<String> isWanted, String... files) {
    StructType stored = new StructType();
    List<Column> values = new ArrayList<>();
    Column first = lit(null).cast(DataTypes.StringType);
    for (StructField field : columns.fields()) {
      Column value = col("`" + field.name() + "`");
      if (isWide(field.dataType())) {
        stored = stored.add(field.name(), DataTypes.BinaryType, true);
        Column number = number(value, (DecimalType) field.dataType());
        values.add(number.as(field.name()));
        if (isWanted.test(field.name())) {
          Column isTooWide = value.isNotNull().and(number.isNull());
          first = coalesce(first, when(isTooWide, lit(field.name())));
        }
      } else {
        stored = stored.add(field);
        values.add(value);
      }
    }
    values.add(first.as(COLUMN));
    values.add(InputFiles.fileOfRow());
    return spark.read().schema(stored).parquet(files).select(values.toArray(Column[]::new));
  }

  /** Whether some column has decimals of this kind. */
  static boolean areIn(StructType columns) {
    return Arrays.stream(columns.fields()).anyMatch(field -> isWide(field.dataType()));
  }

  private static boolean isWide(DataType type) {
    return type instanceof DecimalType decimal
        && decimal.precision() > MOST_DIGITS_OF_A_LONG
        && !decimal.equals(UNSIGNED_LONG);
  }

  private static Column number(Column bytes, DecimalType type) {
    Column precision = lit(type.precision());
    return when(
        OwnFunctions.call(WideDecimals.class, "fits", DataTypes.BooleanType, bytes, precision),
        OwnFunctions.call(WideDecimals.class, "number", type, bytes, precision, lit(type.scale())));
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
