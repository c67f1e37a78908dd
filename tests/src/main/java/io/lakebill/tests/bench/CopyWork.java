package io.lakebill.tests.bench;

import io.lakebill.jobs.lake.Sessions;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * The event files read and written again as Parquet by Spark, in a session set like our own:
 * nothing is mapped, compared or sorted.
 *
 * @param copy where the files go
 */
record CopyWork(List<String> files, String copy) implements Work {

  CopyWork {
    files = List.copyOf(files);
  }

  @Override
  public void run(Stopwatch stopwatch) {
    SparkSession spark = Sessions.open();
    stopwatch.begin("copy");
    spark.read().parquet(files.toArray(String[]::new)).write().parquet(copy);
    stopwatch.stop();
  }
}
