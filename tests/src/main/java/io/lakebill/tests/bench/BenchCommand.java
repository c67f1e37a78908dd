package io.lakebill.tests.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lakebill bench}: the report goes to standard output, progress to standard error. */
@Command(
    name = "lakebill bench",
    description = {
      "Measure nights on this machine, beside hand-written DuckDB and Spark SQL over the same"
          + " files.",
      "Fails with exit code 65 when they do not all come to the same quantities."
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

  private static final int DONE = 0;
  private static final int DATA = 65;
  private static final int INTERNAL = 70;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "20m",
      description = "Events in the month: 20m (the default), 200k, 20000.")
  private String events;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "bench-data",
      description = "Where the event files are kept and lakes are made; ./bench-data unless given.")
  private Path directory;

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Gets a line of JSON per run; results.jsonl in the directory unless given.")
  private Path results;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "PART",
      description =
          "Leave out spark, empty (a night), meters (30 of them), history (4 times as much) or"
              + " contracts.")
  private Set<Extra> without = EnumSet.noneOf(Extra.class);

  @Option(
      names = "--one-process",
      description = "Try it out: all in one process, which is quicker, but gives no ratios.")
  private boolean oneProcess;

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  private BenchCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /** Runs the command and returns its exit code. */
  public static int run(PrintStream out, PrintStream err, String... args) {
    return new CommandLine(new BenchCommand(out, err))
        .addSubcommand(new ScalingCommand(out, err))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              err.println("lakebill: " + failure.getMessage());
              return failure instanceof Agreement.Disagreement ? DATA : INTERNAL;
            })
        .execute(args);
  }

  @Override
  public Integer call() {
    Size size = size();
    Set<Extra> extras = EnumSet.allOf(Extra.class);
    extras.removeAll(without);
    Placement placement = oneProcess ? Placement.ONE_PROCESS : Placement.OWN_PROCESSES;
    Bench.Outcome outcome = new Bench(directory, size, placement, this::progress).run(extras);
    Report report = Report.of(size, placement, outcome, Clock.systemUTC().instant());
    String line = line(report);
    keep(line);
    if (json) {
      out.println(line);
    } else {
      ReportText.of(report).forEach(out::println);
    }
    return DONE;
  }

  private Size size() {
    try {
      return Size.parse(events);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--events: " + e.getMessage(), e);
    }
  }

  // On the JDK 17 that the build requires there is a console only if a person sits at a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private void progress(String part) {
    if (System.console() != null) {
      err.println(part + " ...");
    }
  }

  private void keep(String line) {
    Path file = results == null ? directory.resolve("results.jsonl") : results;
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the results to " + file, e);
    }
  }

  private static String line(Report report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + report, e);
    }
  }
}
