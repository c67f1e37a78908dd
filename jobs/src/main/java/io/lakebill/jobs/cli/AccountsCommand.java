package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.LakeKey;
import io.lakebill.jobs.load.AccountInputs;
import io.lakebill.jobs.load.ApplyCatalog;
import io.lakebill.jobs.load.ImportAccounts;
import io.lakebill.jobs.load.ImportedRows;
import io.lakebill.jobs.report.CrmExport;
import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.jobs.run.MissingSetupException;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.account.RowKind;
import io.lakebill.schemas.catalog.Catalog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code accounts import} and {@code accounts export}. */
@Command(
    name = "accounts",
    description = "Bring in who is billed, and for what quantities; tell a CRM what came of it.",
    mixinStandardHelpOptions = true)
final class AccountsCommand {

  /** Of most names of rows; longer ones widen the column. */
  private static final int NAME_WIDTH = 14;

  private final Console console;
  private final Clock clock;

  AccountsCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Command(
      name = "import",
      description = {
        "Import sellers, accounts, account_keys, users, subscriptions, plan_changes, counters,",
        "objects, credit_grants, commitments, exchange_rates, tax_rates, price_adjustments and",
        "quantities, from files and databases.",
        "A file's name says what it holds: accounts.csv, account_keys.jsonl, users.parquet, ...",
        "Rows replace those with the same id; nothing is removed."
      },
      mixinStandardHelpOptions = true)
  int importRows(
      @Mixin LakeOption lake,
      @Mixin KeyOption key,
      @Option(
              names = "--pseudonyms",
              description = {
                "Store the keys of account_keys and the ids of users as the pseudonyms that sources",
                "with `pseudonyms: true` have for them, and no names of users. Rows that were",
                "imported in clear stay beside them."
              })
          boolean isPseudonymous,
      @Option(
              names = "--database",
              paramLabel = "DATABASE.yaml",
              description =
                  "Ask the database that this document describes; its password stands in the"
                      + " environment or in a file of properties. May be repeated.")
          List<Path> databases,
      @Option(
              names = "--dry-run",
              description = "Say what would be touched that is billed, and write nothing.")
          boolean isDryRun,
      @Parameters(arity = "0..*", paramLabel = "FILE|DIR") List<Path> files) {
    List<Path> wanted = files == null ? List.of() : files;
    List<Path> asked = databases == null ? List.of() : databases;
    if (wanted.isEmpty() && asked.isEmpty()) {
      throw new UsageException("name files to import, or a database with --database");
    }
    AccountDocuments documents = AccountInputs.read(wanted, asked, System.getenv());
    Optional<LakeKey> pseudonyms =
        isPseudonymous ? Optional.of(key.required("--pseudonyms")) : Optional.empty();
    if (isDryRun) {
      AccountDocuments named =
          pseudonyms.map(secret -> documents.renamed(secret::pseudonym)).orElse(documents);
      Touched.say(console, lake.read(open -> new ImportAccounts().touched(open, named)));
      return ExitCode.DONE;
    }
    Map<RowKind, ImportedRows> counts =
        lake.write(open -> new ImportAccounts().importRows(open, documents, pseudonyms));
    int width = counts.keySet().stream().mapToInt(kind -> kind.stem().length()).max().orElse(0);
    String line = "%-" + Math.max(width, NAME_WIDTH) + "s %s";
    counts.forEach((kind, rows) -> console.say(line.formatted(kind.stem(), rows)));
    return ExitCode.DONE;
  }

  @Command(
      name = "export",
      description = {
        "Write what a CRM wants to know: accounts, subscriptions and invoices with their states,",
        "each as CSV and JSON Lines, from the published tables. schemas/README.md has the columns."
      },
      mixinStandardHelpOptions = true)
  int exportRows(
      @Mixin LakeOption lake,
      @Option(
              names = "--as-of",
              paramLabel = "DATE",
              description = "Decides what is active; today in UTC unless given.")
          LocalDate asOf,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "DIR",
              description = "Where the files go; earlier ones are replaced.")
          Path output) {
    LocalDate date = asOf == null ? LocalDate.now(clock) : asOf;
    Map<String, Long> rows =
        lake.read(
            open -> {
              Catalog catalog =
                  ApplyCatalog.current(open)
                      .orElseThrow(
                          () ->
                              new MissingSetupException(
                                  "the lake %s has no catalog; apply one with `catalog apply`"
                                      .formatted(open.root())));
              return new CrmExport(output)
                  .write(open.spark(), new PublishedTables(open), catalog, date);
            });
    rows.forEach((file, count) -> console.say("%-14s %d".formatted(file, count)));
    return ExitCode.DONE;
  }
}
