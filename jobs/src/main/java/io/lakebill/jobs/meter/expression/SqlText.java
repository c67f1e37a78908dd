package io.lakebill.jobs.meter.expression;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.analysis.UnresolvedExtractValue;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A user's SQL as it is written, and the reading of it by Spark's parser, which only makes a tree:
 * no name in it is looked up. Long and deeply nested texts are refused before they cost anything.
 */
record SqlText(String text) {

  private static final int LONGEST = 4096;

  private static final int DEEPEST = 50;

  private static final Pattern SQL_POSITION = Pattern.compile("\\(line (\\d+), pos (\\d+)\\)");

  /** Parses an expression. */
  Expression expression() {
    Expression parsed = parse(CatalystSqlParser$.MODULE$::parseExpression);
    requireShallow(parsed, 1);
    return parsed;
  }

  /** Whether it is a query, to be parsed as one. */
  boolean isQuery() {
    return text.strip().toLowerCase(Locale.ROOT).matches("(?s)select\\b.*");
  }

  /** Parses a query. */
  LogicalPlan query() {
    return parse(CatalystSqlParser$.MODULE$::parsePlan);
  }

  /** The names of the properties that it looks into, whether or not it may be used. */
  Set<String> properties() {
    Set<String> names = new TreeSet<>();
    if (isQuery()) {
      collect(query(), names);
    } else {
      collect(expression(), names);
    }
    return names;
  }

  private static void collect(LogicalPlan plan, Set<String> names) {
    CollectionConverters.asJava(plan.expressions()).forEach(part -> collect(part, names));
    CollectionConverters.asJava(plan.children()).forEach(child -> collect(child, names));
  }

  private static void collect(Expression part, Set<String> names) {
    if (part instanceof UnresolvedExtractValue extract
        && extract.extraction() instanceof Literal name) {
      names.add(name.toString());
    }
    CollectionConverters.asJava(part.children()).forEach(child -> collect(child, names));
  }

  /** Refuses a tree that nests deeper than anybody reads. */
  static void requireShallow(Expression part, int depth) {
    if (depth > DEEPEST) {
      throw new SqlFault("it is nested more than " + DEEPEST + " deep");
    }
    CollectionConverters.asJava(part.children()).forEach(child -> requireShallow(child, depth + 1));
  }

  private <T> T parse(Function<String, T> parser) {
    if (text.length() > LONGEST) {
      throw new SqlFault("it has more than " + LONGEST + " characters");
    }
    if (brackets() > DEEPEST) {
      throw new SqlFault("it is nested more than " + DEEPEST + " deep");
    }
    try {
      return parser.apply(text);
    } catch (StackOverflowError tooDeep) {
      throw new SqlFault("it is nested more than " + DEEPEST + " deep");
    } catch (Exception unreadable) {
      // Scala does not declare the exceptions that it throws.
      throw new SqlFault(place(unreadable.getMessage()) + reason(unreadable.getMessage()));
    }
  }

  /** How deep brackets nest, those in quotes aside. */
  private int brackets() {
    int depth = 0;
    int deepest = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == '(' || c == '[') {
        deepest = Math.max(deepest, ++depth);
      } else if (c == ')' || c == ']') {
        depth--;
      }
    }
    return deepest;
  }

  private String place(String message) {
    Matcher position = SQL_POSITION.matcher(message);
    if (!position.find()) {
      return "";
    }
    int line = Integer.parseInt(position.group(1));
    int before = text.lines().limit(line - 1L).mapToInt(previous -> previous.length() + 1).sum();
    return "character " + (before + Integer.parseInt(position.group(2)) + 1) + ": ";
  }

  private static String reason(String message) {
    String first = message.strip().lines().findFirst().orElse("");
    return "it cannot be read as SQL: "
        + first
            .replaceFirst("^\\[[A-Z_.]+] ", "")
            .replaceFirst("\\.? ?SQLSTATE.*$", "")
            .replaceFirst(" ?\\(line.*$", "");
  }
}
