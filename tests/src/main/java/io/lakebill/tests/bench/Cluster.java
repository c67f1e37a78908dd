package io.lakebill.tests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * A standalone Spark cluster of this machine, on the loopback interface: a master and workers that
 * offer one core each, every one a process of its own. Closing it, or the end of this process, ends
 * it.
 */
final class Cluster implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  /** Of the system's clock that /proc counts in. */
  private static final double TICKS_PER_SECOND = 100;

  /** Where the times of children that are gone begin among the fields after the name. */
  private static final int TIMES_OF_CHILDREN = 13;

  private final Path home;
  private final int port;
  private final int cores;
  private final List<Process> processes = new ArrayList<>();
  private final Thread ending = new Thread(this::end);

  private Cluster(Path home, int port, int cores) {
    this.home = home;
    this.port = port;
    this.cores = cores;
  }

  /**
   * Starts it.
   *
   * @param home gets what Spark wants to find in its home, logs and the workers' files
   */
  static Cluster start(Path home, int workers) {
    try {
      Files.createDirectories(home.resolve("jars"));
      Files.createDirectories(home.resolve("bin"));
      // Workers start executors through this, and expect it to be there.
      Files.write(home.resolve("bin/load-spark-env.sh"), new byte[0]);
      Cluster cluster = new Cluster(home, freePort(), workers);
      Runtime.getRuntime().addShutdownHook(cluster.ending);
      cluster.begin(workers);
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a cluster in " + home, e);
    }
  }

  private void begin(int workers) throws IOException {
    String address = Integer.toString(port);
    launch("master", "master.Master", "--host", LOOPBACK, "--port", address, "--webui-port", "0");
    awaitMaster();
    for (int worker : IntStream.range(0, workers).toArray()) {
      String name = "worker-" + worker;
      String directory = home.resolve(name).toString();
      launch(
          name,
          "worker.Worker",
          "--host",
          LOOPBACK,
          "--webui-port",
          "0",
          "--cores",
          "1",
          "--memory",
          "4g",
          "--work-dir",
          directory,
          master());
    }
  }

  /** Options of a driver that works here, on all cores, with this process' classes and heap. */
  List<String> driverOptions() {
    List<String> ofSpeed =
        Contender.options().stream().filter(option -> option.startsWith("-XX:")).toList();
    return List.of(
        "-Dspark.master=" + master(),
        "-Dspark.cores.max=" + cores,
        "-Dspark.executor.cores=1",
        "-Dspark.executor.memory=3g",
        "-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"),
        "-Dspark.executor.extraJavaOptions=" + String.join(" ", ofSpeed),
        "-Dspark.driver.host=" + LOOPBACK,
        "-Dspark.driver.bindAddress=" + LOOPBACK,
        "-Dspark.ui.enabled=false",
        "-Dspark.sql.adaptive.enabled=false",
        "-Dspark.sql.shuffle.partitions=2",
        "-Dspark.default.parallelism=2",
        "-Dspark.databricks.delta.snapshotPartitions=1");
  }

  /** CPU seconds of all executors that are gone. */
  double executorSeconds() {
    return processes.stream().skip(1).mapToDouble(Cluster::secondsOfChildren).sum();
  }

  /** Waits until no worker has an executor, so that all are counted. */
  void awaitExecutors() {
    await(() -> processes.stream().noneMatch(p -> p.children().findAny().isPresent()));
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(ending);
  }

  private void end() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void launch(String name, String main, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(Contender.options());
    words.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    words.add("org.apache.spark.deploy." + main);
    words.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    processes.add(builder.start());
  }

  private String master() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  private void awaitMaster() {
    await(
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          } catch (IOException notYet) {
            return false;
          }
        });
  }

  private void await(BooleanSupplier isSo) {
    long end = System.nanoTime() + 120_000_000_000L;
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > end || processes.stream().anyMatch(p -> !p.isAlive())) {
        throw new IllegalStateException("the cluster does not work; its logs are in " + home);
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private static double secondsOfChildren(Process process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[TIMES_OF_CHILDREN])
              + Long.parseLong(fields[TIMES_OF_CHILDREN + 1]))
          / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException("the CPU of executors can only be read from /proc", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
