package io.lakebill.jobs.lake;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.catalyst.InternalRow;

/** Rows as Spark keeps them, for work that is done by hand. */
public final class InternalRows {

  private static final String INLINED = "spark.sql.optimizer.collapseProjectAlwaysInline";

  private InternalRows() {}

  /** The rows of a frame; each may change as soon as the next one is asked for. */
  public static JavaRDD<InternalRow> of(Dataset<Row> frame) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) frame).queryExecution().toRdd().toJavaRDD();
  }

  /**
   * The same rows, each made in one go: a column that others are made of is not kept between steps,
   * but made where it is asked for, and once per row where several ask. Spark keeps it otherwise,
   * and with it a copy of the whole row per step when the code of all steps is more than one method
   * holds.
   */
  public static JavaRDD<InternalRow> inOneGo(Dataset<Row> frame) {
    RuntimeConfig settings = frame.sparkSession().conf();
    settings.set(INLINED, true);
    try {
      return of(frame);
    } finally {
      settings.unset(INLINED);
    }
  }
}
