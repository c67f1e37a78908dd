package io.lakebill.jobs.land;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Values of Parquet that Spark has no type for, as text with every digit. Code of Spark calls it.
 */
public final class ParquetValues {

  private static final long NANOS = 1_000_000_000;

  private ParquetValues() {}

  /** A UUID as people write it. */
  public static UTF8String uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return UTF8String.fromString(new UUID(buffer.getLong(), buffer.getLong()).toString());
  }

  /** A decimal of any precision. */
  public static UTF8String decimal(byte[] unscaled, int scale) {
    return UTF8String.fromString(new BigDecimal(new BigInteger(unscaled), scale).toPlainString());
  }

  /** A number of half precision. */
  public static UTF8String half(byte[] bytes) {
    int bits = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort();
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        switch (exponent) {
          case 0 -> Math.scalb((float) fraction, -24);
          case 0x1f -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
        };
    return UTF8String.fromString(Float.toString((bits & 0x8000) == 0 ? size : -size));
  }

  /** A time of day. */
  public static UTF8String timeOfDay(long time, long unitsPerSecond) {
    LocalTime seconds = LocalTime.ofSecondOfDay(time / unitsPerSecond);
    return UTF8String.fromString(
        text(seconds.getHour(), seconds.getMinute(), seconds.getSecond())
            + fraction(time % unitsPerSecond * (NANOS / unitsPerSecond)));
  }

  /** A time with nanoseconds since 1970, written as other times are. */
  public static UTF8String time(long nanos) {
    long seconds = Math.floorDiv(nanos, NANOS);
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return UTF8String.fromString(
        time.toLocalDate()
            + " "
            + text(time.getHour(), time.getMinute(), time.getSecond())
            + fraction(Math.floorMod(nanos, NANOS)));
  }

  /** The microsecond in which a nanosecond is. */
  public static long micros(long nanos) {
    return Math.floorDiv(nanos, 1_000);
  }

  private static String text(int hour, int minute, int second) {
    return "%02d:%02d:%02d".formatted(hour, minute, second);
  }

  private static String fraction(long nanos) {
    return nanos == 0 ? "" : ".%09d".formatted(nanos).replaceAll("0+$", "");
  }
}
