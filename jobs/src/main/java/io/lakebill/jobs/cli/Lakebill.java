package io.lakebill.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/**
 * The command line, also under {@code spark-submit}. Every command prints its result to standard
 * output and ends with an exit code of {@link ExitCode}.
 */
@Command(
    name = "lakebill",
    description = "Usage events in a Delta lake become invoices.",
    mixinStandardHelpOptions = true,
    versionProvider = Lakebill.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      CatalogCommand.class,
      AccountsCommand.class,
      LandCommand.class,
      EraseCommand.class,
      NightlyCommand.class,
      BillCommand.class,
      RunCommand.class,
      MetersCommand.class,
      JobCommand.Meter.class,
      JobCommand.Rate.class,
      JobCommand.Invoice.class,
      JobCommand.Export.class,
      JobCommand.Stats.class,
      PublishCommand.class,
      InvoicesCommand.class,
      DocumentsCommand.class,
      PaymentsCommand.class,
      ReceivablesCommand.class,
      JournalCommand.class,
      CloseCommand.class,
      CloseCommand.Reopen.class,
      RunsCommand.class,
      QuoteCommand.class,
      AuditCommand.class,
      TablesCommand.class,
      RepairCommand.class,
      UpgradeCommand.class,
      SqlCommand.class,
      ExtractCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; counts of rejected rows and held accounts are printed",
      "2:wrong usage",
      "65:bad data, or a run that its audit refuses",
      "70:internal fault",
      "75:try again: locked, or a cluster was lost",
      "78:bad configuration, or a lake that needs `lakebill upgrade`"
    })
public final class Lakebill implements Runnable {

  @Spec private CommandSpec spec;

  /** How often a command on a cluster says that it lives. */
  private static final Duration BEAT = Duration.ofSeconds(5);

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Console console = new Console(System.out, System.err);
    String record = System.getProperty(CommandRecord.SETTING);
    System.exit(
        record == null
            ? run(console, Clock.systemUTC(), args)
            : run(console, Clock.systemUTC(), Path.of(record), args));
  }

  /** Runs one command and returns its exit code. */
  public static int run(Console console, Clock clock, String... args) {
    return run(console, clock, reason -> {}, args);
  }

  /** Runs one command, keeps its {@link CommandRecord} in a file, and returns its exit code. */
  public static int run(Console console, Clock clock, Path file, String... args) {
    try (CommandRecord record = CommandRecord.begin(file, clock, BEAT, args)) {
      int exitCode = run(console.telling(record::printed), clock, record::because, args);
      record.end(exitCode);
      return exitCode;
    } catch (BadConfigurationException | IOException e) {
      console.complain("lakebill: " + message(e));
      return ExitCode.CONFIGURATION;
    }
  }

  private static int run(Console console, Clock clock, Consumer<String> reasons, String... args) {
    CommandLine commandLine = new CommandLine(new Lakebill(), new Factory(console, clock));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    FaultLog log = new FaultLog(clock);
    commandLine.setExecutionStrategy(
        parsed -> {
          log.of(parsed);
          return new RunLast().execute(parsed);
        });
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> failed(failure, console, reasons, log));
    IParameterExceptionHandler misuse = commandLine.getParameterExceptionHandler();
    commandLine.setParameterExceptionHandler(
        (failure, given) -> {
          reasons.accept(message(failure));
          return misuse.handleParseException(failure, given);
        });
    try {
      return commandLine.execute(args);
    } catch (Error error) {
      // Picocli hands on exceptions only; without memory, for one, a message is still possible.
      return failed(error, console, reasons, log);
    }
  }

  private static int failed(
      Throwable thrown, Console console, Consumer<String> reasons, FaultLog log) {
    Throwable failure =
        thrown instanceof ExecutionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    String message =
        ExitCode.isExplained(failure)
            ? message(failure)
            : Fault.message(failure, log.write(failure));
    reasons.accept(message);
    console.complain("lakebill: " + message);
    return ExitCode.of(failure);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which command? `lakebill --help` lists them.");
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  /** Gives commands what they print to and the clock they go by. */
  private record Factory(Console console, Clock clock) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
      try {
        return type.getDeclaredConstructor(Console.class, Clock.class).newInstance(console, clock);
      } catch (NoSuchMethodException needsNeither) {
        return CommandLine.defaultFactory().create(type);
      }
    }
  }

  /** The version that the application jar says it is. */
  static final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Lakebill.class.getPackage().getImplementationVersion();
      return new String[] {"lakebill " + (version == null ? "unpackaged" : version)};
    }
  }
}
