package io.lakebill.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Where figures were taken.
 *
 * @param options of the virtual machine of every contender that are about speed
 */
record Machine(
    String system, int processors, long memoryBytes, long heapBytes, String java, String options) {

  static Machine here() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        Runtime.getRuntime().maxMemory(),
        System.getProperty("java.vm.version"),
        String.join(" ", ofSpeed(Contender.options())));
  }

  private static List<String> ofSpeed(List<String> options) {
    return options.stream().filter(option -> option.startsWith("-X")).toList();
  }
}
