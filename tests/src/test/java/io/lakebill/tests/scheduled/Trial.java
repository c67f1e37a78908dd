package io.lakebill.tests.scheduled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.lakebill.airflow.scheduler.AirflowClient;
import io.lakebill.airflow.scheduler.Login;
import io.lakebill.airflow.scheduler.Patience;
import io.lakebill.airflow.spark.SecretKey;
import io.lakebill.airflow.spark.SparkSubmissions;
import io.lakebill.jobs.lake.Directories;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What {@code airflow/try-it} starts: a real Airflow, a real Spark master with two workers, on
 * loopback ports that were free. Closing it ends all of it.
 */
final class Trial implements AutoCloseable {

  static final String DAG = "lakebill_nightly";

  /** A night takes about a minute; on a machine that is busy with other things, much longer. */
  static final Patience NIGHT = new Patience(Duration.ofMinutes(20), Duration.ofSeconds(1));

  /** The schedule is over: every night is one that a test has asked for. */
  private static final List<String> SCHEDULE =
      List.of("--start", "2026-09-01", "--end", "2026-11-10");

  private static final Path PROJECT = Path.of(System.getProperty("lakebill.project"));

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Path directory;
  private final Map<String, Integer> ports = new TreeMap<>();

  private Trial(Path directory) {
    this.directory = directory;
  }

  /**
   * Starts all of it over a folder with catalog, accounts and source, or skips the test, saying
   * why.
   *
   * @param more options of {@code try-it}
   */
  static Trial start(Path input, String... more) {
    String python = AirflowPython.executable();
    Trial trial = new Trial(directory());
    // Also when the tests are interrupted: nothing may go on unseen.
    Runtime.getRuntime().addShutdownHook(new Thread(trial::close));
    for (String port : List.of("AIRFLOW_PORT", "SPARK_PORT", "SPARK_REST_PORT", "SPARK_UI_PORT")) {
      trial.ports.put(port, freePort());
    }
    List<String> options = new ArrayList<>(List.of("--input", input.toString(), "--detach"));
    options.addAll(SCHEDULE);
    options.addAll(List.of(more));
    trial.tryIt(python, options);
    return trial;
  }

  /** The Airflow, as its administrator. */
  AirflowClient airflow() {
    return airflow(read("password"));
  }

  /** The Airflow, with another password. */
  AirflowClient airflow(String password) {
    return new AirflowClient(new Login(url("AIRFLOW_PORT"), "admin", password), DEADLINE);
  }

  /** The cluster, with the master's key. */
  SparkSubmissions spark(Clock clock) {
    return spark(SecretKey.parse(read("spark-secret")), clock);
  }

  /** The cluster, with another key. */
  SparkSubmissions spark(SecretKey key, Clock clock) {
    return new SparkSubmissions(url("SPARK_REST_PORT"), key, DEADLINE, clock);
  }

  /** The master's address. */
  String master() {
    return "spark://127.0.0.1:" + ports.get("SPARK_PORT");
  }

  /** The lake that is billed. */
  TestLake lake() {
    return TestLake.at(directory.resolve("lake"));
  }

  /** Ids of the runs that this lake's nights have opened, oldest first. */
  List<String> runs() {
    Path runs = directory.resolve("lake/_runs");
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .filter(run -> Files.exists(run.resolve("run.json")))
          .map(run -> run.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a run has begun a job. */
  void awaitJob(String run, String job) {
    Path attempts = directory.resolve("lake/_runs").resolve(run).resolve("attempts");
    await(
        run + " to begin " + job,
        () ->
            Files.isDirectory(attempts)
                && Arrays.stream(attempts.toFile().list())
                    .anyMatch(name -> name.matches("\\d+-" + job + "-\\d+\\.json")));
  }

  /** Kills the driver that a worker has started, without any clean-up. */
  void killDriver() {
    driver().destroyForcibly();
  }

  /**
   * Kills the master, and starts another in its place. Time stands still for the driver meanwhile:
   * one that ends while there is no master is lost to the next one, and its night tried again.
   */
  void restartMaster() throws IOException {
    ProcessHandle driver = driver();
    signal("STOP", driver);
    try {
      ProcessHandle master = process("master");
      master.destroyForcibly();
      await("the master's end", () -> !master.isAlive());
      Process again =
          new ProcessBuilder("setsid", directory.resolve("start-master").toString())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(directory.resolve("logs/master.log").toFile()))
              .start();
      Files.writeString(directory.resolve("run/master.pid"), again.pid() + "\n");
      await("the master's address", () -> listens(ports.get("SPARK_PORT")));
    } finally {
      signal("CONT", driver);
    }
  }

  private ProcessHandle driver() {
    List<ProcessHandle> drivers =
        Stream.of("worker-1", "worker-2")
            .flatMap(worker -> process(worker).descendants())
            .filter(process -> commandLine(process).contains("DriverWrapper"))
            .toList();
    assertEquals(1, drivers.size(), () -> "drivers: " + drivers);
    return drivers.get(0);
  }

  private static void signal(String name, ProcessHandle process) throws IOException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
        .inheritIO()
        .start()
        .onExit()
        .join();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** What the parts have logged, for messages about failures. */
  String logs() {
    try (Stream<Path> files = Files.walk(directory)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().matches(".*(\\.log|stderr)")).toList()) {
        List<String> lines = Files.readAllLines(file);
        all.append("== ").append(directory.relativize(file)).append('\n');
        lines
            .subList(Math.max(0, lines.size() - 15), lines.size())
            .forEach(line -> all.append(line).append('\n'));
      }
      return all.toString();
    } catch (IOException e) {
      return "logs cannot be read: " + e;
    }
  }

  /** Does nothing the second time. */
  @Override
  public synchronized void close() {
    if (Files.exists(directory)) {
      tryIt(AirflowPython.executable(), List.of("--stop"));
      Directories.delete(directory);
    }
  }

  private ProcessHandle process(String name) {
    return ProcessHandle.of(Long.parseLong(read("run/" + name + ".pid"))).orElseThrow();
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI url(String port) {
    return URI.create("http://127.0.0.1:" + ports.get(port));
  }

  private void tryIt(String python, List<String> options) {
    List<String> words = new ArrayList<>(List.of(PROJECT.resolve("airflow/try-it").toString()));
    words.addAll(List.of("--directory", directory.toString()));
    words.addAll(options);
    Path output = directory.resolve("try-it.txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().put("LAKEBILL_AIRFLOW_PYTHON", python);
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      ports.forEach((name, port) -> builder.environment().put(name, port.toString()));
      Process process = builder.start();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroy();
      }
      if (process.exitValue() != 0) {
        fail("try-it failed: " + Files.readString(output) + logs());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("lakebill-trial-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException ended) {
      return "";
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(String what, BooleanSupplier isSo) {
    long end = System.nanoTime() + NIGHT.longest().toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("waited in vain for " + what);
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
