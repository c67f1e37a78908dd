package io.lakebill.jobs.cli;

import io.lakebill.jobs.load.AccountInputs;
import io.lakebill.jobs.payment.ImportPayments;
import io.lakebill.schemas.account.PaymentResult;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code payments import}. */
@Command(
    name = "payments",
    description = "Bring in what became of invoices.",
    mixinStandardHelpOptions = true)
final class PaymentsCommand implements Runnable {

  private final Console console;
  private final Clock clock;

  @Spec private CommandSpec spec;

  PaymentsCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "What about payments? There is `payments import`.");
  }

  @Command(
      name = "import",
      description = {
        "Import payments, failures, refunds, chargebacks and fees, as files of CSV, JSON, JSON Lines,",
        "YAML or Parquet; schemas/README.md has the columns. The next run settles them.",
        "What was imported before is not added again. What belongs to no invoice is kept, and named."
      },
      mixinStandardHelpOptions = true)
  int importFiles(
      @Mixin LakeOption lake,
      @Option(names = "--json", description = "Print the result as JSON.") boolean json,
      @Parameters(arity = "1..*", paramLabel = "FILE|DIR") List<Path> files) {
    lake.requireThere();
    List<PaymentResult> results = AccountInputs.payments(files);
    ImportPayments.Imported imported =
        lake.write(open -> new ImportPayments(open, clock).add(results));
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("added", imported.added());
      result.put("unchanged", imported.unchanged());
      result.put("unmatched", imported.unmatched());
      console.json(result);
    } else {
      console.say("%d added, %d unchanged".formatted(imported.added(), imported.unchanged()));
    }
    imported.unmatched().forEach(console::complain);
    return ExitCode.DONE;
  }
}
