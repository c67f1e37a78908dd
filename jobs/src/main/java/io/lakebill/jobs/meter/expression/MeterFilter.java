package io.lakebill.jobs.meter.expression;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * A user's SQL predicate over the columns of {@code events}: it compares columns and properties
 * with each other and with literals, through a short list of functions.
 */
public final class MeterFilter {

  private MeterFilter() {}

  /** The fault of a filter, as a sentence; empty when it may be used. */
  public static Optional<String> fault(String filter) {
    try {
      EmptyEvents.requireCondition(column(filter));
      return Optional.empty();
    } catch (SqlFault fault) {
      return Optional.of(fault.getMessage());
    }
  }

  /**
   * The filter as a column.
   *
   * @throws SqlFault if it may not be used
   */
  public static Column column(String filter) {
    return column(new SqlText(filter).expression());
  }

  static Column column(Expression filter) {
    Typed translated = new SqlTranslator(new EventScope()).translate(filter);
    if (translated.kind() != Kind.BOOLEAN) {
      throw new SqlFault(
          filter, "a filter is true or false, but this is " + translated.kind().words());
    }
    return translated.column();
  }
}
