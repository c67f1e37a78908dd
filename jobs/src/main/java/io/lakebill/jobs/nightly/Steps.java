package io.lakebill.jobs.nightly;

import io.lakebill.jobs.invoice.DraftInvoices;
import io.lakebill.jobs.invoice.FinalizeInvoices;
import io.lakebill.jobs.meter.DailyUsage;
import io.lakebill.jobs.meter.MeterUsage;
import io.lakebill.jobs.payment.ExportPayments;
import io.lakebill.jobs.payment.SettleInvoices;
import io.lakebill.jobs.rate.RateUsage;
import io.lakebill.jobs.report.UsageStats;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.RunJob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The steps of a run between opening and publishing it, in order, each a command of its own. */
public final class Steps {

  private static final Map<String, List<Job>> BY_COMMAND = new LinkedHashMap<>();

  static {
    BY_COMMAND.put("meter", List.of(new MeterUsage()));
    BY_COMMAND.put("rate", List.of(new RateUsage()));
    BY_COMMAND.put(
        "invoice", List.of(new DraftInvoices(), new FinalizeInvoices(), new SettleInvoices()));
    BY_COMMAND.put("export", List.of(new ExportPayments()));
    BY_COMMAND.put("stats", List.of(new UsageStats(), new DailyUsage()));
  }

  private Steps() {}

  /** The commands, in order. */
  public static List<String> commands() {
    return List.copyOf(BY_COMMAND.keySet());
  }

  /** Does the jobs of a command; what later commands staged before is forgotten. */
  public static Map<String, Long> run(String command, RunContext context, RunJob runner) {
    List<String> commands = commands();
    commands.subList(commands.indexOf(command) + 1, commands.size()).stream()
        .flatMap(later -> BY_COMMAND.get(later).stream())
        .forEach(job -> context.staging().remove(job.stages()));
    Map<String, Long> counts = new TreeMap<>();
    for (Job job : BY_COMMAND.get(command)) {
      counts.putAll(runner.run(job, context));
    }
    return counts;
  }
}
