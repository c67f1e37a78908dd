package io.lakebill.jobs.meter.expression;

import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.trees.Origin;

/** What is wrong with a user's SQL, and where; the message says what is allowed instead. */
public final class SqlFault extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** A fault of the whole text. */
  SqlFault(String message) {
    super(message);
  }

  /** A fault of a part of it. */
  SqlFault(Expression at, String message) {
    super(place(at.origin()) + message);
  }

  private static String place(Origin origin) {
    return origin.startIndex().isDefined()
        ? "character " + ((Integer) origin.startIndex().get() + 1) + ": "
        : "";
  }
}
