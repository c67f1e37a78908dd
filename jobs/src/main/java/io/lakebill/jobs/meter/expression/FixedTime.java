package io.lakebill.jobs.meter.expression;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Text that is read as a time or a date says the same whenever it is read. To Spark {@code 'now'},
 * {@code 'today'} and their like are the time at which the SQL is parsed, and {@code '10:30'} is
 * today; here such text is refused where it stands in the SQL, and is no time where an event has
 * it. Times without a zone are UTC.
 */
final class FixedTime {

  /** A year comes first; with less than that Spark takes today's date. */
  private static final String BEGINS_WITH_YEAR = "^[\\x00-\\x20\\x7f]*[+-]?[0-9]{4}";

  private static final Pattern YEAR_FIRST = Pattern.compile(BEGINS_WITH_YEAR);

  private static final Pattern TYPED =
      Pattern.compile("(?is)(?:timestamp|timestamp_ltz|date)\\s*(r?['\"].*)");

  /** What gives back one of its arguments, in letters of another case or without blanks at most. */
  private static final Set<String> CHOICES =
      Set.of(
          "coalesce",
          "greatest",
          "ifnull",
          "least",
          "lower",
          "ltrim",
          "nullif",
          "nvl",
          "rtrim",
          "trim",
          "upper");

  private static final Set<String> COMPOSITIONS = Set.of("concat", "substr", "substring");

  private FixedTime() {}

  /** A text as a time or a date; null for an event where it is none. */
  static Column read(Typed text, Kind wanted) {
    if (text.source() instanceof Literal literal && literal.dataType() instanceof StringType) {
      return constant(literal, literal.toString(), wanted);
    }
    requireFixed(text.source());
    Column dated = org.apache.spark.sql.functions.when(year(text.column()), text.column());
    return dated.try_cast(wanted == Kind.TIME ? "timestamp" : "date");
  }

  /** A literal such as {@code DATE '2026-01-31'}, of which the parser has left a value only. */
  static Column typed(Literal literal, Kind kind) {
    Matcher written = TYPED.matcher(textOf(literal.origin()));
    if (written.matches()
        && new SqlText(written.group(1)).expression() instanceof Literal text
        && text.dataType() instanceof StringType) {
      return constant(literal, text.toString(), kind);
    }
    throw new SqlFault(
        literal, "write a time as TIMESTAMP '2026-01-31 10:30:00' and a date as DATE '2026-01-31'");
  }

  private static Column year(Column text) {
    return text.rlike(BEGINS_WITH_YEAR);
  }

  private static Column constant(Literal at, String text, Kind kind) {
    requireFixed(at, text);
    UTF8String utf8 = UTF8String.fromString(text);
    Option<?> value =
        kind == Kind.TIME
            ? DateTimeUtils.stringToTimestamp(utf8, ZoneOffset.UTC)
            : DateTimeUtils.stringToDate(utf8);
    if (value.isEmpty() || !YEAR_FIRST.matcher(text).find()) {
      throw new SqlFault(at, "'%s' is no %s".formatted(text, kind == Kind.TIME ? "time" : "date"));
    }
    return ExpressionUtils.column(
        new Literal(value.get(), kind == Kind.TIME ? DataTypes.TimestampType : DataTypes.DateType));
  }

  /** Refuses a part that can be a text which stands in the SQL itself and is no fixed time. */
  private static void requireFixed(Expression part) {
    List<Expression> children = CollectionConverters.asJava(part.children());
    if (part instanceof Literal literal) {
      if (literal.dataType() instanceof StringType) {
        requireFixed(literal, literal.toString());
      }
    } else if (part instanceof CaseWhen) {
      for (int i = 1; i < children.size(); i += 2) {
        requireFixed(children.get(i));
      }
      if (children.size() % 2 == 1) {
        requireFixed(children.get(children.size() - 1));
      }
    } else if (part instanceof Cast) {
      requireFixed(children.get(0));
    } else if (part instanceof Concat || COMPOSITIONS.contains(name(part))) {
      if (!readsEvents(part)) {
        throw new SqlFault(part, "a time is one text in quotes, such as '2026-01-31 10:30:00'");
      }
    } else if (name(part).equals("if")) {
      children.subList(1, children.size()).forEach(FixedTime::requireFixed);
    } else if (CHOICES.contains(name(part))) {
      children.forEach(FixedTime::requireFixed);
    }
  }

  private static void requireFixed(Literal at, String text) {
    boolean isSpecial =
        DateTimeUtils.convertSpecialTimestamp(text, ZoneOffset.UTC).isDefined()
            || DateTimeUtils.convertSpecialDate(text, ZoneOffset.UTC).isDefined();
    boolean isOfToday =
        !YEAR_FIRST.matcher(text).find()
            && DateTimeUtils.stringToTimestamp(UTF8String.fromString(text), ZoneOffset.UTC)
                .isDefined();
    if (isSpecial || isOfToday) {
      throw new SqlFault(
          at,
          "'%s' is another time on another day: usage must not depend on when it is counted; write a date and a time"
              .formatted(text));
    }
  }

  private static String name(Expression part) {
    return part instanceof UnresolvedFunction function
        ? String.join(".", CollectionConverters.asJava(function.nameParts()))
            .toLowerCase(Locale.ROOT)
        : "";
  }

  private static boolean readsEvents(Expression part) {
    return part instanceof UnresolvedAttribute
        || CollectionConverters.asJava(part.children()).stream().anyMatch(FixedTime::readsEvents);
  }

  private static String textOf(Origin origin) {
    return origin.sqlText().isDefined()
            && origin.startIndex().isDefined()
            && origin.stopIndex().isDefined()
        ? origin
            .sqlText()
            .get()
            .substring((Integer) origin.startIndex().get(), (Integer) origin.stopIndex().get() + 1)
        : "";
  }
}
