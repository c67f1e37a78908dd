package io.lakebill.jobs.meter.expression;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAlias;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A user's own aggregation: a number made of aggregates over the columns of events, or {@code
 * SELECT number FROM events WHERE condition}.
 *
 * @param condition which of a profile's events it looks at; all unless it is a SELECT with WHERE
 * @param arguments what its aggregates want of an event, each null where it has nothing usable
 * @param isUsable true where an event has all of it
 * @param quantity the number, made of aggregates over the named arguments
 * @param isTooLarge true where there are values, but a sum of them has no room in a quantity
 */
public record SqlAggregate(
    Optional<Column> condition,
    List<Column> arguments,
    Column isUsable,
    Column quantity,
    Column isTooLarge) {

  private static final String SHAPE = "SELECT number FROM events [WHERE condition]";

  /** The fault of an aggregation, as a sentence; empty when it may be used. */
  public static Optional<String> fault(String sql) {
    try {
      SqlAggregate aggregate = of(sql, number -> "argument_" + number);
      aggregate.condition().ifPresent(EmptyEvents::requireCondition);
      aggregate.arguments().forEach(EmptyEvents::requireValue);
      return Optional.empty();
    } catch (SqlFault fault) {
      return Optional.of(fault.getMessage());
    }
  }

  /**
   * Translates an aggregation.
   *
   * @param names what the columns of its arguments will be called
   * @throws SqlFault if it may not be used
   */
  public static SqlAggregate of(String sql, IntFunction<String> names) {
    SqlText text = new SqlText(sql);
    Query query =
        text.isQuery() ? Query.of(text.query()) : new Query(text.expression(), Optional.empty());
    SqlAggregates aggregates = new SqlAggregates(names);
    Typed number = new SqlTranslator(aggregates).translate(query.number());
    if (aggregates.arguments().isEmpty()) {
      throw new SqlFault(query.number(), "there is no aggregate in it, such as sum or count");
    }
    return new SqlAggregate(
        query.condition().map(condition -> MeterFilter.column(condition)),
        aggregates.arguments(),
        aggregates.isUsable(),
        number.as(Kind.NUMBER).column(),
        aggregates.isTooLarge());
  }

  /** The parts of a SELECT. */
  private record Query(Expression number, Optional<Expression> condition) {

    static Query of(LogicalPlan plan) {
      if (!(plan instanceof Project project) || project.projectList().size() != 1) {
        throw new SqlFault("only this shape is allowed: " + SHAPE);
      }
      LogicalPlan from = project.child();
      Optional<Expression> condition = Optional.empty();
      if (from instanceof Filter filter) {
        condition = Optional.of(filter.condition());
        from = filter.child();
      }
      if (!(from instanceof UnresolvedRelation relation)
          || !relation.name().equalsIgnoreCase("events")) {
        throw new SqlFault("only this shape is allowed: " + SHAPE);
      }
      NamedExpression selected = CollectionConverters.asJava(project.projectList()).get(0);
      Expression number = (Expression) selected;
      if (selected instanceof UnresolvedAlias unnamed) {
        number = unnamed.child();
      } else if (selected instanceof Alias named) {
        number = named.child();
      }
      SqlText.requireShallow(number, 1);
      condition.ifPresent(where -> SqlText.requireShallow(where, 1));
      return new Query(number, condition);
    }
  }
}
