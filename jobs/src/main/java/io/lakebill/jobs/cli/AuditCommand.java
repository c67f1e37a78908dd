package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.EventAudit;
import io.lakebill.jobs.report.InvoiceAudit;
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

/** {@code audit events} and {@code audit invoices}. */
@Command(
    name = "audit",
    description = "Check that nothing is lost, and that what is final is as it was.",
    mixinStandardHelpOptions = true,
    subcommands = {AuditCommand.Events.class, AuditCommand.Invoices.class})
final class AuditCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which audit? There are `audit events` and `audit invoices`.");
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

  @Command(
      name = "invoices",
      description = {
        "Computes again what seals every finalized invoice, and checks numbers, sums and credits.",
        "Ends with 65 when anything differs, and names it."
      },
      mixinStandardHelpOptions = true)
  static final class Invoices implements Callable<Integer> {

    private final Console console;

    @Mixin private LakeOption lake;

    @Option(names = "--json", description = "Print one object with counts and what differs.")
    private boolean json;

    Invoices(Console console, Clock clock) {
      this.console = console;
    }

    @Override
    public Integer call() {
      InvoiceAudit audit = lake.read(open -> InvoiceAudit.of(new PublishedTables(open)));
      if (json) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("holds", audit.breaches().isEmpty());
        result.put("invoices", audit.invoices());
        result.put("lines", audit.lines());
        result.put("credit_entries", audit.creditEntries());
        result.put("breaches", audit.breaches());
        console.json(result);
      } else {
        console.say(
            "%d invoices with %d lines, and %d entries of credits: %s"
                .formatted(
                    audit.invoices(),
                    audit.lines(),
                    audit.creditEntries(),
                    audit.breaches().isEmpty()
                        ? "all as they were sealed, and all add up"
                        : audit.breaches().size() + " things differ"));
      }
      audit.breaches().forEach(console::complain);
      return audit.breaches().isEmpty() ? ExitCode.DONE : ExitCode.DATA;
    }
  }
}
