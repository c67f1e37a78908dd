package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Profile;
import io.lakebill.schemas.catalog.Rule;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * What a meter asks of an event, as column expressions: event name, structured rules and SQL filter
 * compile to one predicate. A rule about a property that an event lacks does not hold, except
 * {@code not_exists}.
 */
final class EventRules {

  /** The type of quantities; what an event reports is read as one or does not count. */
  static final String QUANTITY = "decimal(38,18)";

  private static final int LONGEST_NUMBER = 100;

  private EventRules() {}

  /** True for the events that count in a profile of a meter, false for the others; never null. */
  static Column matches(Meter meter, Profile profile) {
    Column matches = col("event_name").equalTo(meter.eventName());
    for (Rule rule : profile.where()) {
      matches = matches.and(holds(rule));
    }
    if (profile.filter() != null) {
      matches = matches.and(MeterFilter.column(profile.filter()));
    }
    return functions.coalesce(matches, lit(false));
  }

  /** A property as a quantity; null when it is missing or not a number. */
  static Column quantity(String property) {
    return number(property(property));
  }

  /**
   * Text as a quantity: digits with sign, point and exponent, rounded at 18 decimals. Null for any
   * other text, for numbers without room in a quantity, and for those written in more than a
   * hundred characters or with an exponent of more than four digits, which take minutes to read.
   */
  static Column number(Column text) {
    Column written = trim(text);
    Column hasShortExponent =
        functions
            .not(written.contains("e-").or(written.contains("E-")))
            .or(written.rlike("[eE]-[0-9]{1,4}$"));
    return when(functions.length(written).leq(LONGEST_NUMBER).and(hasShortExponent), written)
        .try_cast(QUANTITY);
  }

  /** A property by its name or, where there is none of that name, by its path with dots. */
  static Column property(String nameOrPath) {
    Column named = property(List.of(nameOrPath));
    return nameOrPath.contains(".")
        ? functions.coalesce(named, property(List.of(nameOrPath.split("\\.", -1))))
        : named;
  }

  private static Column property(List<String> path) {
    Column top = col("properties").getItem(path.get(0));
    if (path.size() == 1) {
      return top;
    }
    String below =
        path.stream()
            .skip(1)
            .map(name -> "['" + name + "']")
            .collect(Collectors.joining("", "$", ""));
    return get_json_object(top, below);
  }

  private static Column holds(Rule rule) {
    Column value = property(rule.property());
    Object[] values = rule.value().toArray();
    return switch (rule.operator()) {
      case EQ, IN -> value.isin(values);
      case NE, NOT_IN -> functions.not(value.isin(values));
      case GT -> number(value).gt(limit(rule));
      case GTE -> number(value).geq(limit(rule));
      case LT -> number(value).lt(limit(rule));
      case LTE -> number(value).leq(limit(rule));
      case EXISTS -> value.isNotNull();
      case NOT_EXISTS -> value.isNull();
      case CONTAINS -> any(rule, value::contains);
      case STARTS_WITH -> any(rule, value::startsWith);
    };
  }

  private static Column limit(Rule rule) {
    return lit(rule.value().get(0)).cast(QUANTITY);
  }

  private static Column any(Rule rule, Function<String, Column> test) {
    return rule.value().stream().map(test).reduce(lit(false), Column::or);
  }
}
