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

  /** So much is kept of a row that has more; of its text a person sees less. */
  static final int KEPT_BYTES = 1 << 18;

  /** The row is longer than any event. */
  static final String OVERSIZED = "the row has more than " + MOST_BYTES + " bytes";

  /** The row is no text. */
  static final String BROKEN = "the row has bytes that are not UTF-8";

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

  /**
   * Null unless a row that consists of several texts, which may be null, is too large or no text.
   */
  static Column ofTexts(List<Column> texts) {
    Column size =
        texts.stream()
            .map(text -> coalesce(octet_length(text), lit(0)))
            .reduce(lit(0), Column::plus);
    return when(size.gt(MOST_BYTES), of("oversized_row", lit(OVERSIZED)))
        .when(
            texts.stream().map(Texts::isBroken).reduce(lit(false), Column::or),
            of("invalid_encoding", lit(BROKEN)));
  }

  private static Column of(String reason, Column detail) {
    return struct(lit(reason).as("reason"), detail.as("detail"));
  }
}
