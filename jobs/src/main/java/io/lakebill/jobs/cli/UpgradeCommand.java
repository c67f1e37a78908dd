package io.lakebill.jobs.cli;

import io.lakebill.jobs.upgrade.Upgrade;
import io.lakebill.jobs.upgrade.UpgradeLake;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code upgrade}. */
@Command(
    name = "upgrade",
    description = {
      "Bring the tables of an older lake to the columns that this version works with: all of them",
      "or none. What is finalized keeps its values; the next night meters from the first event on.",
      "Killed and run again it is completed; done again it does nothing. Nobody can read while it",
      "works, and no older version can use the lake afterwards: keep a copy of it."
    },
    mixinStandardHelpOptions = true)
final class UpgradeCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Option(
      names = "--dry-run",
      description = "Say which tables would change and how, and write nothing.")
  private boolean isDry;

  @Option(names = "--json", description = "Print the changes as JSON.")
  private boolean json;

  UpgradeCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    lake.requireThere();
    Upgrade upgrade =
        isDry
            ? UpgradeLake.plan(lake.directory())
            : new UpgradeLake(clock).upgrade(lake.directory());
    report(upgrade);
    return ExitCode.DONE;
  }

  private void report(Upgrade upgrade) {
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("is_dry_run", isDry);
      result.put("from", upgrade.from());
      result.put("to", upgrade.to());
      result.put(
          "tables",
          upgrade.changes().stream()
              .map(
                  change ->
                      Map.of(
                          "table",
                          change.table(),
                          "change",
                          change.how().name().toLowerCase(Locale.ROOT),
                          "columns",
                          change.columns()))
              .toList());
      console.json(result);
      return;
    }
    if (upgrade.isNothing()) {
      console.say("nothing to do: the lake has tables of layout " + upgrade.to());
      return;
    }
    upgrade.changes().forEach(change -> console.say(change.toString()));
    console.say(
        "%s from layout %d to %d"
            .formatted(isDry ? "would be upgraded" : "upgraded", upgrade.from(), upgrade.to()));
  }
}
