package io.lakebill.jobs.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Runs a job of a run and keeps the record of the attempt, whatever comes of it. */
public final class RunJob {

  private final RunFiles files;
  private final Clock clock;
  private final ToIntFunction<Throwable> exitCodes;

  /**
   * @param exitCodes the exit code that the command line gives a failure
   */
  public RunJob(RunFiles files, Clock clock, ToIntFunction<Throwable> exitCodes) {
    this.files = files;
    this.clock = clock;
    this.exitCodes = exitCodes;
  }

  /** Does the job; a failure is recorded with its reason and thrown on. */
  public Map<String, Long> run(Job job, RunContext context) {
    String runId = context.run().runId();
    int number =
        1 + (int) files.attempts(runId).stream().filter(a -> a.job().equals(job.name())).count();
    Instant start = clock.instant();
    long nanos = System.nanoTime();
    files.put(new Attempt(runId, job.name(), number, "started", start, start, 0, -1, "", Map.of()));
    try {
      Map<String, Long> counts = job.run(context);
      files.put(ended(runId, job, number, start, nanos, "succeeded", 0, "", counts));
      return counts;
    } catch (RuntimeException | Error e) {
      int exitCode = exitCodes.applyAsInt(e);
      files.put(ended(runId, job, number, start, nanos, "failed", exitCode, reason(e), Map.of()));
      throw e;
    }
  }

  private Attempt ended(
      String runId,
      Job job,
      int number,
      Instant start,
      long nanos,
      String state,
      int exitCode,
      String reason,
      Map<String, Long> counts) {
    long millis = Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    return new Attempt(
        runId, job.name(), number, state, start, clock.instant(), millis, exitCode, reason, counts);
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
