package io.lakebill.jobs.run;

import java.time.Instant;
import java.util.Map;

/**
 * What one attempt at a job did; written when it starts and again when it ends, so a record that
 * still says {@code started} belongs to a process that died.
 *
 * @param ordinal counts all attempts of the run, in the order they started
 * @param attempt counts the attempts at this job
 * @param state started, succeeded or failed
 * @param exitCode the command's exit code; -1 while it runs
 * @param reason why it failed, empty otherwise
 * @param counts what it read and wrote, by name
 */
public record Attempt(
    String runId,
    int ordinal,
    String job,
    int attempt,
    String state,
    Instant startedAt,
    Instant endedAt,
    long millis,
    int exitCode,
    String reason,
    Map<String, Long> counts) {

  /** The same attempt once it is over. */
  Attempt ended(
      String how, Instant when, long took, int code, String why, Map<String, Long> counted) {
    return new Attempt(
        runId, ordinal, job, attempt, how, startedAt, when, took, code, why, counted);
  }
}
