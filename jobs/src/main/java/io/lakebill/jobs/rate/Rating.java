package io.lakebill.jobs.rate;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.contract.Adjustments;
import io.lakebill.jobs.lake.FrameTask;
import io.lakebill.jobs.lake.InternalRows;
import io.lakebill.jobs.lake.SmallFrames;
import io.lakebill.jobs.run.Staging;
import io.lakebill.schemas.catalog.Catalog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Rates billing periods: brings them and their usage together by subscription, and goes through
 * both by hand. As a query it took as long to make lists of usage, and rows of Spark's out of
 * charges, as pricing does.
 */
final class Rating {

  /** What is billed ahead, and caps of several periods, go from a subscription's first on. */
  private static final Column[] ORDER = {col("subscription_id"), col("period_start")};

  private final Dataset<Row> periods;
  private final Dataset<Row> usage;
  private final Catalog catalog;
  private final Adjustments adjustments;
  private final LocalDate night;
  private final StructType columns;
  private final int tasks;

  /**
   * @param periods the ends that are open, in columns named as in {@code unrated_periods}
   * @param usage the quantities of these periods, as in {@code usage}
   * @param adjustments of all subscriptions
   * @param night as of which they are charged
   * @param columns those of {@code charges}
   * @param tasks that share the subscriptions, unless there are few
   */
  Rating(
      Dataset<Row> periods,
      Dataset<Row> usage,
      Catalog catalog,
      Adjustments adjustments,
      LocalDate night,
      StructType columns,
      int tasks) {
    this.periods = named(periods, OpenPeriod.COLUMNS);
    this.usage = named(usage, UsageCells.COLUMNS);
    this.catalog = catalog;
    this.adjustments = adjustments;
    this.night = night;
    this.columns = columns;
    this.tasks = tasks;
  }

  /** One row per charge of each open period. */
  Dataset<Row> charges() {
    SparkSession spark = ((org.apache.spark.sql.classic.Dataset<Row>) periods).sparkSession();
    Optional<RatingTask> only = atHand();
    if (only.isPresent()) {
      List<InternalRow> few = new ArrayList<>();
      only.get().charges().forEachRemaining(row -> few.add(row.copy()));
      return SmallFrames.frame(spark, few, columns);
    }
    JavaRDD<InternalRow> rows = shares().flatMap(RatingTask::charges);
    return spark.internalCreateDataFrame(rows.rdd(), columns, false);
  }

  /**
   * Stages them under a name, and under another what of these periods was billed in advance
   * otherwise than it would be, in the columns of {@code billing_issues}.
   */
  void stage(Staging staging, String name, String differences, StructType issues) {
    Map<String, StructType> frames = Map.of(name, columns, differences, issues);
    FrameTask<RatingTask> rate =
        (task, rows) -> {
          Iterator<InternalRow> charges = task.charges();
          long number = 0;
          while (charges.hasNext()) {
            rows.add(name, charges.next());
            number++;
          }
          task.differences().forEach(row -> rows.add(differences, row));
          return number;
        };
    atHand()
        .ifPresentOrElse(
            only -> staging.writeHere(frames, only, rate),
            () -> staging.write(frames, shares(), rate));
  }

  /** All of it as one task, where all rows are at hand. */
  private Optional<RatingTask> atHand() {
    return SmallFrames.rows(periods.sort(ORDER))
        .flatMap(
            few ->
                SmallFrames.rows(usage)
                    .map(
                        theirs ->
                            new RatingTask(
                                catalog, adjustments, night, few.iterator(), theirs.iterator())));
  }

  private JavaRDD<RatingTask> shares() {
    // What is sent to tasks is these, not all of this.
    Catalog sentCatalog = catalog;
    Adjustments sentAdjustments = adjustments;
    LocalDate sentNight = night;
    Dataset<Row> inOrder =
        periods.repartition(tasks, col("subscription_id")).sortWithinPartitions(ORDER);
    return InternalRows.of(inOrder)
        .zipPartitions(
            InternalRows.of(usage.repartition(tasks, col("subscription_id"))),
            (open, theirs) ->
                List.of(new RatingTask(sentCatalog, sentAdjustments, sentNight, open, theirs))
                    .iterator());
  }

  private static Dataset<Row> named(Dataset<Row> all, List<String> columns) {
    return all.select(columns.stream().map(name -> col(name)).toArray(Column[]::new));
  }
}
