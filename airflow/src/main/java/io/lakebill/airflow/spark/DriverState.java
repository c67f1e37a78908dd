package io.lakebill.airflow.spark;

import java.util.Locale;

/** Where a driver stands, in the words of Spark's master. */
public enum DriverState {
  SUBMITTED,
  RUNNING,
  RELAUNCHING,
  FINISHED,
  FAILED,
  KILLED,
  ERROR,
  /** The master is recovering and has not heard of the driver's worker yet. */
  UNKNOWN,
  /** The master has no driver of that id: there never was one, or it has been restarted since. */
  NOT_KNOWN;

  /** Whether the driver may still do something. */
  public boolean isActive() {
    return switch (this) {
      case SUBMITTED, RUNNING, RELAUNCHING, UNKNOWN -> true;
      case FINISHED, FAILED, KILLED, ERROR, NOT_KNOWN -> false;
    };
  }

  static DriverState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
