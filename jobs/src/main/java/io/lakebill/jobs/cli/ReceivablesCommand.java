package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.InvoiceDocuments;
import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.jobs.report.QueryResult;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code receivables}. */
@Command(
    name = "receivables",
    description = "What accounts owe, by how long it is overdue, and what is owed to them.",
    mixinStandardHelpOptions = true)
final class ReceivablesCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Decides how long it is overdue; today in UTC unless given.")
  private LocalDate asOf;

  @Option(names = "--json", description = "Print an array of objects; decimals are strings.")
  private boolean json;

  @Option(names = "--csv", description = "Print CSV with a header.")
  private boolean csv;

  ReceivablesCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    LocalDate date = asOf == null ? LocalDate.now(clock) : asOf;
    QueryResult owed =
        lake.read(open -> new InvoiceDocuments(new PublishedTables(open)).receivables(date));
    if (json) {
      console.json(owed.asMaps());
    } else {
      (csv ? owed.asCsv() : owed.asTable()).forEach(console::say);
    }
    return ExitCode.DONE;
  }
}
