package io.lakebill.jobs.meter.expression;

import static org.apache.spark.sql.functions.lit;

import io.lakebill.schemas.catalog.Profile;
import io.lakebill.schemas.catalog.Rule;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * What a meter asks of an event, as column expressions: structured rules and SQL filter compile to
 * one predicate. A rule about a property that an event lacks does not hold, except {@code
 * not_exists}.
 */
public final class EventRules {

  private EventRules() {}

  /** True for those events of a meter's name that count in a profile; never null. */
  public static Column matches(Profile profile) {
    Column matches = lit(true);
    for (Rule rule : profile.where()) {
      matches = matches.and(holds(rule));
    }
    if (profile.filter() != null) {
      matches = matches.and(MeterFilter.column(profile.filter()));
    }
    return functions.coalesce(matches, lit(false));
  }

  private static Column holds(Rule rule) {
    Column value = EventValues.property(rule.property());
    Object[] values = rule.value().toArray();
    return switch (rule.operator()) {
      case EQ, IN -> value.isin(values);
      case NE, NOT_IN -> functions.not(value.isin(values));
      case GT -> EventValues.number(value).gt(limit(rule));
      case GTE -> EventValues.number(value).geq(limit(rule));
      case LT -> EventValues.number(value).lt(limit(rule));
      case LTE -> EventValues.number(value).leq(limit(rule));
      case EXISTS -> value.isNotNull();
      case NOT_EXISTS -> value.isNull();
      case CONTAINS -> any(rule, value::contains);
      case STARTS_WITH -> any(rule, value::startsWith);
    };
  }

  private static Column limit(Rule rule) {
    return lit(rule.value().get(0)).cast(ExactNumber.TYPE);
  }

  private static Column any(Rule rule, Function<String, Column> test) {
    return rule.value().stream().map(test).reduce(lit(false), Column::or);
  }
}
