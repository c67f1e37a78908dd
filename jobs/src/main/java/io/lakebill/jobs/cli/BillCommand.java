package io.lakebill.jobs.cli;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.nightly.Nightly;
import io.lakebill.jobs.run.Demand;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.schemas.table.Table;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bill}. */
@Command(
    name = "bill",
    description = {
      "Bill one account up to a date, as a run of its own, without waiting for late events.",
      "All other accounts are billed by the nights, as ever."
    },
    mixinStandardHelpOptions = true)
final class BillCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Option(names = "--account", paramLabel = "ID", required = true, description = "Who is billed.")
  private String account;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "What ends by this day is billed; today in UTC unless given.")
  private LocalDate asOf;

  @Option(
      names = "--cadence",
      paramLabel = "CADENCE",
      description = "Only invoices that bill a plan of this cadence, such as monthly.")
  private String cadence;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      description = "Invoice in this currency, at the exchange rate of the billing date.")
  private String currency;

  @Mixin private MostDueOption mostDue;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  BillCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Demand demand = new Demand(account, cadence(), currency());
    lake.requireThere();
    LocalDate date = asOf == null ? LocalDate.now(clock) : asOf;
    return lake.write(
        open -> {
          requireOwnPayer(open);
          try (Progress progress = console.progress("bill " + account + " " + date)) {
            report(
                new Nightly(clock, ExitCode::of, progress::step)
                    .onDemand(open, date, mostDue.value(), demand));
          }
          return ExitCode.DONE;
        });
  }

  private void requireOwnPayer(Lake open) {
    List<Row> rows =
        open.read(Table.ACCOUNTS)
            .where(col("account_id").equalTo(account))
            .select("paid_by")
            .collectAsList();
    if (rows.isEmpty()) {
      throw new UsageException(
          "there is no account '%s'; `lakebill sql` lists all with SELECT account_id FROM accounts"
              .formatted(account));
    }
    if (!rows.get(0).isNullAt(0)) {
      throw new UsageException(
          "account %s is paid for by %s; bill that one".formatted(account, rows.get(0).get(0)));
    }
  }

  private Cadence cadence() {
    try {
      return cadence == null ? null : Cadence.valueOf(cadence.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--cadence %s is none of %s"
              .formatted(cadence, List.of(Cadence.values()).toString().toLowerCase(Locale.ROOT)));
    }
  }

  private String currency() {
    try {
      return currency == null ? null : PricingUnit.currency(currency).code();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--currency: " + e.getMessage());
    }
  }

  private void report(Nightly.Night night) {
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("run_id", night.runId());
      result.put("counts", night.counts());
      console.json(result);
      return;
    }
    night.counts().forEach((name, rows) -> console.say("%-18s %d".formatted(name, rows)));
    console.say("published run " + night.runId());
  }
}
