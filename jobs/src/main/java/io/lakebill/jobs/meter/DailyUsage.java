package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.lakebill.jobs.contract.BillingPeriods;
import io.lakebill.jobs.meter.event.EventFrame;
import io.lakebill.jobs.meter.event.EventGroups;
import io.lakebill.jobs.meter.fold.Folding;
import io.lakebill.jobs.meter.fold.Input;
import io.lakebill.jobs.meter.fold.Output;
import io.lakebill.jobs.meter.kept.KeptState;
import io.lakebill.jobs.meter.payer.Routing;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.meter.tally.TallyPlan.Grain;
import io.lakebill.jobs.run.Job;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.MeteredPlan;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Writes {@code usage_daily}: metering again, with days for billing periods. Only days that have
 * new events are metered; on other days only the accounts that changed.
 */
public final class DailyUsage implements Job {

  private static final long FEWEST_TASKS = 2;

  private static final long GROUPS_OF_A_TASK = 250_000;

  private static final String GROUPS = "daily_event_groups";

  @Override
  public String name() {
    return "daily";
  }

  @Override
  public Set<String> stages() {
    return Set.of(GROUPS, Table.USAGE_DAILY.tableName());
  }

  @Override
  public Map<String, Long> run(RunContext context) {
    Days days = new Days(context, BillingPeriods.toMeter(context));
    Map.Entry<Dataset<Row>, Set<LocalDate>> usage =
        days.kept().map(days::touched).orElseGet(days::all);
    context.staging().write(Table.USAGE_DAILY, usage.getKey(), List.copyOf(usage.getValue()));
    return Map.of("days", (long) usage.getValue().size());
  }

  /** What to write: the rows of some days, and the days whose rows they replace. */
  private static final class Days {

    private final RunContext context;
    private final Dataset<Row> periods;
    private final Routing routing;
    private final PricedMeters meters;
    private final Dataset<Row> published;

    Days(RunContext context, Dataset<Row> periods) {
      this.context = context;
      this.periods = periods;
      routing = Routing.staged(context, Routing.STAGED);
      meters =
          PricedMeters.of(context.catalog()).only(p -> p.isFolded() && !p.profile().seesHistory());
      published = context.pinned(Table.USAGE_DAILY);
    }

    Optional<KeptState> kept() {
      return KeptState.staged(context, periods);
    }

    Map.Entry<Dataset<Row>, Set<LocalDate>> all() {
      Dataset<Row> groups = staged(groups(EventFrame.all(context)));
      Set<LocalDate> days = in(published, "day");
      days.addAll(in(groups, "period_start"));
      return Map.entry(usage(groups), days);
    }

    Map.Entry<Dataset<Row>, Set<LocalDate>> touched(KeptState kept) {
      Set<LocalDate> touched = in(groups(kept.addedFrames()), "period_start");
      Column isTouched = col("period_start").isin(touched.toArray());
      Dataset<Row> byDay =
          groups(
                  EventFrame.all(context).stream()
                      .map(frame -> frame.with(rows -> around(rows, touched)))
                      .toList())
              .where(isTouched);
      if (!kept.isChanged()) {
        return Map.entry(usage(staged(byDay)), touched);
      }
      Dataset<Row> changed = groups(kept.changedFrames());
      Set<LocalDate> days = in(changed, "period_start");
      days.addAll(in(kept.ofChanged(published), "day"));
      days.removeAll(touched);
      Dataset<Row> others = kept.unchanged(published).where(col("day").isin(days.toArray()));
      days.addAll(touched);
      Dataset<Row> all = byDay.unionByName(changed.where(not(isTouched)));
      return Map.entry(usage(staged(all)).unionByName(others), days);
    }

    /** Groups of events, each in a period that is its day. */
    private Dataset<Row> groups(List<EventFrame> events) {
      return EventGroups.of(events, routing, meters, Grain.DAY, context.run().landing());
    }

    /** Staged, because usage is put together from several looks at them. */
    private Dataset<Row> staged(Dataset<Row> groups) {
      return context.staging().write(GROUPS, groups);
    }

    private Dataset<Row> usage(Dataset<Row> groups) {
      return Folding.byPeriod(meters.foldPlan(), tasks())
          .with(Input.GROUPS, groups)
          .output(Output.QUANTITIES)
          .where("quantity IS NOT NULL")
          .withColumnRenamed("period_start", "day")
          .withColumn("plan_id", functions.substring_index(col("plan_id"), MeteredPlan.FROM, 1))
          .drop("is_late", "is_too_large");
    }

    private int tasks() {
      return (int) Math.max(FEWEST_TASKS, context.staging().rows(GROUPS) / GROUPS_OF_A_TASK);
    }

    private static Set<LocalDate> in(Dataset<Row> rows, String day) {
      return new TreeSet<>(rows.select(day).distinct().as(Encoders.LOCALDATE()).collectAsList());
    }
  }

  /** The events that some account may have on one of the days: clocks are less than a day apart. */
  private static Dataset<Row> around(Dataset<Row> events, Set<LocalDate> days) {
    Object[] dates =
        days.stream()
            .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1)))
            .distinct()
            .toArray();
    return events.where(col("event_date").isin(dates));
  }
}
