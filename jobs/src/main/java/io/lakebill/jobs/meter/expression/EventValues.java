package io.lakebill.jobs.meter.expression;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/** What an event says: properties as text, and text as numbers. */
public final class EventValues {

  private static final int LONGEST_NUMBER = 100;

  private EventValues() {}

  /** A property by its name or, where there is none of that name, by its path with dots. */
  public static Column property(String nameOrPath) {
    Column named = property(List.of(nameOrPath));
    return nameOrPath.contains(".")
        ? coalesce(named, property(List.of(nameOrPath.split("\\.", -1))))
        : named;
  }

  /** A property by its path, outermost name first. */
  public static Column property(List<String> path) {
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

  /** A property as a quantity; null when it is missing or not a number. */
  public static Column quantity(String property) {
    return number(property(property));
  }

  /**
   * Text as a quantity: digits with sign, point and exponent, rounded at 18 decimals. Null for any
   * other text, for numbers without room in a quantity, and for those written in more than a
   * hundred characters or with an exponent of more than four digits, which take minutes to read.
   */
  public static Column number(Column text) {
    Column hasShortExponent =
        not(text.contains("e-").or(text.contains("E-"))).or(text.rlike("[eE]-[0-9]{1,4}\\s*$"));
    return when(length(text).leq(LONGEST_NUMBER).and(hasShortExponent), trim(text))
        .try_cast(ExactNumber.TYPE);
  }
}
