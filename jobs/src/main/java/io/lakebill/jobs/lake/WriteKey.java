package io.lakebill.jobs.lake;

/**
 * Makes a table write happen once: Delta skips a write of an application whose version is not above
 * the last one it saw. Use a fresh application for every run or landing, never for other data.
 */
public record WriteKey(String application, long version) {

  /** The only write of an application to a table. */
  public static WriteKey of(String application) {
    return new WriteKey(application, 1);
  }
}
