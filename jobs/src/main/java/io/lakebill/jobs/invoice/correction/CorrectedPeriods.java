package io.lakebill.jobs.invoice.correction;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.MeterUsage;
import io.lakebill.jobs.run.Closing;
import io.lakebill.jobs.run.Closings;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.LateUsage;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The billed periods that a run looks at again: of which something else is known than before, or
 * whose correction is on no invoice yet. Of a month that is closed what was known by then counts,
 * and what came later is told (decision 55).
 *
 * @param periods in {@link #COLUMNS}
 * @param closed what came after a month was closed, as rows of {@code billing_issues}
 */
record CorrectedPeriods(List<Row> periods, List<Row> closed) {

  static final StructType COLUMNS =
      StructType.fromDDL(
          """
          subscription_id STRING, account_id STRING, plan_id STRING, period_start DATE,
          period_end DATE, landing BIGINT, run_token BIGINT, is_at_once BOOLEAN, known_landing BIGINT
          """);

  /** Those of a run, as far as their plans want them corrected. */
  static CorrectedPeriods of(RunContext context) {
    if (context.isEmpty(Table.FINALIZED_PERIODS) || !isAnythingTold(context)) {
      return new CorrectedPeriods(List.of(), List.of());
    }
    Closings closings = Closings.of(context.pinned(Table.PERIOD_CLOSINGS));
    List<Row> wanted = new ArrayList<>();
    List<Row> closed = new ArrayList<>();
    for (Row row :
        Sql.run(
                context.spark(),
                "corrected_periods",
                Map.of(
                    "findings", context.staging().read(MeterUsage.FINDINGS),
                    "issues_before", context.pinned(Table.BILLING_ISSUES),
                    "finalized_periods", context.pinned(Table.FINALIZED_PERIODS)),
                Map.of())
            .collectAsList()) {
      LateUsage policy = policy(context.catalog(), row).orElse(LateUsage.IGNORE);
      if (policy == LateUsage.IGNORE) {
        continue;
      }
      Optional<Closing> closing = closings.closed(row.<LocalDate>getAs("period_end").minusDays(1));
      long landing = row.<Long>getAs("landing");
      wanted.add(
          RowFactory.create(
              row.<String>getAs("subscription_id"),
              row.<String>getAs("account_id"),
              row.<String>getAs("plan_id"),
              row.<LocalDate>getAs("period_start"),
              row.<LocalDate>getAs("period_end"),
              landing,
              row.<Long>getAs("run_token"),
              policy == LateUsage.CREDIT_NOTE,
              closing.map(by -> Math.max(landing, by.landing())).orElse(context.run().landing())));
      if (row.<Boolean>getAs("is_told_since")) {
        closing.ifPresent(by -> closed.add(closed(row, by)));
      }
    }
    return new CorrectedPeriods(wanted, closed);
  }

  /** Most nights hear nothing of billed periods, and looking costs less than asking. */
  private static boolean isAnythingTold(RunContext context) {
    return Stream.of(
            context.staging().read(MeterUsage.FINDINGS), context.pinned(Table.BILLING_ISSUES))
        .anyMatch(
            issues ->
                !issues
                    .where(
                        col("issue")
                            .isin(
                                "late_events",
                                "withdrawn_events",
                                Corrections.CORRECTED,
                                Corrections.UNCORRECTED,
                                Corrections.CLOSED_USAGE))
                    .isEmpty());
  }

  /** What the plan said when the period began; empty if the catalog does not have it any more. */
  private static Optional<LateUsage> policy(Catalog catalog, Row row) {
    return catalog
        .plan(row.<String>getAs("plan_id"), row.<LocalDate>getAs("period_start"))
        .map(Plan::lateUsage);
  }

  /** What came after a month was closed, as a row of {@code billing_issues}. */
  private static Row closed(Row period, Closing by) {
    return RowFactory.create(
        Corrections.CLOSED_USAGE,
        period.getAs("account_id"),
        period.getAs("subscription_id"),
        null,
        null,
        null,
        period.getAs("period_start"),
        null,
        1L,
        0L,
        null,
        "what is known of the period by now is not corrected: it came after %s closed %s on %s; `reopen --period %s` lets it be"
            .formatted(
                by.by(), by.period(), by.at().atZone(ZoneOffset.UTC).toLocalDate(), by.period()));
  }
}
