package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Failpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    List<Attempt> before = files.attempts(runId);
    int number = 1 + (int) before.stream().filter(a -> a.job().equals(job.name())).count();
    Instant start = clock.instant();
    long nanos = System.nanoTime();
    Attempt attempt =
        new Attempt(
            runId,
            before.size() + 1,
            job.name(),
            number,
            "started",
            start,
            start,
            0,
            -1,
            "",
            Map.of());
    files.put(attempt);
    try {
      Failpoint.reach("job:" + job.name());
      context.staging().beginJob();
      Map<String, Long> counts = job.run(context);
      Failpoint.reach("done:" + job.name());
      files.put(attempt.ended("succeeded", clock.instant(), millisSince(nanos), 0, "", counts));
      return counts;
    } catch (RuntimeException | Error e) {
      files.put(
          attempt.ended(
              "failed",
              clock.instant(),
              millisSince(nanos),
              exitCodes.applyAsInt(e),
              reason(e),
              Map.of()));
      throw e;
    }
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
