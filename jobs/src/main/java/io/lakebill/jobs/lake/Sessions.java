package io.lakebill.jobs.lake;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark sessions as every job and test needs them: UTC, ANSI, Delta, zstd. */
public final class Sessions {

  private static final String LOCAL_MASTER = "local[*]";

  /** What a laptop wants and a cluster does not; a system property of the name overrides each. */
  private static final Map<String, String> ON_ONE_MACHINE =
      Map.ofEntries(
          Map.entry("spark.ui.enabled", "false"),
          // A task without memory fails, and says so; Spark would end the process instead.
          Map.entry("spark.executor.killOnFatalError.depth", "0"),
          Map.entry("spark.driver.host", "127.0.0.1"),
          Map.entry("spark.driver.bindAddress", "127.0.0.1"),
          // Few partitions need no re-planning between stages, which costs more than it saves here.
          Map.entry("spark.sql.adaptive.enabled", "false"),
          Map.entry("spark.sql.shuffle.partitions", "2"),
          Map.entry("spark.default.parallelism", "2"),
          Map.entry("spark.databricks.delta.snapshotPartitions", "1"),
          // Small files are one task; large ones are cut by size.
          Map.entry("spark.sql.files.minPartitionNum", "1"));

  /** How a lake on a disk is reached, also by workers of a cluster that share the disk. */
  private static final Map<String, String> ON_A_DISK =
      Map.of(
          // Tables are opened by their paths. Spark makes this directory, where one stands, unless
          // it is there.
          "spark.sql.warehouse.dir",
          System.getProperty("java.io.tmpdir"),
          "spark.hadoop.fs.file.impl",
          LocalFiles.class.getName(),
          "spark.hadoop.fs.AbstractFileSystem.file.impl",
          LocalFiles.Context.class.getName());

  private Sessions() {}

  /**
   * The session of this process. Under {@code spark-submit} the master and whatever else the user
   * set there are kept; started by hand, Spark runs inside this process.
   */
  public static SparkSession open() {
    return ready(configure(SparkSession.builder()).getOrCreate());
  }

  /** Makes a session that was configured so answer small queries at once, and log faults alone. */
  public static SparkSession ready(SparkSession spark) {
    SmallQueries.in(spark);
    spark.sparkContext().setLogLevel("ERROR");
    return spark;
  }

  /** The settings that results depend on, and those that keep a small machine fast. */
  public static SparkSession.Builder configure(SparkSession.Builder builder) {
    if (System.getProperty("spark.master") == null) {
      builder.master(LOCAL_MASTER);
      ON_ONE_MACHINE.forEach((key, value) -> unlessSet(builder, key, value));
    }
    ON_A_DISK.forEach((key, value) -> unlessSet(builder, key, value));
    return builder
        .appName("lakebill")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.datetime.java8API.enabled", "true")
        .config("spark.sql.parquet.compression.codec", "zstd")
        // Spark's default is a type that has no statistics and that Parquet calls deprecated.
        .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
        .config("spark.sql.catalogImplementation", "in-memory")
        // Metering has a flag and a value per meter in one projection. Spark would derive
        // constraints from every combination of them, in time that doubles with each meter.
        .config("spark.sql.constraintPropagation.enabled", "false")
        // A night compiles more queries than the default of 100 keeps; without it each is compiled
        // again and again.
        .config("spark.sql.codegen.cache.maxEntries", "5000")
        // The JVM never compiles a method longer than this; Spark's default makes longer ones, and
        // thirty meters took five times as long to look at an event.
        .config("spark.sql.codegen.hugeMethodLimit", "8000")
        // The checksum file of a commit lists a table's files and writers up to these numbers; what
        // it does not list takes Spark jobs to find.
        .config("spark.databricks.delta.allFilesInCrc.thresholdNumFiles", "200")
        .config("spark.databricks.delta.setTransactionsInCrc.maxAllowed", "1000")
        .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "200")
        // Spark describes every plan for its listeners; a long description took a twelfth of
        // the demo's CPU samples.
        .config("spark.sql.ui.explainMode", "simple")
        // A flipped bit in a Parquet page is refused, not read.
        .config("spark.hadoop.parquet.page.verify-checksum.enabled", "true")
        .config("spark.hadoop.io.compression.codecs", ZstdFiles.class.getName())
        // Delta's parser drops the arguments of sql(text, args): delta-io/delta#7640.
        .config("spark.sql.legacy.parameterSubstitution.constantsOnly", "true");
  }

  private static void unlessSet(SparkSession.Builder builder, String key, String value) {
    builder.config(key, System.getProperty(key, value));
  }
}
