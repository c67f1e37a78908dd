package io.lakebill.jobs.meter.tally;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * How the events of a frame are read. Its expressions are bound to the frame's columns; after these
 * comes the time zone of who pays.
 *
 * @param columns how many columns the frame has
 * @param byName what is asked of the events of each name that some meter counts
 */
public record Reading(Layout layout, int columns, Map<String, OfName> byName)
    implements Serializable {

  /**
   * What is asked of an event.
   *
   * @param conditions of the meters of its name, in their order
   * @param texts what they read
   * @param dimensionValues what usage is split by
   */
  public record OfName(
      List<Expression> conditions, List<Expression> texts, List<Expression> dimensionValues)
      implements Serializable {}
}
