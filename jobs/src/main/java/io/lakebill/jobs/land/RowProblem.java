package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.octet_length;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;

/** Why a row cannot be read at all: a reason for machines and a detail for people, as a column. */
final class RowProblem {

  /**
   * No event needs a row of more bytes; what brings rows together keeps several of them in memory.
   */
  static final int MOST_BYTES = 1 << 20;

  /** What to do about ids that are floating-point numbers. */
  static final String EXACT = "send ids as text or whole numbers, so that no digit can be lost";

  private RowProblem() {}

  /** What a column has can be no id, event name or account. */
  static Column unfitForName(String path, String detail) {
    return of("invalid_id", lit("the column '" + path + "' " + detail));
  }

  /** No problem. */
  static Column none() {
    return lit(null).cast("struct<reason: string, detail: string>");
  }

  /** The row is not in the format of its source. */
  static Column malformed(Column detail) {
    return of("malformed_row", detail);
  }

  /** Null unless the row, as text, is too large or is no text. */
  static Column ofText(Column row) {
    return ofText(isOversized(row), Texts.isBroken(row));
  }

  private static Column ofText(Column isOversized, Column isBroken) {
    return when(isOversized, oversized())
        .when(isBroken, of("invalid_encoding", lit("the row has bytes that are not UTF-8")));
  }

  /** The same of a row that consists of several texts, which may be null. */
  static Column ofTexts(List<Column> texts) {
    return ofText(
        texts.stream()
            .map(text -> coalesce(octet_length(text), lit(0)))
            .reduce(lit(0), Column::plus)
            .gt(MOST_BYTES),
        texts.stream().map(Texts::isBroken).reduce(lit(false), Column::or));
  }

  /** Whether a row is longer than any event. */
  static Column isOversized(Column row) {
    return octet_length(row).gt(MOST_BYTES);
  }

  /** The row is longer than any event. */
  static Column oversized() {
    return of("oversized_row", lit("the row has more than " + MOST_BYTES + " bytes"));
  }

  private static Column of(String reason, Column detail) {
    return struct(lit(reason).as("reason"), detail.as("detail"));
  }
}
