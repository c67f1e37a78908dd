package io.lakebill.tests.bench;

import io.lakebill.jobs.lake.Sessions;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The meters as one hand-written Spark query over event files, in a session set like our own.
 *
 * @param copies whether the files hold copies of events
 * @param answer where the result goes, as Parquet
 */
record SparkWork(List<String> files, Copies copies, String answer) implements Work {

  /** Few large pieces keep a subscription's events together: the files are sorted by it. */
  private static final String SPLIT = "512m";

  private static final String SPLIT_SETTING = "spark.sql.files.maxPartitionBytes";

  SparkWork {
    files = List.copyOf(files);
  }

  @Override
  public void run(Stopwatch stopwatch) {
    SparkSession spark = Sessions.open();
    stopwatch.begin("meter");
    spark.conf().set(SPLIT_SETTING, SPLIT);
    Dataset<Row> events = spark.read().parquet(files.toArray(String[]::new));
    Dataset<Row> distinct =
        switch (copies) {
          case NONE -> events;
          case SOME -> events.dropDuplicates("event_id");
        };
    distinct.createOrReplaceTempView("month_events");
    spark.sql(DuckDb.query("spark_meters")).write().parquet(answer);
    stopwatch.stop();
    spark.conf().unset(SPLIT_SETTING);
  }
}
