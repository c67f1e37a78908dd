package io.lakebill.jobs.cli;

import io.lakebill.jobs.nightly.Steps;
import io.lakebill.jobs.run.RunJob;
import io.lakebill.jobs.run.Runs;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One step of an open run: {@code meter}, {@code rate}, {@code invoice}, {@code export}, ... */
abstract sealed class JobCommand implements Callable<Integer> {

  private final String step;
  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Option(names = "--run", required = true, paramLabel = "ID", description = "The open run.")
  private String runId;

  @Option(names = "--json", description = "Print the counts as JSON.")
  private boolean json;

  JobCommand(String step, Console console, Clock clock) {
    this.step = step;
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    lake.requireThere();
    Map<String, Long> counts =
        lake.write(
            open -> {
              Runs runs = new Runs(open, clock);
              RunJob runner = new RunJob(runs.files(), clock, ExitCode::of);
              return Steps.run(step, runs.resume(runId), runner);
            });
    if (json) {
      console.json(counts);
    } else {
      counts.forEach((name, rows) -> console.say("%-18s %d".formatted(name, rows)));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "meter",
      description = "Add up the events of open billing periods: usage.",
      mixinStandardHelpOptions = true)
  static final class Meter extends JobCommand {
    Meter(Console console, Clock clock) {
      super("meter", console, clock);
    }
  }

  @Command(
      name = "rate",
      description = "Price usage and fees: charges.",
      mixinStandardHelpOptions = true)
  static final class Rate extends JobCommand {
    Rate(Console console, Clock clock) {
      super("rate", console, clock);
    }
  }

  @Command(
      name = "invoice",
      description = "Draft invoices, and finalize those that are due.",
      mixinStandardHelpOptions = true)
  static final class Invoice extends JobCommand {
    Invoice(Console console, Clock clock) {
      super("invoice", console, clock);
    }
  }

  @Command(
      name = "export",
      description = "Write finalized invoices for the payment system.",
      mixinStandardHelpOptions = true)
  static final class Export extends JobCommand {
    Export(Console console, Clock clock) {
      super("export", console, clock);
    }
  }

  @Command(
      name = "stats",
      description = "Sum up usage for dashboards.",
      mixinStandardHelpOptions = true)
  static final class Stats extends JobCommand {
    Stats(Console console, Clock clock) {
      super("stats", console, clock);
    }
  }
}
