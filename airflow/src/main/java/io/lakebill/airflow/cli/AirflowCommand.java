package io.lakebill.airflow.cli;

import io.lakebill.airflow.http.RemoteException;
import io.lakebill.airflow.scheduler.AirflowClient;
import io.lakebill.airflow.scheduler.Backfill;
import io.lakebill.airflow.scheduler.DagRun;
import io.lakebill.airflow.scheduler.Dates;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakebill airflow}: nights under Airflow, from a terminal. */
@Command(
    name = "lakebill airflow",
    description = "Starts nights under Airflow, and says what became of them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = DoctorCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage, or what was named is not there",
      "65:a night that was waited for has failed, or doctor found something",
      "75:no answer, or not over in time: try again",
      "78:bad configuration: URL, user, password, secret key"
    })
public final class AirflowCommand implements Runnable {

  static final int DONE = 0;
  static final int USAGE = 2;
  static final int FAILED = 65;
  static final int TRY_AGAIN = 75;
  static final int CONFIGURATION = 78;

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, for {@code main} and for tests. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new AirflowCommand());
    commandLine.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println("lakebill airflow: " + failure.getMessage());
          return exitCode(failure);
        });
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which command? `lakebill airflow --help` lists them.");
  }

  @Command(description = "Start a night now.", mixinStandardHelpOptions = true)
  int trigger(
      @Mixin Connection connection,
      @Option(
              names = "--as-of",
              paramLabel = "DATE",
              description = "The date to bill; today by the schedule unless given.")
          LocalDate asOf,
      @Option(names = "--full", description = "Meter all events from the first on.") boolean isFull,
      @Mixin WaitOption waiting) {
    AirflowClient airflow = connection.client();
    DagRun run = airflow.trigger(connection.dag(), Optional.ofNullable(asOf), isFull);
    return follow(airflow, connection.dag(), run, waiting);
  }

  @Command(description = "Do the failed tasks of a night again.", mixinStandardHelpOptions = true)
  int clear(
      @Mixin Connection connection,
      @Parameters(paramLabel = "RUN", description = "The run's id, as `status` shows it.")
          String run,
      @Mixin WaitOption waiting) {
    AirflowClient airflow = connection.client();
    airflow.clear(connection.dag(), run);
    return follow(airflow, connection.dag(), airflow.run(connection.dag(), run), waiting);
  }

  @Command(
      description = "Run nights gone by, one after the other, the oldest first.",
      mixinStandardHelpOptions = true)
  int backfill(
      @Mixin Connection connection,
      @Option(names = "--from", required = true, paramLabel = "DATE", description = "First night.")
          LocalDate first,
      @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last night.")
          LocalDate last,
      @Option(
              names = "--time-zone",
              defaultValue = "UTC",
              description = "Of the schedule; default: ${DEFAULT-VALUE}.")
          ZoneId zone,
      @Option(names = "--again", description = "Also nights that have succeeded.") boolean isAgain,
      @Option(names = "--dry-run", description = "Only say which nights.") boolean isDry,
      @Mixin WaitOption waiting) {
    AirflowClient airflow = connection.client();
    Dates nights = new Dates(first, last, zone);
    if (isDry) {
      airflow.backfillDryRun(connection.dag(), nights, isAgain).forEach(out()::println);
      out().flush();
      return DONE;
    }
    Backfill backfill = airflow.backfill(connection.dag(), nights, isAgain);
    out().println("backfill " + backfill.id());
    out().flush();
    if (!waiting.isWaiting()) {
      return DONE;
    }
    airflow.wait(backfill.id(), waiting.patience());
    List<DagRun> runs = runsOf(backfill, airflow.runs(backfill.dagId(), 100)).toList();
    Report report = new Report(airflow, connection.dag(), out());
    runs.forEach(report::detailed);
    return Report.exitCode(runs);
  }

  @Command(
      description = "The latest nights, or one with its tasks and the reasons of its failures.",
      mixinStandardHelpOptions = true)
  int status(
      @Mixin Connection connection,
      @Parameters(arity = "0..1", paramLabel = "RUN", description = "A run's id.") String run,
      @Option(
              names = "--last",
              paramLabel = "N",
              defaultValue = "10",
              description = "How many nights; default: ${DEFAULT-VALUE}.")
          int most) {
    AirflowClient airflow = connection.client();
    Report report = new Report(airflow, connection.dag(), out());
    if (run != null) {
      report.detailed(airflow.run(connection.dag(), run));
    } else {
      airflow.runs(connection.dag(), most).forEach(report::line);
    }
    return DONE;
  }

  private int follow(AirflowClient airflow, String dag, DagRun run, WaitOption waiting) {
    Report report = new Report(airflow, dag, out());
    if (!waiting.isWaiting()) {
      report.line(run);
      return DONE;
    }
    DagRun over = airflow.wait(dag, run.dagRunId(), waiting.patience());
    report.detailed(over);
    return Report.exitCode(List.of(over));
  }

  private static Stream<DagRun> runsOf(Backfill backfill, List<DagRun> runs) {
    return runs.stream()
        .filter(run -> run.dataIntervalEnd() != null && run.runType().equals("backfill"))
        .filter(run -> run.dataIntervalEnd().isAfter(backfill.fromDate()))
        .filter(run -> run.dataIntervalEnd().isBefore(backfill.toDate().plusSeconds(86_400)))
        .sorted(java.util.Comparator.comparing(DagRun::dataIntervalEnd));
  }

  private java.io.PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static int exitCode(Exception failure) {
    if (failure instanceof RemoteException remote) {
      return switch (remote.kind()) {
        case UNAVAILABLE -> TRY_AGAIN;
        case REFUSED, INVALID -> CONFIGURATION;
        case NOT_FOUND, CONFLICT -> USAGE;
      };
    }
    return failure instanceof IllegalArgumentException ? CONFIGURATION : 70;
  }
}
