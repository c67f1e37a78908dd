package io.lakebill.jobs.lake;

import org.apache.spark.sql.SparkSession;

/** Spark sessions as every job and test needs them: UTC, ANSI, Delta, zstd. */
public final class Sessions {

  private static final String LOCAL_MASTER = "local[*]";

  private Sessions() {}

  /**
   * The session of this process. Under {@code spark-submit} the master and whatever else the user
   * set there are kept; started by hand, Spark runs inside this process.
   */
  public static SparkSession open() {
    SparkSession spark = configure(SparkSession.builder()).getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }

  /** The settings that results depend on, and those that keep a small machine fast. */
  public static SparkSession.Builder configure(SparkSession.Builder builder) {
    if (System.getProperty("spark.master") == null) {
      builder
          .master(LOCAL_MASTER)
          .config("spark.ui.enabled", "false")
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", "4")
          .config("spark.databricks.delta.snapshotPartitions", "2");
    }
    return builder
        .appName("lakebill")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.datetime.java8API.enabled", "true")
        .config("spark.sql.adaptive.enabled", "true")
        .config("spark.sql.parquet.compression.codec", "zstd")
        .config("spark.sql.catalogImplementation", "in-memory")
        // A flipped bit in a Parquet page is refused, not read.
        .config("spark.hadoop.parquet.page.verify-checksum.enabled", "true")
        // Delta's parser drops the arguments of sql(text, args): delta-io/delta#7640.
        .config("spark.sql.legacy.parameterSubstitution.constantsOnly", "true");
  }
}
