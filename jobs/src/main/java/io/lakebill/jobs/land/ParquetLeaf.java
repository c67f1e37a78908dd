package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.lit;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/**
 * What has to be done with a value of Parquet whose type Spark does not know: it is read as the
 * bytes or the number that it is kept as, and becomes text.
 *
 * @param number a scale, or how many units a second has
 */
record ParquetLeaf(Kind kind, long number) {

  static final ParquetLeaf PLAIN = new ParquetLeaf(Kind.PLAIN, 0);

  /** What it is. */
  enum Kind {
    /** What Spark knows. */
    PLAIN,
    /** Nothing but nulls. */
    NULLS,
    UUID,
    HALF,
    DECIMAL,
    TIME_OF_DAY,
    /** A time with nanoseconds, which nobody asks for the time. */
    NANOS,
    /** The time of an event, in UTC. */
    TIME,
    /** The time of an event on somebody's clock. */
    LOCAL_TIME
  }

  /**
   * What a column is.
   *
   * @param isTime whether it has the times of events
   */
  static ParquetLeaf of(PrimitiveType type, boolean isTime) {
    LogicalTypeAnnotation means = type.getLogicalTypeAnnotation();
    if (means instanceof UUIDLogicalTypeAnnotation) {
      return new ParquetLeaf(Kind.UUID, 0);
    }
    if (means instanceof Float16LogicalTypeAnnotation) {
      return new ParquetLeaf(Kind.HALF, 0);
    }
    if (means instanceof UnknownLogicalTypeAnnotation) {
      return new ParquetLeaf(Kind.NULLS, 0);
    }
    if (means instanceof DecimalLogicalTypeAnnotation decimal
        && decimal.getPrecision() > DecimalType.MAX_PRECISION()
        && isBytes(type)) {
      return new ParquetLeaf(Kind.DECIMAL, decimal.getScale());
    }
    if (means instanceof TimeLogicalTypeAnnotation time) {
      return new ParquetLeaf(Kind.TIME_OF_DAY, perSecond(time.getUnit()));
    }
    if (means instanceof TimestampLogicalTypeAnnotation time && time.getUnit() == TimeUnit.NANOS) {
      Kind ofTime = time.isAdjustedToUTC() ? Kind.TIME : Kind.LOCAL_TIME;
      return new ParquetLeaf(isTime ? ofTime : Kind.NANOS, 0);
    }
    return PLAIN;
  }

  private static boolean isBytes(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        || type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000;
      case MICROS -> 1_000_000;
      case NANOS -> 1_000_000_000;
    };
  }

  /** What it is when it has been read. */
  Column read(Column kept) {
    return switch (kind) {
      case PLAIN -> kept;
      case NULLS -> lit(null).cast(DataTypes.StringType);
      case UUID -> made("uuid", DataTypes.StringType, kept);
      case HALF -> made("half", DataTypes.StringType, kept);
      case DECIMAL -> made("decimal", DataTypes.StringType, kept, lit((int) number));
      case TIME_OF_DAY ->
          made("timeOfDay", DataTypes.StringType, kept.cast(DataTypes.LongType), lit(number));
      case NANOS -> made("time", DataTypes.StringType, kept);
      case TIME -> made("micros", DataTypes.TimestampType, kept);
      case LOCAL_TIME -> made("micros", DataTypes.TimestampNTZType, kept);
    };
  }

  private static Column made(String function, DataType type, Column... arguments) {
    return OwnFunctions.call(ParquetValues.class, function, type, arguments);
  }
}
