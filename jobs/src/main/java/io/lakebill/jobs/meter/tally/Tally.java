package io.lakebill.jobs.meter.tally;

import io.lakebill.jobs.lake.InternalRows;
import io.lakebill.jobs.lake.Scan;
import io.lakebill.jobs.lake.SmallFrames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Groups the events of each partition and adds them up. Rows of the same group from different
 * partitions, and from one that had more groups than it keeps at a time, are folded by whoever
 * reads them.
 */
public final class Tally {

  /** What a group comes to for one meter. */
  public static final StructType PART =
      StructType.fromDDL(
          """
          meter_id STRING, sees_history BOOLEAN, dimensions ARRAY<STRING>,
          dimension_values ARRAY<STRING>, events BIGINT, usable_events BIGINT,
          total DECIMAL(38, 18), is_too_large BOOLEAN, minimum DECIMAL(38, 18),
          maximum DECIMAL(38, 18),
          last STRUCT<event_time: TIMESTAMP, event_id: STRING, source: STRING,
            value: DECIMAL(38, 18)>,
          texts ARRAY<STRING>
          """);

  /**
   * One row per group; {@code events} counts all of them, {@code parts} are what meters count, and
   * {@code was_priced} says of what was billed whether the name had a price then; null elsewhere.
   */
  public static final StructType SCHEMA =
      StructType.fromDDL(
          """
          account_id STRING, subscription_id STRING, plan_id STRING, period_start DATE,
          is_billed BOOLEAN, is_late BOOLEAN, is_shared BOOLEAN, event_name STRING,
          is_counted BOOLEAN, events BIGINT, parts ARRAY<%s>, was_priced BOOLEAN
          """
              .formatted(PART.sql()));

  /** The columns of routes that a tally reads. */
  public static final List<String> ROUTE = List.of(RouteTable.SCHEMA.fieldNames());

  private Tally() {}

  /** Some of the events. */
  public record Input(Scan scan, Reading reading) {

    JavaRDD<Part> parts(Reading how) {
      return scan.rows().mapPartitions(rows -> List.of(new Part(how, rows)).iterator());
    }
  }

  /** Rows that are read in the same way. It stays in the task that made it. */
  record Part(Reading reading, Iterator<InternalRow> rows) {}

  /** What a task knows of who pays; it numbers subscriptions in its own way. */
  private interface Routers extends Serializable {
    Function<Reading, Router> ofTask();
  }

  /** Routes that every process has got, for as many tallies as want them. */
  public static final class Sent {
    private final SparkSession spark;
    private final Broadcast<SentRoutes> routes;

    private Sent(SparkSession spark, Broadcast<SentRoutes> routes) {
      this.spark = spark;
      this.routes = routes;
    }
  }

  /**
   * Sends routes to every process.
   *
   * @param routes in the columns {@link #ROUTE}
   */
  public static Sent send(Dataset<Row> routes) {
    SparkSession spark = ((org.apache.spark.sql.classic.Dataset<Row>) routes).sparkSession();
    return new Sent(
        spark,
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(SentRoutes.of(routes)));
  }

  /**
   * Tallies events by routes that every process has got. Each core goes through its share of the
   * events in one piece: a payer's events are spread over many files, and would be a group of their
   * own in each.
   */
  public static Dataset<Row> of(List<Input> inputs, Sent sent, TallyPlan plan) {
    Broadcast<SentRoutes> routes = sent.routes;
    return tallied(
        sent.spark,
        inputs,
        plan,
        () -> reading -> routes.value().table().router(reading.layout().subject()));
  }

  /** Tallies rows that say themselves who pays, in the columns of routes. */
  public static Dataset<Row> ofRouted(Dataset<Row> routed, Input input, TallyPlan plan) {
    List<String> columns = input.scan().columns();
    return tallied(
        ((org.apache.spark.sql.classic.Dataset<Row>) routed).sparkSession(),
        List.of(input),
        plan,
        () -> {
          Router one = new RoutedRows(columns);
          return reading -> one;
        });
  }

  /**
   * Tallies events where there are too many routes to send them to every task: both are brought
   * together by subject.
   */
  public static Dataset<Row> apart(
      Dataset<Row> events, Reading reading, Dataset<Row> routes, TallyPlan plan) {
    SparkSession spark = ((org.apache.spark.sql.classic.Dataset<Row>) routes).sparkSession();
    int parts = spark.sessionState().conf().numShufflePartitions();
    JavaRDD<InternalRow> groups =
        InternalRows.of(events.repartition(parts, functions.col("subject")))
            .zipPartitions(
                InternalRows.of(routes.repartition(parts, functions.col("subject"))),
                (some, theirs) -> {
                  Router router = RouteTable.of(theirs).router(reading.layout().subject());
                  return new TallyTask(
                      plan, List.of(new Part(reading, some)).iterator(), any -> router);
                });
    return spark.internalCreateDataFrame(groups.rdd(), SCHEMA, false);
  }

  private static Dataset<Row> tallied(
      SparkSession spark, List<Input> inputs, TallyPlan plan, Routers routers) {
    if (inputs.stream().allMatch(input -> input.scan().atHand().isPresent())) {
      Iterator<Part> parts =
          inputs.stream()
              .map(input -> new Part(input.reading(), input.scan().atHand().get().iterator()))
              .iterator();
      List<InternalRow> groups = new ArrayList<>();
      new TallyTask(plan, parts, routers.ofTask()).forEachRemaining(groups::add);
      return SmallFrames.frame(spark, groups, SCHEMA);
    }
    JavaRDD<InternalRow> groups =
        inputs.stream()
            .map(input -> input.parts(input.reading()))
            .reduce(JavaRDD::union)
            .orElseThrow()
            .coalesce(spark.sparkContext().defaultParallelism())
            .mapPartitions(parts -> new TallyTask(plan, parts, routers.ofTask()));
    return spark.internalCreateDataFrame(groups.rdd(), SCHEMA, false);
  }
}
