package io.lakebill.jobs.cli;

import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkException;

/** Tells a cluster that went away, which the next attempt will find again, from other faults. */
final class LostCluster {

  /** How Spark says it; its exceptions have no class for it. */
  private static final List<String> SIGNS =
      List.of(
          "executorlostfailure",
          "all masters are unresponsive",
          "master removed our application",
          "sparkcontext was shut down",
          "cannot call methods on a stopped sparkcontext",
          "exited unexpectedly due to heartbeat timeout");

  private LostCluster() {}

  /** Whether the failure, or what caused it, is the loss of executors or of the master. */
  static boolean isWhy(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      boolean isOfSpark = cause instanceof SparkException || cause instanceof IllegalStateException;
      if (isOfSpark && saysSo(cause.getMessage())) {
        return true;
      }
    }
    return false;
  }

  private static boolean saysSo(String message) {
    String said = message == null ? "" : message.toLowerCase(Locale.ROOT);
    return SIGNS.stream().anyMatch(said::contains);
  }
}
