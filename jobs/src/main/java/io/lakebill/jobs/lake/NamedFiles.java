package io.lakebill.jobs.lake;

import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;

/** Files and directories by their names, in which Spark looks for patterns unless it is told. */
public final class NamedFiles {

  private static final String HAS_PATTERNS = "__globPaths__";

  private NamedFiles() {}

  /** Reads what is named; brackets, braces and question marks are part of a name. */
  public static DataFrameReader reader(SparkSession spark) {
    return spark.read().option(HAS_PATTERNS, false);
  }
}
