package io.lakebill.jobs.rate;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.payer.BilledEvents;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds how what was billed differs from what would be billed by what holds now. One query tells
 * whether there can be anything to find; in most nights there is not.
 */
final class BilledDifferences {

  private static final String OUTSIDE = "outside";
  private static final String MOVED = "moved";
  private static final String BEFORE = "before";

  private BilledDifferences() {}

  /** Rows as in {@code billing_issues}. */
  static Dataset<Row> findings(RunContext context) {
    Dataset<Row> periods = BillingPeriods.all(context);
    Dataset<Row> moved = movedNames(context);
    Dataset<Row> before =
        context
            .pinned(Table.BILLING_ISSUES)
            .where("issue = 'billed_otherwise' AND subject IS NULL");
    Set<String> kinds = new HashSet<>();
    Set<LocalDate> dates = new HashSet<>();
    Sql.run(
            context.spark(),
            "possible_differences",
            Map.of("billing_periods", periods, "moved_names", moved, "issues_before", before),
            Map.of())
        .collectAsList()
        .forEach(
            row -> {
              kinds.add(row.getAs("kind"));
              dates.add(row.getAs("billing_date"));
            });
    Dataset<Row> findings = context.staging().read(RateUsage.DIFFERENCES);
    if (kinds.contains(BEFORE)) {
      findings = findings.unionByName(kept(context, periods, before, findings));
    }
    dates.remove(null);
    Dataset<Row> charges =
        context.pinned(Table.CHARGES).where(col("billing_date").isin(dates.toArray()));
    if (kinds.contains(OUTSIDE)) {
      findings =
          findings.unionByName(
              BilledOutside.findings(
                  context,
                  periods.where("is_outside"),
                  periods.where("is_metered AND arrears_landing IS NULL"),
                  charges));
    }
    if (kinds.contains(MOVED)) {
      Dataset<Row> elsewhere =
          Sql.run(
              context.spark(),
              "billed_elsewhere",
              Map.of("moved_names", moved, "charges", charges),
              Map.of());
      findings = findings.unionByName(elsewhere);
    }
    return findings;
  }

  /** What was found of time that is over since; nobody looks at it again. */
  private static Dataset<Row> kept(
      RunContext context, Dataset<Row> periods, Dataset<Row> before, Dataset<Row> found) {
    return Sql.run(
        context.spark(),
        "kept_differences",
        Map.of(
            "issues_before",
            before,
            "billed_time",
            context.pinned(Table.BILLED_TIME),
            "open_periods",
            periods.where("is_metered AND arrears_landing IS NULL"),
            "found",
            found),
        Map.of());
  }

  /** Names under which somebody paid for events who would not by now; only an import moves one. */
  private static Dataset<Row> movedNames(RunContext context) {
    boolean canBe =
        BilledEvents.hasAny(context)
            && List.of(Table.ACCOUNT_KEYS, Table.USERS).stream()
                .anyMatch(table -> context.run().inputVersions().get(table.tableName()) > 1);
    Dataset<Row> billed = context.pinned(Table.BILLED_EVENTS);
    return Sql.run(
        context.spark(),
        "moved_names",
        Map.of(
            "billed_events", canBe ? billed : billed.limit(0),
            "account_keys", context.pinned(Table.ACCOUNT_KEYS),
            "users", context.pinned(Table.USERS)),
        Map.of());
  }
}
