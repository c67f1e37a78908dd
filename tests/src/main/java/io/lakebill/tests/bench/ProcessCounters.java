package io.lakebill.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What this process has used since it started. */
record ProcessCounters(double cpuSeconds, double wallSeconds, Optional<Long> bytesRead) {

  static ProcessCounters now() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ProcessCounters(
        system.getProcessCpuTime() / 1e9,
        ManagementFactory.getRuntimeMXBean().getUptime() / 1e3,
        entry("/proc/self/io", "rchar"));
  }

  /** The most memory the process ever had resident, where the system tells. */
  static Optional<Long> peakBytes() {
    return entry("/proc/self/status", "VmHWM").map(kibibytes -> kibibytes * 1024);
  }

  Cost since(ProcessCounters earlier) {
    return new Cost(
        cpuSeconds - earlier.cpuSeconds,
        wallSeconds - earlier.wallSeconds,
        bytesRead.flatMap(now -> earlier.bytesRead.map(then -> now - then)).orElse(null));
  }

  private static Optional<Long> entry(String file, String name) {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return Optional.empty();
    }
    try {
      return Files.readAllLines(path).stream()
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
