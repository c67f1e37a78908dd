package io.lakebill.jobs.meter.expression;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;

/** A user's cast. One that fails gives null, so that one odd value never stops a night. */
record SqlCast(Cast cast) {

  /** What is cast, as the type it is cast to. */
  Typed of(Typed value) {
    DataType type = cast.dataType();
    if (type instanceof DecimalType || type instanceof IntegralType) {
      return new Typed(number(value, type), Kind.NUMBER, cast);
    } else if (type instanceof StringType && value.kind() != Kind.NUMBER) {
      return new Typed(value.column().cast(type), Kind.TEXT, cast);
    } else if (type instanceof BooleanType) {
      return at(value.as(Kind.BOOLEAN));
    } else if (type instanceof TimestampType) {
      return at(value.as(Kind.TIME));
    } else if (type instanceof DateType) {
      return value.kind() == Kind.TIME
          ? new Typed(value.column().cast(type), Kind.DATE, cast)
          : at(value.as(Kind.DATE));
    }
    throw new SqlFault(
        cast,
        "%s cannot become %s; allowed are DECIMAL(p, s), INT, BIGINT, BOOLEAN, DATE, TIMESTAMP, and STRING of what is no number"
            .formatted(value.kind().words(), type.sql()));
  }

  /** The value cut or rounded to the type, as a number. */
  private static Column number(Typed value, DataType type) {
    if (value.kind() == Kind.BOOLEAN) {
      return value.column().cast("int").cast(ExactNumber.TYPE);
    }
    // Text with a fraction is no integer, as in Spark.
    Column from =
        value.kind() == Kind.TEXT && type instanceof IntegralType
            ? value.column()
            : value.as(Kind.NUMBER).column();
    return from.try_cast(type).try_cast(ExactNumber.TYPE);
  }

  private Typed at(Typed value) {
    return new Typed(value.column(), value.kind(), cast);
  }
}
