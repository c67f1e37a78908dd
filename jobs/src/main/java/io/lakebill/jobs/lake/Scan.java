package io.lakebill.jobs.lake;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rows of a frame without a copy of each: where it is nothing but columns of files, they are
 * views into the batches that were read.
 *
 * @param plan what makes the rows, or the batches
 * @param atHand the rows themselves, if there are few of them
 */
public record Scan(SparkPlan plan, Optional<List<InternalRow>> atHand) {

  /** The frame's rows, in whatever order of columns is cheapest; {@link #columns} tells it. */
  public static Scan of(Dataset<Row> frame) {
    SparkPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) frame).queryExecution().executedPlan();
    SparkPlan below = plan;
    while (addsNothing(below)) {
      below = below.children().head();
    }
    return new Scan(below.supportsColumnar() ? below : plan, SmallFrames.rows(frame));
  }

  private static boolean addsNothing(SparkPlan plan) {
    if (plan instanceof ProjectExec project) {
      return CollectionConverters.asJava(project.projectList()).stream()
          .allMatch(Attribute.class::isInstance);
    }
    return plan instanceof WholeStageCodegenExec
        || plan instanceof InputAdapter
        || plan instanceof ColumnarToRowExec;
  }

  /** The names of the columns. */
  public List<String> columns() {
    return CollectionConverters.asJava(plan.output()).stream().map(Attribute::name).toList();
  }

  /** The rows; each is of use until the next. */
  public JavaRDD<InternalRow> rows() {
    return plan.supportsColumnar()
        ? plan.executeColumnar().toJavaRDD().mapPartitions(Batches::new)
        : plan.execute().toJavaRDD();
  }

  /** The rows of batches. */
  private static final class Batches implements Iterator<InternalRow> {
    private final Iterator<ColumnarBatch> batches;
    private Iterator<InternalRow> rows = Arrays.<InternalRow>asList().iterator();

    Batches(Iterator<ColumnarBatch> batches) {
      this.batches = batches;
    }

    @Override
    public boolean hasNext() {
      while (!rows.hasNext() && batches.hasNext()) {
        rows = batches.next().rowIterator();
      }
      return rows.hasNext();
    }

    @Override
    public InternalRow next() {
      return rows.next();
    }
  }
}
