package io.lakebill.jobs.cli;

import io.lakebill.jobs.run.Difference;
import io.lakebill.jobs.run.RepairLake;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code repair}. */
@Command(
    name = "repair",
    description = {
      "Show which tables are not as the last command left them; ends with 65 if any is not.",
      "With --accept and --reason the tables named are what the next night starts from, as they",
      "are. It meters from the first event on; what it bills twice or never nobody can tell."
    },
    mixinStandardHelpOptions = true)
final class RepairCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Option(
      names = "--accept",
      paramLabel = "TABLE",
      description = "Go on from this table as it is; may be repeated.")
  private List<String> accepted = List.of();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for whoever reads billing_runs and _runs/repairs later.")
  private String reason;

  @Option(names = "--json", description = "Print the differences as JSON.")
  private boolean json;

  RepairCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    lake.requireThere();
    if (accepted.isEmpty()) {
      List<Difference> differences = lake.read(RepairLake::differences);
      show(differences);
      if (differences.isEmpty()) {
        say("every table is as the last command left it");
        return ExitCode.DONE;
      }
      say("put the whole lake back from one backup, or accept tables with --accept and --reason");
      return ExitCode.DATA;
    }
    if (reason == null || reason.isBlank()) {
      throw new UsageException("--accept needs a --reason, which is written down");
    }
    List<Difference> differences =
        new RepairLake(clock).accept(lake.directory(), tables(), reason.strip());
    show(differences);
    say(
        differences.isEmpty()
            ? "every table is as the last command left it; nothing is written down"
            : "accepted; the next night starts from these tables as they are");
    return ExitCode.DONE;
  }

  private Set<Table> tables() {
    Set<Table> tables = EnumSet.noneOf(Table.class);
    accepted.forEach(name -> tables.add(TableNames.named(name)));
    return tables;
  }

  private void show(List<Difference> differences) {
    if (json) {
      console.json(
          differences.stream()
              .map(
                  difference ->
                      Map.of(
                          "table",
                          difference.table(),
                          "difference",
                          difference.what(),
                          "is_acceptable",
                          difference.isAcceptable()))
              .toList());
    } else {
      differences.forEach(difference -> console.say(difference.toString()));
    }
  }

  private void say(String line) {
    if (!json) {
      console.say(line);
    }
  }
}
