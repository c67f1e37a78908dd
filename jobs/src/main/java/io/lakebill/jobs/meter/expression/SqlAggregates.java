package io.lakebill.jobs.meter.expression;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The aggregates of a user's SQL. What each wants of an event is a column of its own, so that they
 * stand beside other meters' in one scan; here the columns are collected, and the aggregates made
 * over them by name.
 */
final class SqlAggregates implements SqlScope {

  /** Their names. */
  static final Set<String> NAMES = Set.of("avg", "count", "count_if", "max", "min", "sum");

  private static final String LISTED = String.join(", ", NAMES.stream().sorted().toList());

  private final SqlTranslator ofEvent = new SqlTranslator(new EventScope());
  private final IntFunction<String> names;
  private final List<Column> arguments = new ArrayList<>();
  private final List<Column> usable = new ArrayList<>();
  private final List<Column> tooLarge = new ArrayList<>();

  /**
   * Collects nothing yet.
   *
   * @param names what the columns of arguments are called
   */
  SqlAggregates(IntFunction<String> names) {
    this.names = names;
  }

  /** What the aggregates want of an event, in the order of the names. */
  List<Column> arguments() {
    return List.copyOf(arguments);
  }

  /** True where an event has all that the aggregates want of it. */
  Column isUsable() {
    return usable.stream().reduce(lit(true), Column::and);
  }

  /** True where there are values, but a sum of them has no room in a quantity. */
  Column isTooLarge() {
    return tooLarge.stream().reduce(lit(false), Column::or);
  }

  @Override
  public Typed column(Expression at, String name) {
    throw outside(at, name);
  }

  @Override
  public Typed property(Expression at, String name) {
    throw outside(at, "properties['" + name + "']");
  }

  @Override
  public Optional<Typed> aggregate(UnresolvedFunction function, String name) {
    if (!NAMES.contains(name)) {
      if (SqlFunctions.named(name).isEmpty()) {
        throw new SqlFault(
            function,
            "the function %s is not allowed; allowed are the aggregates %s and %s"
                .formatted(name, LISTED, SqlFunctions.names()));
      }
      return Optional.empty();
    }
    boolean isDistinct = function.isDistinct();
    if ((isDistinct && !name.equals("count")) || function.ignoreNulls().isDefined()) {
      throw new SqlFault(function, name + " takes no DISTINCT and no IGNORE NULLS");
    }
    List<Expression> given = CollectionConverters.asJava(function.arguments());
    if (given.size() != 1) {
      throw new SqlFault(function, name + " takes one argument");
    }
    Typed argument = ofEvent.translate(given.get(0));
    return Optional.of(
        new Typed(
            switch (name) {
              case "count" -> isDistinct ? distinct(function, argument) : count(function, argument);
              case "count_if" ->
                  count_if(argument(function, argument.as(Kind.BOOLEAN))).cast(ExactNumber.TYPE);
              case "sum" -> sum(argument(function, argument.as(Kind.NUMBER)));
              case "avg" -> average(argument(function, argument.as(Kind.NUMBER)));
              case "min" -> min(argument(function, argument.as(Kind.NUMBER)));
              default -> max(argument(function, argument.as(Kind.NUMBER)));
            },
            Kind.NUMBER,
            function));
  }

  private Column count(UnresolvedFunction function, Typed argument) {
    return functions.count(argument(function, argument)).cast(ExactNumber.TYPE);
  }

  private Column distinct(UnresolvedFunction function, Typed argument) {
    return count_distinct(argument(function, argument)).cast(ExactNumber.TYPE);
  }

  private Column sum(Column values) {
    Column sum = ExactSum.of(values);
    tooLarge.add(sum.isNull().and(functions.count(values).gt(0)));
    return sum;
  }

  private Column average(Column values) {
    return ExactNumber.average(sum(values), functions.count(values));
  }

  /** Adds a column for what an aggregate wants of an event, and gives back its name. */
  private Column argument(UnresolvedFunction function, Typed argument) {
    usable.add(argument.column().isNotNull());
    arguments.add(
        function.filter().isDefined()
            ? when(ofEvent.translate(function.filter().get(), Kind.BOOLEAN), argument.column())
            : argument.column());
    return col(names.apply(arguments.size() - 1));
  }

  private static SqlFault outside(Expression at, String name) {
    return new SqlFault(
        at, "%s stands outside of an aggregate; put it into one of %s".formatted(name, LISTED));
  }
}
