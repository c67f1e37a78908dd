package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.source.Source;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Which event a row is. Two rows with one id are one event and two with different ids are two, so
 * an id whose digits may be gone, or that is written in two ways, is refused.
 */
public final class EventIds {

  private static final String SEPARATOR = "|";

  private static final String ESCAPE = "\\";

  private EventIds() {}

  /** One text of several, which no other texts make; null unless all are there. */
  static Column joined(List<Column> parts) {
    Stream<Column> all =
        parts.stream()
            .flatMap(part -> Stream.of(lit(SEPARATOR), escaped(escaped(part, ESCAPE), SEPARATOR)))
            .skip(1);
    return concat(all.toArray(Column[]::new));
  }

  private static Column escaped(Column part, String mark) {
    return replace(part, lit(mark), lit(ESCAPE + mark));
  }

  /** A {@link RowProblem} where what names the event, its kind or its account is none; or null. */
  static Column problem(RawRows raw, Source source) {
    Stream<Column> unfit =
        source.namingPaths().distinct().flatMap(path -> raw.unfitForName(path).stream());
    Stream<Column> floats =
        source
            .eventId()
            .paths()
            .map(
                path ->
                    when(
                        isWrittenAsFloat(raw.text(path)),
                        RowProblem.unfitForName(
                            path,
                            "is written as floating-point numbers are; " + RowProblem.EXACT)));
    Stream<Column> none = Stream.of(RowProblem.none());
    return coalesce(
        Stream.of(unfit, floats, none).flatMap(columns -> columns).toArray(Column[]::new));
  }

  private static Column isWrittenAsFloat(Column text) {
    return coalesce(
        OwnFunctions.call(EventIds.class, "isWrittenAsFloat", DataTypes.BooleanType, text),
        lit(false));
  }

  /**
   * Whether a text is a number as programs write it that keep it as a floating-point number, {@code
   * 10000001.0} or {@code 1.0000001E7}: elsewhere the same id is {@code 10000001}. {@code 17.2} and
   * {@code 10e5} are not, for people make ids like these. Called by code that Spark makes.
   */
  public static boolean isWrittenAsFloat(UTF8String text) {
    int length = text.numBytes();
    int start = length > 0 && isSign(text.getByte(0)) ? 1 : 0;
    int point = afterDigits(text, start);
    if (point == start || point == length) {
      return false;
    }
    if (text.getByte(point) != '.') {
      return point + 1 < length && text.getByte(point + 1) == '+' && isExponent(text, point);
    }
    int end = afterDigits(text, point + 1);
    if (end < length) {
      return end > point + 1 && isExponent(text, end);
    }
    boolean isWhole = end > point + 1;
    for (int i = point + 1; i < end; i++) {
      isWhole &= text.getByte(i) == '0';
    }
    return isWhole;
  }

  private static boolean isExponent(UTF8String text, int at) {
    int digits = at + 1;
    if (digits < text.numBytes() && isSign(text.getByte(digits))) {
      digits++;
    }
    return (text.getByte(at) | 0x20) == 'e'
        && digits < text.numBytes()
        && afterDigits(text, digits) == text.numBytes();
  }

  private static int afterDigits(UTF8String text, int from) {
    int next = from;
    while (next < text.numBytes() && text.getByte(next) >= '0' && text.getByte(next) <= '9') {
      next++;
    }
    return next;
  }

  private static boolean isSign(byte b) {
    return b == '+' || b == '-';
  }
}
