package io.lakebill.jobs.nightly;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.run.Demand;
import io.lakebill.jobs.run.PublishRun;
import io.lakebill.jobs.run.Run;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.RunJob;
import io.lakebill.jobs.run.Runs;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A whole run in one process: open, meter, rate, invoice, export, stats, publish. Killed anywhere
 * and started again it ends in the same tables; started again after it is done it does nothing.
 */
public final class Nightly {

  private final Clock clock;
  private final ToIntFunction<Throwable> exitCodes;
  private final Consumer<String> progress;

  /**
   * @param exitCodes the exit code that the command line gives a failure, for attempt records
   * @param progress is told each step as it begins
   */
  public Nightly(Clock clock, ToIntFunction<Throwable> exitCodes, Consumer<String> progress) {
    this.clock = clock;
    this.exitCodes = exitCodes;
    this.progress = progress;
  }

  /** Runs the night with as many invoices of an account due at once as is usual. */
  public Night run(Lake lake, LocalDate asOf, Effort effort) {
    return run(lake, asOf, effort, Run.USUALLY_DUE);
  }

  /**
   * Runs the night; the caller holds the lake's lock.
   *
   * @param effort what to do when nothing is new, and how to meter
   * @param mostDue so many invoices of an account may be due at once
   */
  public Night run(Lake lake, LocalDate asOf, Effort effort, int mostDue) {
    Runs runs = new Runs(lake, clock);
    progress.accept("open");
    Optional<String> published =
        effort == Effort.IF_NEW ? runs.alreadyPublished(asOf) : Optional.empty();
    if (published.isPresent()) {
      return new Night(published.get(), false, Map.of());
    }
    return run(runs, runs.open(asOf, Run.Mode.NIGHTLY, effort == Effort.FULL, mostDue));
  }

  /** The same steps, which bill one account and leave all others as they are. */
  public Night onDemand(Lake lake, LocalDate asOf, int mostDue, Demand demand) {
    Runs runs = new Runs(lake, clock);
    progress.accept("open");
    return run(runs, runs.open(asOf, Run.Mode.NIGHTLY, false, mostDue, Optional.of(demand)));
  }

  private Night run(Runs runs, RunContext context) {
    RunJob runner = new RunJob(runs.files(), clock, exitCodes);
    for (String step : Steps.commands()) {
      progress.accept(step);
      Steps.run(step, context, runner);
    }
    progress.accept("publish");
    Map<String, Long> counts = runner.run(new PublishRun(clock), context);
    return new Night(context.run().runId(), true, counts);
  }

  /** How much a night does. */
  public enum Effort {
    /** Nothing, if the inputs are those of the published run; else what is new is folded in. */
    IF_NEW,
    /** A run in any case. */
    AGAIN,
    /** A run in any case, which meters all events from the first on. */
    FULL
  }

  /**
   * What a night came to.
   *
   * @param runId the run that readers see now
   * @param isNew false when that run was published before, with the same inputs
   */
  public record Night(String runId, boolean isNew, Map<String, Long> counts) {}
}
