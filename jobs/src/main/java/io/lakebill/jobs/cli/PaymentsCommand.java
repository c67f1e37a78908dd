package io.lakebill.jobs.cli;

import io.lakebill.jobs.load.PaymentInputs;
import io.lakebill.jobs.payment.CollectionFiles;
import io.lakebill.jobs.payment.ImportPayments;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
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

/** {@code payments import|export}, and what may be asked for about them. */
@Command(
    name = "payments",
    description = "Hand out what is to be collected, and bring in what became of it.",
    mixinStandardHelpOptions = true,
    subcommands = {PaymentRequests.Match.class, PaymentRequests.Move.class})
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
        spec.commandLine(),
        "What about payments? There are `payments export`, `import`, `match` and `move`.");
  }

  @Command(
      name = "import",
      description = {
        "Import payments, failures, refunds, chargebacks and fees, as files of CSV, JSON, JSON Lines,",
        "YAML or Parquet; schemas/README.md has the columns. Files that end in .xml are what a bank",
        "tells of bookings (camt.054 of ISO 20022). The next run settles them.",
        "What was imported before is not added again. What belongs to no invoice is kept, and named."
      },
      mixinStandardHelpOptions = true)
  int importFiles(
      @Mixin LakeOption lake,
      @Option(names = "--json", description = "Print the result as JSON.") boolean json,
      @Parameters(arity = "1..*", paramLabel = "FILE|DIR") List<Path> files) {
    lake.requireThere();
    List<String> leftOut = new ArrayList<>();
    ImportPayments.Imported imported =
        lake.write(
            open -> {
              ImportPayments payments = new ImportPayments(open, clock);
              PaymentInputs inputs = PaymentInputs.read(files, payments.prefixes());
              leftOut.addAll(inputs.leftOut());
              return payments.add(inputs.results());
            });
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("added", imported.added());
      result.put("unchanged", imported.unchanged());
      result.put("unmatched", imported.unmatched());
      result.put("left_out", leftOut);
      console.json(result);
    } else {
      console.say("%d added, %d unchanged".formatted(imported.added(), imported.unchanged()));
    }
    leftOut.forEach(console::complain);
    imported.unmatched().forEach(console::complain);
    return ExitCode.DONE;
  }

  @Command(
      name = "export",
      description = {
        "Write what an export of a night asks to collect in another format: invoice items of Stripe, or",
        "SEPA direct debits. The same export is the same requests, however often it is written.",
        "What cannot be collected that way is named, and left out."
      },
      mixinStandardHelpOptions = true)
  int exportFile(
      @Mixin LakeOption lake,
      @Option(
              names = "--format",
              required = true,
              paramLabel = "FORMAT",
              description = "stripe or pain008.")
          CollectionFiles.Format format,
      @Option(
              names = "--export",
              paramLabel = "NAME",
              description = "Such as payments-0003.csv; the last one unless given.")
          String export,
      @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where it goes.")
          Path output) {
    CollectionFiles.Written written =
        lake.read(
            open -> {
              CollectionFiles files = new CollectionFiles(open);
              List<String> known = files.exports();
              if (known.isEmpty()) {
                throw new UsageException("no night has exported anything yet");
              }
              String wanted = export == null ? known.get(known.size() - 1) : export;
              if (!known.contains(wanted)) {
                throw new UsageException(
                    "there is no export '%s'; the last are %s"
                        .formatted(
                            wanted,
                            String.join(
                                ", ", known.subList(Math.max(0, known.size() - 3), known.size()))));
              }
              return files.write(wanted, format, output);
            });
    console.say(
        written
            .file()
            .map(file -> "%d requests in %s".formatted(written.requests(), file))
            .orElse("nothing can be collected this way"));
    written.leftOut().forEach(console::complain);
    return ExitCode.DONE;
  }
}
