package io.lakebill.jobs.lake;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;

/** What tells a file that cannot be read from anything else that can go wrong with a query. */
public final class ReadFailure {

  private ReadFailure() {}

  /** Whether a query failed because of what it read. */
  public static boolean isWhy(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(ReadFailure::isOne);
  }

  private static boolean isOne(Throwable cause) {
    return cause instanceof IOException
        || (cause instanceof SparkThrowable spark
            && spark.getCondition() != null
            && (spark.getCondition().startsWith("FAILED_READ_FILE")
                || spark.getCondition().startsWith("CANNOT_READ_FILE_FOOTER")));
  }
}
