package io.lakebill.tests.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own for a piece of work, on the same virtual machine with the same options as
 * this one, so that heap and compiler are those the benchmark was started with.
 */
public final class Contender implements Contenders {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final List<String> more;

  /**
   * @param directory where processes leave what they say
   */
  Contender(Path directory) {
    this(directory, List.of());
  }

  /**
   * @param more options of the virtual machine besides those of this one
   */
  Contender(Path directory, List<String> more) {
    this.directory = directory;
    this.more = List.copyOf(more);
  }

  /** What the process does: {@code Contender WORK.json MEASUREMENT.json}. */
  public static void main(String[] args) throws IOException {
    Work work = JSON.readValue(Path.of(args[0]).toFile(), Work.class);
    Stopwatch stopwatch = Stopwatch.ofTheProcess();
    work.run(stopwatch);
    JSON.writeValue(Path.of(args[1]).toFile(), stopwatch.measurement());
  }

  /** The options of this virtual machine, as other processes get them. */
  static List<String> options() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  /**
   * Does the work in a process and waits for it.
   *
   * @throws IllegalStateException if the process fails; the message has the end of what it said
   */
  @Override
  public Measurement measure(String name, Work work) {
    Path order = directory.resolve(name + ".work.json");
    Path answer = directory.resolve(name + ".json");
    Path said = directory.resolve(name + ".log");
    try {
      Files.createDirectories(directory);
      JSON.writerFor(Work.class).writeValue(order.toFile(), work);
      List<String> words = new ArrayList<>();
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(options());
      words.addAll(more);
      words.addAll(List.of("-cp", System.getProperty("java.class.path")));
      words.addAll(List.of(Contender.class.getName(), order.toString(), answer.toString()));
      Process process =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      int exitCode = waitFor(process);
      if (exitCode != 0) {
        throw new IllegalStateException(
            "%s failed with exit code %d; the end of %s:%n%s"
                .formatted(name, exitCode, said, end(said)));
      }
      return JSON.readValue(answer.toFile(), Measurement.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + name + " in " + directory, e);
    }
  }

  /** A benchmark that is interrupted leaves no process behind. */
  private static int waitFor(Process process) {
    Thread ending = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      int exitCode = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(ending);
      return exitCode;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String end(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }
}
