package io.lakebill.jobs.lake;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Rows as Spark keeps them, for work that is done by hand. */
public final class InternalRows {

  private static final Map<String, String> ONE_STEP =
      Map.of(
          "spark.sql.optimizer.collapseProjectAlwaysInline", "true",
          "spark.sql.codegen.wholeStage", "false");

  private InternalRows() {}

  /** The rows of a frame; each may change as soon as the next one is asked for. */
  public static JavaRDD<InternalRow> of(Dataset<Row> frame) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) frame).queryExecution().toRdd().toJavaRDD();
  }

  /** A frame of rows that somebody makes by hand. */
  public static Dataset<Row> frame(
      SparkSession spark, JavaRDD<InternalRow> rows, StructType columns) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows.rdd(), columns, false);
  }

  /**
   * The same rows, for a query of many steps whose code is more than one method can hold. Spark
   * would keep a copy of the whole row at every step; here a column that others are made of is made
   * where it is asked for, once per row where several ask, and a row is copied once.
   */
  public static JavaRDD<InternalRow> inOneStep(Dataset<Row> frame) {
    RuntimeConfig settings = frame.sparkSession().conf();
    Map<String, String> before = new TreeMap<>();
    ONE_STEP.forEach(
        (name, value) -> {
          before.put(name, settings.get(name));
          settings.set(name, value);
        });
    try {
      return of(frame);
    } finally {
      before.forEach(settings::set);
    }
  }
}
