package io.lakebill.jobs.meter;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedExtractValue;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.classic.ExpressionUtils;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * A user's SQL predicate over the columns of {@code events}, made safe: it may only compare columns
 * and properties with each other and with literals, through a short list of functions. It is
 * checked before it is analysed, because analysis itself loads the classes that some functions
 * name. A cast that fails gives null, so one odd value never stops a night.
 */
final class MeterFilter {

  private static final int LONGEST = 4096;
  private static final int DEEPEST = 50;

  private static final Set<String> COLUMNS =
      Set.of("event_id", "source", "event_name", "subject", "event_time", "properties");

  /** Functions by name, as the parser leaves them unresolved. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "between",
          "coalesce",
          "concat",
          "contains",
          "date_trunc",
          "dayofweek",
          "endswith",
          "hour",
          "if",
          "ifnull",
          "length",
          "lower",
          "ltrim",
          "minute",
          "mod",
          "nullif",
          "nvl",
          "round",
          "rtrim",
          "startswith",
          "substr",
          "substring",
          "to_date",
          "trim",
          "try_cast",
          "upper");

  /** Expressions that the parser itself makes. */
  private static final Set<String> NODES =
      Set.of(
          "And",
          "Or",
          "Not",
          "EqualTo",
          "EqualNullSafe",
          "LessThan",
          "LessThanOrEqual",
          "GreaterThan",
          "GreaterThanOrEqual",
          "In",
          "Like",
          "ILike",
          "LikeAll",
          "LikeAny",
          "IsNull",
          "IsNotNull",
          "IsTrue",
          "IsFalse",
          "CaseWhen",
          "Cast",
          "Literal",
          "Add",
          "Subtract",
          "Multiply",
          "Divide",
          "Remainder",
          "UnaryMinus",
          "UnaryPositive",
          "Between",
          "UnresolvedAttribute",
          "UnresolvedExtractValue",
          "UnresolvedFunction");

  private MeterFilter() {}

  /** The fault of a filter, as a sentence; empty when it may be used. */
  static Optional<String> fault(String filter) {
    if (filter.length() > LONGEST) {
      return Optional.of("the filter has more than " + LONGEST + " characters");
    }
    if (nesting(filter) > DEEPEST) {
      return Optional.of("the filter is nested more than " + DEEPEST + " deep");
    }
    try {
      return fault(parse(filter));
    } catch (IllegalArgumentException unreadable) {
      return Optional.of(unreadable.getMessage());
    }
  }

  /**
   * The filter as a column.
   *
   * @throws IllegalArgumentException if it has a fault
   */
  static Column column(String filter) {
    fault(filter)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    return ExpressionUtils.column(parse(filter).transformUp(new LenientCasts()));
  }

  private static Expression parse(String filter) {
    try {
      return CatalystSqlParser$.MODULE$.parseExpression(filter);
    } catch (Exception e) {
      // Scala does not declare the ParseException that it throws.
      String reason = e.getMessage().strip().lines().findFirst().orElse("");
      throw new IllegalArgumentException("the filter cannot be read as SQL: " + reason, e);
    }
  }

  private static Optional<String> fault(Expression expression) {
    String node = expression.getClass().getSimpleName();
    if (expression instanceof UnresolvedFunction function) {
      String name =
          String.join(".", CollectionConverters.asJava(function.nameParts()))
              .toLowerCase(Locale.ROOT);
      if (!FUNCTIONS.contains(name)) {
        return Optional.of("the function '%s' is not allowed in a filter".formatted(name));
      }
    } else if (expression instanceof UnresolvedAttribute attribute) {
      if (!COLUMNS.contains(attribute.name())) {
        return Optional.of(
            "'%s' is not a column of events; write properties['%s'] for a property"
                .formatted(attribute.name(), attribute.name()));
      }
    } else if (expression instanceof UnresolvedExtractValue extract
        && !(extract.child() instanceof UnresolvedAttribute)) {
      return Optional.of("only properties can be looked into");
    } else if (!NODES.contains(node)) {
      return Optional.of("'%s' (%s) is not allowed in a filter".formatted(expression, node));
    }
    return CollectionConverters.asJava(expression.children()).stream()
        .map(MeterFilter::fault)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static int nesting(String filter) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < filter.length(); i++) {
      char c = filter.charAt(i);
      if (c == '(' || c == '[') {
        deepest = Math.max(deepest, ++depth);
      } else if (c == ')' || c == ']') {
        depth--;
      }
    }
    return deepest;
  }

  private static final class LenientCasts extends AbstractPartialFunction<Expression, Expression> {

    @Override
    public boolean isDefinedAt(Expression expression) {
      return expression instanceof Cast;
    }

    @Override
    public Expression apply(Expression expression) {
      Cast cast = (Cast) expression;
      return cast.copy(cast.child(), cast.dataType(), cast.timeZoneId(), EvalMode$.MODULE$.TRY());
    }
  }
}
