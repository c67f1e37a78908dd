package io.lakebill.jobs.cli;

import io.lakebill.jobs.run.Run;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.Runs;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run open}. */
@Command(
    name = "run",
    description = "Open a run, to do its steps one by one.",
    mixinStandardHelpOptions = true)
final class RunCommand {

  private final Console console;
  private final Clock clock;

  RunCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Command(
      name = "open",
      description = {
        "Take the lease, pin the inputs and print the run's id.",
        "Then: meter, rate, invoice, export, stats, publish, each with --run ID."
      },
      mixinStandardHelpOptions = true)
  int open(
      @Mixin LakeOption lake,
      @Option(
              names = "--as-of",
              required = true,
              paramLabel = "DATE",
              description = "Decides which periods are due.")
          LocalDate asOf,
      @Option(
              names = "--full",
              description =
                  "Meter all events from the first on, instead of folding in what is new.")
          boolean isFull,
      @Mixin MostDueOption mostDue,
      @Option(names = "--json", description = "Print the run as JSON.") boolean json) {
    lake.requireThere();
    RunContext context =
        lake.write(
            open -> new Runs(open, clock).open(asOf, Run.Mode.STEPS, isFull, mostDue.value()));
    String runId = context.run().runId();
    if (json) {
      console.json(Map.of("run_id", runId, "as_of", asOf, "landing", context.run().landing()));
    } else {
      console.say(runId);
    }
    return ExitCode.DONE;
  }
}
