package io.lakebill.jobs.cli;

import io.lakebill.jobs.run.PublishRun;
import io.lakebill.jobs.run.RunFiles;
import io.lakebill.jobs.run.RunJob;
import io.lakebill.jobs.run.RunState;
import io.lakebill.jobs.run.Runs;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code publish}. */
@Command(
    name = "publish",
    description = "Audit a run and make it what readers see; if the audit fails, nothing changes.",
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Option(names = "--run", required = true, paramLabel = "ID", description = "The open run.")
  private String runId;

  @Option(names = "--json", description = "Print the counts as JSON.")
  private boolean json;

  PublishCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    lake.requireThere();
    if (new RunFiles(lake.directory()).state(runId) == RunState.PUBLISHED) {
      if (json) {
        console.json(Map.of("run_id", runId, "state", "published"));
      } else {
        console.say("run " + runId + " is published already");
      }
      return ExitCode.DONE;
    }
    Map<String, Long> counts =
        lake.write(
            open -> {
              Runs runs = new Runs(open, clock);
              RunJob runner = new RunJob(runs.files(), clock, ExitCode::of);
              return runner.run(new PublishRun(clock), runs.resume(runId));
            });
    if (json) {
      console.json(counts);
    } else {
      counts.forEach((name, rows) -> console.say("%-18s %d".formatted(name, rows)));
      console.say("published run " + runId);
    }
    return ExitCode.DONE;
  }
}
