package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.InvoiceDocuments;
import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.jobs.report.QueryResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code journal}. */
@Command(
    name = "journal",
    description = {
      "Invoices, credit notes and what became of them as bookings in double entry, for an",
      "accounting system: receivables, revenue, tax:RATE, customer_credits, cash, fees, bad_debt and",
      "unmatched_payments. The debits of each booking come to its credits."
    },
    mixinStandardHelpOptions = true)
final class JournalCommand implements Callable<Integer> {

  private static final String FIRST = "0001-01-01";
  private static final String LAST = "9999-12-31";

  private final Console console;

  @Mixin private LakeOption lake;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      defaultValue = FIRST,
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "The first day that is booked; that of the first booking unless given.")
  private LocalDate since;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      defaultValue = LAST,
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "The last one; that of the last booking unless given.")
  private LocalDate until;

  @Option(names = "--json", description = "Print an array of objects; decimals are strings.")
  private boolean json;

  @Option(names = "--csv", description = "Print CSV with a header.")
  private boolean csv;

  @Option(names = "--out", paramLabel = "FILE", description = "Write CSV into this file instead.")
  private Path out;

  JournalCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Override
  public Integer call() {
    QueryResult bookings =
        lake.read(open -> new InvoiceDocuments(new PublishedTables(open)).journal(since, until));
    if (out != null) {
      try {
        Files.write(out, bookings.asCsv());
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + out, e);
      }
      console.say("%s has %d bookings' lines".formatted(out, bookings.rows().size()));
    } else if (json) {
      console.json(bookings.asMaps());
    } else {
      (csv ? bookings.asCsv() : bookings.asTable()).forEach(console::say);
    }
    return ExitCode.DONE;
  }
}
