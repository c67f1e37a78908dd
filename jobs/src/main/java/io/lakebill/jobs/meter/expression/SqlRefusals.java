package io.lakebill.jobs.meter.expression;

import static java.util.Map.entry;

import java.util.Map;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;

/** Says what of SQL is refused, in the words of who wrote it. */
final class SqlRefusals {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          entry("InSubquery", "a subquery is not allowed"),
          entry("LambdaFunction", "a lambda is not allowed"),
          entry("UnresolvedStar", "* is not allowed"),
          entry("NamedParameter", "a parameter is not allowed"),
          entry("PosParameter", "a parameter is not allowed"),
          entry("WindowExpression", "a window (OVER) is not allowed"),
          entry("ExpressionWithUnresolvedIdentifier", "IDENTIFIER is not allowed"),
          entry("RLike", "a regular expression can hang a night and is not allowed"),
          entry("ILike", "ILIKE is not allowed, lower(text) LIKE 'pattern' is"),
          entry("Substring", "FROM is not allowed here, substring(text, start, length) is"),
          entry("StringTrim", "FROM is not allowed here, trim(text) is"),
          entry("Literal", "a literal that is no text, number, date or time is not allowed"),
          entry("AggregateExpression", "this aggregate is not allowed"));

  private static final String INSTEAD =
      "; allowed are comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, CASE, CAST, + - * / %"
          + " and functions";

  private SqlRefusals() {}

  /** A part that is no part of a user's SQL. */
  static SqlFault of(Expression part) {
    if (part instanceof Alias alias) {
      return new SqlFault(
          part,
          "'%s' at the end is read as a name; something is missing after it, or too much"
              .formatted(alias.name()));
    }
    if (part instanceof SubqueryExpression) {
      return new SqlFault(part, "a subquery is not allowed" + INSTEAD);
    }
    String name = part.getClass().getSimpleName();
    return new SqlFault(
        part, WORDS.getOrDefault(name, "this (" + name + ") is not allowed") + INSTEAD);
  }

  /** A function that is not one of a user's SQL. */
  static SqlFault ofFunction(Expression at, String name) {
    return new SqlFault(
        at, "the function %s is not allowed; allowed are %s".formatted(name, SqlFunctions.names()));
  }

  /** Refuses what only aggregates take. */
  static void requirePlain(UnresolvedFunction function, String name) {
    if (function.isDistinct()
        || function.filter().isDefined()
        || function.ignoreNulls().isDefined()) {
      throw new SqlFault(function, name + " takes no DISTINCT, FILTER or IGNORE NULLS");
    }
  }
}
