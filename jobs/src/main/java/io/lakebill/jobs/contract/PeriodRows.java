package io.lakebill.jobs.contract;

import io.lakebill.pricing.contract.TimeLeft;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Days;
import io.lakebill.schemas.account.PlanHistory;
import io.lakebill.schemas.account.UsageByDay;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.MeteredPlan;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.RecurringCharge;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Makes the billing periods of a subscription, a row for each: the billed ones, then what is left.
 */
final class PeriodRows implements FlatMapFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  static final StructType SCHEMA =
      StructType.fromDDL(
          """
          subscription_id STRING, account_id STRING, account_name STRING, seller_id STRING,
          plan_id STRING, stretch_start DATE, stretch_end DATE,
          subscription_account STRING, stretch_plan STRING, subscription_zone STRING,
          time_zone STRING, currency STRING, payment_terms_days INT, grace_days INT,
          period_index INT, period_start DATE, period_end DATE, period_full_days BIGINT,
          start_utc TIMESTAMP, end_utc TIMESTAMP, is_metered BOOLEAN, advance_finalized BOOLEAN,
          arrears_landing BIGINT, arrears_token BIGINT, fees_since DATE,
          is_outside BOOLEAN, is_paid_ahead BOOLEAN, due_once_before ARRAY<STRING>,
          trial_days INT,
          schedule_origin DATE, trial_start DATE, stretch_before DATE,
          next_currency STRING, decisive_day DATE, metered_plan STRING,
          plan_start DATE, plan_end DATE, periods_before INT
          """);

  private final Catalog catalog;
  private final PlanChanges changes;
  private final Adjustments adjustments;
  private final LocalDate asOf;

  /**
   * @param adjustments those of usage that has the price of its day, and maybe others
   */
  PeriodRows(Catalog catalog, PlanChanges changes, Adjustments adjustments, LocalDate asOf) {
    this.catalog = catalog;
    this.changes = changes;
    this.adjustments = adjustments;
    this.asOf = asOf;
  }

  @Override
  public Iterator<Row> call(Row subscription) {
    String planId = subscription.getAs("plan_id");
    Plan plan =
        catalog
            .plan(planId)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "subscription %s is on plan %s, which the catalog does not have"
                            .formatted(subscription.getAs("subscription_id"), planId)));
    LocalDate start = subscription.getAs("start_date");
    LocalDate endDate = subscription.getAs("end_date");
    PlanHistory plans =
        PlanHistory.of(
            plan,
            start,
            endDate,
            changes.of(subscription.<String>getAs("subscription_id")),
            catalog::plan);
    int trialDays = trialDays(subscription, plan);
    List<Days> subscribed = subscribed(start, endDate);
    List<Row> rows = new ArrayList<>();
    List<TimeLeft.Billed> billed = new ArrayList<>();
    List<Days> billedAhead = new ArrayList<>();
    for (Row end : ends(subscription)) {
      Days days = new Days(end.getAs("period_start"), end.getAs("period_end"));
      boolean isOutside = !days.without(subscribed).isEmpty();
      boolean isAhead = end.getAs("timing").equals("advance");
      if (isAhead) {
        billedAhead.add(days);
      } else {
        billed.add(new TimeLeft.Billed(days, end.getAs("start_utc"), end.getAs("end_utc")));
      }
      if (isOutside || !isAhead) {
        OnPlan stretch = new OnPlan(plans, plans.positionAt(days.start()), trialDays);
        rows.add(billed(subscription, stretch, end, !isAhead, isOutside));
      }
    }
    TimeLeft left =
        new TimeLeft(
            plans.stretches().stream().map(PlanHistory.Stretch::schedule).toList(),
            ZoneId.of(subscription.getAs("time_zone")),
            start.plusDays(trialDays),
            billed,
            billedAhead);
    List<TimeLeft.Open> all = left.startedBy(asOf);
    DueOnce once = new DueOnce(plans, all);
    for (TimeLeft.Open open : all) {
      OnPlan stretch = new OnPlan(plans, open.schedule(), trialDays);
      rows.add(open(subscription, stretch, open, left.aheadOf(open.schedule()), once));
    }
    return rows.iterator();
  }

  /** A stretch of a subscription's time on one plan. */
  private record OnPlan(PlanHistory history, int position, int trialDays) {

    PlanHistory.Stretch stretch() {
      return history.stretches().get(position);
    }

    Plan plan() {
      return stretch().plan();
    }

    BillingSchedule schedule() {
      return stretch().schedule();
    }

    /** The first day on the plan. */
    LocalDate since() {
      return at(history.firstOnPlan(position)).schedule().start();
    }

    /** The first day on the next plan; null if there is none. */
    LocalDate until() {
      return at(history.lastOnPlan(position)).schedule().end();
    }

    /** The first day on the plan before it; null if it is the first. */
    LocalDate before() {
      int first = history.firstOnPlan(position);
      return first == 0 ? null : new OnPlan(history, first - 1, trialDays).since();
    }

    /** The currency of the plan that comes after it; null if it is the last. */
    String nextCurrency() {
      int next = history.lastOnPlan(position) + 1;
      return next == history.stretches().size() ? null : at(next).currency().code();
    }

    private PlanHistory.Stretch at(int other) {
      return history.stretches().get(other);
    }
  }

  /** The days that are the subscription's now; none if it ends as it starts. */
  private static List<Days> subscribed(LocalDate start, LocalDate endDate) {
    LocalDate end = endDate == null ? LocalDate.MAX : endDate;
    return start.isBefore(end) ? List.of(new Days(start, end)) : List.of();
  }

  /** The subscription's own, or else the plan's. */
  private static int trialDays(Row subscription, Plan plan) {
    Integer own = subscription.getAs("trial_days");
    return own == null ? plan.trialDays() : own;
  }

  private static List<Row> ends(Row subscription) {
    int column = subscription.fieldIndex("billed_ends");
    return subscription.isNullAt(column) ? List.of() : subscription.getList(column);
  }

  /** A period as it was billed: for whom, on which plan and by which clock. */
  private Row billed(
      Row subscription, OnPlan stretch, Row end, boolean isMetered, boolean isOutside) {
    return row(
        subscription,
        stretch,
        end.getAs("period_start"),
        List.of(end.getAs("account_id"), end.getAs("plan_id"), end.getAs("time_zone")),
        end.getAs("period_index"),
        end.getAs("period_start"),
        end.getAs("period_end"),
        end.getAs("period_full_days"),
        end.getAs("start_utc"),
        end.getAs("end_utc"),
        isMetered,
        true,
        end.getAs("landing"),
        end.getAs("run_token"),
        end.getAs("period_start"),
        isOutside,
        true,
        new Object[0]);
  }

  private Row open(
      Row subscription, OnPlan stretch, TimeLeft.Open open, List<Days> billedAhead, DueOnce once) {
    BillingPeriod period = open.period();
    LocalDate decisive = stretch.stretch().decisiveDay(period);
    Plan plan = stretch.plan().on(decisive);
    return row(
        subscription,
        stretch,
        decisive,
        List.of(subscription.getAs("account_id"), plan.id(), subscription.getAs("time_zone")),
        period.index(),
        period.start(),
        period.end(),
        period.fullDays(),
        open.from(),
        open.until(),
        open.isOpen(),
        !open.isOpenAhead(),
        null,
        null,
        feesSince(plan, stretch.schedule(), period),
        false,
        period.asDays().without(billedAhead).isEmpty(),
        period.isFirst() ? once.before(open.schedule()).toArray() : new Object[0]);
  }

  /** The first day of the time of any fee that may be billed with the period. */
  private static LocalDate feesSince(Plan plan, BillingSchedule schedule, BillingPeriod period) {
    return plan.terms()
        .values()
        .flatMap(terms -> terms.charges().stream())
        .filter(RecurringCharge.class::isInstance)
        .flatMap(fee -> ((RecurringCharge) fee).recurrence().times(schedule, period).stream())
        .map(time -> time.start())
        .min(LocalDate::compareTo)
        .filter(period.start()::isAfter)
        .orElse(period.start());
  }

  /** By days, where the price of the subscription changes inside of the period. */
  private String meteredPlan(Plan plan, LocalDate decisive, Row subscription, Object[] period) {
    String key = plan.meteredAs(decisive);
    if (!catalog.pricedByDay().contains(plan.id())) {
      return key;
    }
    String id = subscription.getAs("subscription_id");
    Days days = new Days((LocalDate) period[1], (LocalDate) period[2]);
    return UsageByDay.isWanted(plan.on(decisive), charge -> adjustments.of(id, charge), days)
        ? MeteredPlan.byDay(key)
        : key;
  }

  /**
   * A row of {@link #SCHEMA}.
   *
   * @param decisive the day that says what the period has of the plan
   * @param payer account, plan and time zone
   * @param period the columns from {@code period_index} on
   */
  private Row row(
      Row subscription, OnPlan stretch, LocalDate decisive, List<String> payer, Object... period) {
    Plan plan = stretch.plan().on(decisive);
    List<Object> values =
        new ArrayList<>(
            List.of(
                subscription.getAs("subscription_id"),
                payer.get(0),
                subscription.getAs("account_name")));
    values.add(subscription.getAs("seller_id"));
    values.add(payer.get(1));
    values.add(stretch.schedule().start());
    values.add(stretch.schedule().end());
    values.add(subscription.getAs("account_id"));
    values.add(plan.id());
    values.add(subscription.getAs("time_zone"));
    values.add(payer.get(2));
    values.add(plan.currency().code());
    values.add(plan.paymentTermsDays());
    values.add(plan.graceDays());
    values.addAll(Arrays.asList(period));
    values.add(stretch.trialDays());
    values.add(stretch.schedule().origin());
    values.add(subscription.getAs("start_date"));
    values.add(stretch.before());
    values.add(stretch.nextCurrency());
    values.add(decisive);
    values.add(
        catalog
            .plan(payer.get(1))
            .map(one -> meteredPlan(one, decisive, subscription, period))
            .orElse(payer.get(1)));
    values.add(stretch.since());
    values.add(stretch.until());
    values.add(stretch.history().periodsBefore(stretch.position()));
    return RowFactory.create(values.toArray());
  }
}
