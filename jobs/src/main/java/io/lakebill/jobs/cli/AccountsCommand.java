package io.lakebill.jobs.cli;

import io.lakebill.jobs.load.ImportAccounts;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.account.AccountFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code accounts import}. */
@Command(
    name = "accounts",
    description = "Bring sellers, accounts, their keys and subscriptions into the lake.",
    mixinStandardHelpOptions = true)
final class AccountsCommand {

  private final Console console;

  AccountsCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Command(
      name = "import",
      description = {
        "Import sellers, accounts, account_keys and subscriptions.",
        "A file's name says what it holds: accounts.csv, account_keys.jsonl, ...",
        "Rows replace those with the same id; nothing is removed."
      },
      mixinStandardHelpOptions = true)
  int importFiles(
      @Mixin LakeOption lake,
      @Parameters(arity = "1..*", paramLabel = "FILE|DIR") List<Path> files) {
    AccountDocuments documents = AccountFiles.read(files);
    Map<String, Long> counts = lake.write(open -> new ImportAccounts().importRows(open, documents));
    counts.forEach((table, rows) -> console.say("%-14s %d".formatted(table, rows)));
    return ExitCode.DONE;
  }
}
