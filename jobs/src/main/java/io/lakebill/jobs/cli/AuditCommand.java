package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.EventAudit;
import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.jobs.report.QueryResult;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit events}. */
@Command(
    name = "audit",
    description = "Check that nothing is lost.",
    mixinStandardHelpOptions = true,
    subcommands = AuditCommand.Events.class)
final class AuditCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which audit? `audit events` is one.");
  }

  @Command(
      name = "events",
      description = {
        "Where every row that was handed over is, by landing and by published run.",
        "Ends with 65 when the counts do not add up."
      },
      mixinStandardHelpOptions = true)
  static final class Events implements Callable<Integer> {

    private final Console console;

    @Mixin private LakeOption lake;

    @Option(names = "--json", description = "Print one object with landings, runs and leakage.")
    private boolean json;

    Events(Console console, Clock clock) {
      this.console = console;
    }

    @Override
    public Integer call() {
      EventAudit audit = lake.read(open -> EventAudit.of(new PublishedTables(open)));
      if (json) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("adds_up", audit.breaches().isEmpty());
        result.put("landings", audit.landings().asMaps());
        result.put("runs", audit.runs().asMaps());
        result.put("leakage", audit.leakage().asMaps());
        console.json(result);
      } else {
        print("Landings", audit.landings());
        print("Published runs", audit.runs());
        print("Events that nobody pays for (their amount is not priced)", audit.leakage());
      }
      audit.breaches().forEach(console::complain);
      return audit.breaches().isEmpty() ? ExitCode.DONE : ExitCode.DATA;
    }

    private void print(String title, QueryResult rows) {
      console.say(title);
      rows.asTable().forEach(line -> console.say("  " + line));
      console.say("");
    }
  }
}
