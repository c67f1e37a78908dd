package io.lakebill.tests.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A report as a table for people. */
final class ReportText {

  private static final String ROW = "%-46s %8s %8s %8s %8s %9s";

  private ReportText() {}

  static List<String> of(Report report) {
    List<String> lines = new ArrayList<>();
    Machine machine = report.machine();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d events in a month, %,d subscriptions; %d processors, heap %s, %s",
            report.events(),
            report.subscriptions(),
            machine.processors(),
            bytes(machine.heapBytes()),
            machine.options()));
    lines.add("");
    lines.add(ROW.formatted("", "CPU s", "wall s", "start s", "peak", "read"));
    report
        .parts()
        .forEach((part, measurement) -> lines.addAll(rows(part.description(), measurement)));
    lines.add("");
    lines.add("%-46s %8s %8s".formatted("ratio of CPU", "work", "process"));
    ratios(report.ratios())
        .forEach(
            (name, ratio) ->
                lines.add(
                    "%-46s %8s %8s"
                        .formatted(
                            name,
                            text(ratio),
                            text(ratios(report.ratiosOfProcesses()).get(name)))));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT, "all contenders agree, on %,d quantities", report.quantitiesAgreed()));
    return lines;
  }

  private static List<String> rows(String description, Measurement measurement) {
    List<String> rows = new ArrayList<>();
    Cost work = measurement.work();
    rows.add(
        ROW.formatted(
            description,
            seconds(work.cpuSeconds()),
            seconds(work.wallSeconds()),
            seconds(measurement.phase(Measurement.START).cpuSeconds()),
            measurement.peak().map(ReportText::bytes).orElse("?"),
            read(work)));
    if (measurement.phases().size() > 2) {
      measurement
          .phases()
          .forEach(
              (phase, cost) -> {
                if (!phase.equals(Measurement.START)) {
                  rows.add(
                      ROW.formatted(
                          "  " + phase,
                          seconds(cost.cpuSeconds()),
                          seconds(cost.wallSeconds()),
                          "",
                          "",
                          read(cost)));
                }
              });
    }
    return rows;
  }

  private static Map<String, Optional<BigDecimal>> ratios(Ratios ratios) {
    Map<String, Optional<BigDecimal>> named = new LinkedHashMap<>();
    named.put("full_to_duckdb", Optional.ofNullable(ratios.fullToDuckdb()));
    named.put("night_to_duckdb_month", Optional.ofNullable(ratios.nightToDuckdbMonth()));
    named.put("night_to_full", Optional.ofNullable(ratios.nightToFull()));
    named.put("growth_at_4x_history", Optional.ofNullable(ratios.growthAt4xHistory()));
    named.put("meters_30_to_6", Optional.ofNullable(ratios.meters30To6()));
    named.put("land_to_copy", Optional.ofNullable(ratios.landToCopy()));
    named.put("contracts_to_metering", Optional.ofNullable(ratios.contractsToMetering()));
    return named;
  }

  private static String text(Optional<BigDecimal> ratio) {
    return ratio.map(BigDecimal::toPlainString).orElse("-");
  }

  private static String read(Cost cost) {
    return cost.read().map(ReportText::bytes).orElse("?");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  private static String bytes(long bytes) {
    return bytes < 10L << 30 ? "%d MB".formatted(bytes >> 20) : "%d GB".formatted(bytes >> 30);
  }
}
