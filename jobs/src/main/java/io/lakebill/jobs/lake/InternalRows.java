package io.lakebill.jobs.lake;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Rows as Spark keeps them, for work that is done by hand. */
public final class InternalRows {

  private InternalRows() {}

  /** The rows of a frame; each may change as soon as the next one is asked for. */
  public static JavaRDD<InternalRow> of(Dataset<Row> frame) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) frame).queryExecution().toRdd().toJavaRDD();
  }
}
