package io.lakebill.jobs.cli;

import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
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
      NightlyCommand.class,
      RunCommand.class,
      MetersCommand.class,
      JobCommand.Meter.class,
      JobCommand.Rate.class,
      JobCommand.Invoice.class,
      JobCommand.Export.class,
      JobCommand.Stats.class,
      PublishCommand.class,
      RunsCommand.class,
      QuoteCommand.class,
      AuditCommand.class,
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
      "78:bad configuration"
    })
public final class Lakebill implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(new Console(System.out, System.err), Clock.systemUTC(), args));
  }

  /** Runs one command and returns its exit code. */
  public static int run(Console console, Clock clock, String... args) {
    CommandLine commandLine = new CommandLine(new Lakebill(), new Factory(console, clock));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          console.complain("lakebill: " + message(failure));
          if (!ExitCode.isExplained(failure)) {
            failure.printStackTrace(command.getErr());
          }
          return ExitCode.of(failure);
        });
    return commandLine.execute(args);
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
