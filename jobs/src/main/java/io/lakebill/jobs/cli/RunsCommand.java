package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.LakeLock;
import io.lakebill.jobs.run.Attempt;
import io.lakebill.jobs.run.OutOfOrderException;
import io.lakebill.jobs.run.RevertRun;
import io.lakebill.jobs.run.Run;
import io.lakebill.jobs.run.RunFiles;
import io.lakebill.jobs.run.Runs;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runs list|show|revert|abandon}. Looking needs no Spark. */
@Command(
    name = "runs",
    description = "Look at runs, take the last one back, or give up an open one.",
    mixinStandardHelpOptions = true)
final class RunsCommand {

  private final Console console;
  private final Clock clock;

  RunsCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Command(name = "list", description = "List runs, oldest first.", mixinStandardHelpOptions = true)
  int list(@Mixin LakeOption lake, @Option(names = "--json") boolean json) {
    lake.requireThere();
    RunFiles files = new RunFiles(lake.directory());
    List<Map<String, Object>> runs = files.runIds().stream().map(id -> summary(files, id)).toList();
    if (json) {
      console.json(runs);
    } else {
      runs.forEach(
          run ->
              console.say(
                  "%-16s %-11s as of %s  opened %s"
                      .formatted(
                          run.get("run_id"),
                          run.get("state"),
                          run.get("as_of"),
                          run.get("opened_at"))));
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      description = "Show a run and the attempts at its steps.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin LakeOption lake,
      @Parameters(paramLabel = "ID") String runId,
      @Option(names = "--json") boolean json) {
    lake.requireThere();
    RunFiles files = new RunFiles(lake.directory());
    Run run = require(files, runId);
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>(summary(files, runId));
      all.put("landing", run.landing());
      all.put("catalog_hash", run.catalogHash());
      all.put("input_versions", run.inputVersions());
      all.put("attempts", files.attempts(runId));
      console.json(all);
      return ExitCode.DONE;
    }
    summary(files, runId).forEach((name, value) -> console.say("%-14s %s".formatted(name, value)));
    console.say("%-14s %s".formatted("landing", run.landing()));
    console.say("%-14s %s".formatted("catalog_hash", run.catalogHash()));
    files.attempts(runId).forEach(attempt -> console.say(line(attempt)));
    return ExitCode.DONE;
  }

  @Command(
      name = "revert",
      description = "Take the last published run back; refused once it finalized invoices.",
      mixinStandardHelpOptions = true)
  int revert(@Mixin LakeOption lake, @Parameters(paramLabel = "ID") String runId) {
    lake.requireThere();
    lake.write(
        open -> {
          new RevertRun(clock).revert(open, runId);
          return ExitCode.DONE;
        });
    console.say("run " + runId + " is taken back; readers see what they saw before it");
    return ExitCode.DONE;
  }

  @Command(
      name = "abandon",
      description = "Give up an open run; nothing of it was published.",
      mixinStandardHelpOptions = true)
  int abandon(@Mixin LakeOption lake, @Parameters(paramLabel = "ID") String runId) {
    lake.requireThere();
    return LakeLock.holding(
        lake.directory(),
        () -> {
          Runs.abandon(new RunFiles(lake.directory()), clock, runId);
          console.say("run " + runId + " is given up");
          return ExitCode.DONE;
        });
  }

  private static Map<String, Object> summary(RunFiles files, String runId) {
    Run run = require(files, runId);
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("run_id", runId);
    summary.put("state", files.state(runId).name().toLowerCase(Locale.ROOT));
    summary.put("as_of", run.asOf());
    summary.put("opened_at", run.openedAt());
    return summary;
  }

  private static Run require(RunFiles files, String runId) {
    return files
        .run(runId)
        .orElseThrow(
            () ->
                new OutOfOrderException(
                    "there is no run %s; `runs list` shows them all".formatted(runId)));
  }

  private static String line(Attempt attempt) {
    return "  %-9s #%d %-9s %6.1f s  exit %d  %s %s"
        .formatted(
            attempt.job(),
            attempt.attempt(),
            attempt.state(),
            attempt.millis() / 1000.0,
            attempt.exitCode(),
            attempt.counts(),
            attempt.reason());
  }
}
