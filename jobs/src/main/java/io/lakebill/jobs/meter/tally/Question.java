package io.lakebill.jobs.meter.tally;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BasePredicate;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Predicate;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** What a tally asks of each event of a name, ready to be asked. */
final class Question {

  /** Of events of which nothing is asked. */
  static final Question NONE = new Question(new Reading.OfName(List.of(), List.of(), List.of()));

  private static final int NO_COLUMN = -1;

  /** Null where a condition always holds. */
  private final BasePredicate[] conditions;

  private final Expression[] texts;
  private final int[] columns;
  private final Expression[] dimensionValues;
  private final JoinedRow withZone = new JoinedRow();

  Question(Reading.OfName asked) {
    conditions = asked.conditions().stream().map(Question::compiled).toArray(BasePredicate[]::new);
    texts = asked.texts().toArray(Expression[]::new);
    columns = asked.texts().stream().mapToInt(Question::column).toArray();
    dimensionValues = asked.dimensionValues().toArray(Expression[]::new);
  }

  private static BasePredicate compiled(Expression condition) {
    return condition.equals(Literal.TrueLiteral()) ? null : Predicate.create(condition);
  }

  private static int column(Expression text) {
    return text instanceof BoundReference bound ? bound.ordinal() : NO_COLUMN;
  }

  boolean holds(int condition, InternalRow row) {
    BasePredicate predicate = conditions[condition];
    return predicate == null || predicate.eval(row);
  }

  UTF8String text(InternalRow row, int position) {
    int column = columns[position];
    if (column == NO_COLUMN) {
      return (UTF8String) texts[position].eval(row);
    }
    return row.isNullAt(column) ? null : row.getUTF8String(column);
  }

  /** What usage is split by, with texts of the row's own; null when it is not split. */
  ArrayData dimensionValues(InternalRow row, Stretch stretch) {
    if (dimensionValues.length == 0) {
      return null;
    }
    withZone.apply(row, new GenericInternalRow(new Object[] {stretch.zone()}));
    Object[] values = new Object[dimensionValues.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = dimensionValues[i].eval(withZone);
    }
    return new GenericArrayData(values);
  }
}
