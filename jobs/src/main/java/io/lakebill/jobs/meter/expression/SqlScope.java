package io.lakebill.jobs.meter.expression;

import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** What a part of a user's SQL can see: the columns of an event, or aggregates over events. */
interface SqlScope {

  /** A column of events by its name. */
  Typed column(Expression at, String name);

  /** A property of an event. */
  Typed property(Expression at, String name);

  /** A function that is an aggregate; empty for any other. */
  Optional<Typed> aggregate(UnresolvedFunction function, String name);
}
