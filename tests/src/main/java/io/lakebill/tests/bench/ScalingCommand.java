package io.lakebill.tests.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lakebill bench scaling}: a row for each size, number of workers and part. */
@Command(
    name = "scaling",
    description = {
      "Measure the same landing and full night on standalone clusters of one-core workers.",
      "Fails with exit code 65 when a night comes to other quantities than DuckDB."
    },
    mixinStandardHelpOptions = true)
final class ScalingCommand implements Callable<Integer> {

  private static final String ROW = "%12s %8s  %-36s %8s %10s %13s";

  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      split = ",",
      paramLabel = "N",
      defaultValue = "200k,2m",
      description = "Events in the month, one or more sizes; 200k,2m unless given.")
  private List<String> events;

  @Option(
      names = "--workers",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2",
      description = "Numbers of workers, each with one core; 1,2 unless given.")
  private List<Integer> workers;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "bench-data",
      description = "Where the event files are kept and lakes are made; ./bench-data unless given.")
  private Path directory;

  ScalingCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    List<Size> sizes = events.stream().map(this::size).toList();
    List<Scaling.Point> points =
        new Scaling(directory, part -> err.println(part + " ...")).run(sizes, workers);
    out.println(ROW.formatted("events", "workers", "", "wall s", "driver CPU", "executors CPU"));
    points.forEach(point -> out.println(row(point)));
    out.println("all nights agree with DuckDB");
    return 0;
  }

  private Size size(String text) {
    try {
      return Size.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--events: " + e.getMessage(), e);
    }
  }

  private static String row(Scaling.Point point) {
    return ROW.formatted(
        String.format(Locale.ROOT, "%,d", point.size().events()),
        point.workers(),
        point.part().description(),
        seconds(point.driver().wallSeconds()),
        seconds(point.driver().cpuSeconds()),
        seconds(point.executorSeconds()));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
