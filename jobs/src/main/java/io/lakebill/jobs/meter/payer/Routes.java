package io.lakebill.jobs.meter.payer;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.priced.PricedMeters;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.account.PlanHistory;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Who pays for an event: for each subject (an alias, an account, a subscription or a user) the
 * stretches of time in which its events count for a subscription, and the meters that count them.
 *
 * <p>An event for an account counts for the one subscription that is active at the event's time and
 * whose plan prices the meter. Where several do, it counts for none and the meter is marked as
 * ambiguous. Meters are marked at their position among {@link PricedMeters#profiles}.
 */
public final class Routes {

  private static final StructType STRETCH =
      StructType.fromDDL(
          """
          addressed STRING, account_id STRING, subscription_id STRING, plan_id STRING,
          time_zone STRING, period_start DATE, arrears_landing BIGINT, arrears_token BIGINT,
          from_utc TIMESTAMP, until_utc TIMESTAMP, routes_since TIMESTAMP,
          meters ARRAY<BOOLEAN>, ambiguous_meters ARRAY<BOOLEAN>, is_shared BOOLEAN
          """);

  /**
   * The column of billing periods that says since when it is asked who pays; null for all of time.
   */
  public static final String SINCE = "routes_since";

  private Routes() {}

  /** Billing periods with {@link #SINCE}, of which it is asked who pays in all of their time. */
  public static Dataset<Row> ofAllTime(Dataset<Row> periods) {
    return periods.withColumn(SINCE, functions.lit(null).cast("timestamp"));
  }

  /**
   * One row per subject and stretch.
   *
   * @param periods billing periods; of each account that has some here, they are all that end after
   *     some time. Before it, nothing is said of who else is active
   */
  public static Dataset<Row> of(RunContext context, Dataset<Row> periods) {
    return of(context, periods, subjects(context));
  }

  /**
   * The same for what is asked of each period: before its {@link #SINCE}, nothing is said of names
   * that were billed otherwise.
   */
  public static Dataset<Row> since(RunContext context, Dataset<Row> periods) {
    return since(context, periods, subjects(context));
  }

  /**
   * The same for some subjects.
   *
   * @param subjects some of {@link #subjects}
   */
  public static Dataset<Row> of(RunContext context, Dataset<Row> periods, Dataset<Row> subjects) {
    return since(context, ofAllTime(periods), subjects);
  }

  private static Dataset<Row> since(
      RunContext context, Dataset<Row> periods, Dataset<Row> subjects) {
    Dataset<Row> stretches =
        periods
            .groupBy("account_id")
            .agg(functions.collect_list(functions.struct("*")).as("periods"))
            .flatMap(stretches(context.catalog()), Encoders.row(STRETCH));
    Dataset<Row> now =
        Sql.run(
            context.spark(),
            "routes",
            Map.of("stretches", stretches, "subjects", subjects),
            Map.of());
    return BilledEvents.of(context, periods).amend(now);
  }

  /** The names that events may call a payer by. */
  public static Dataset<Row> subjects(RunContext context) {
    return Sql.run(
        context.spark(),
        "subjects",
        Map.of(
            "account_keys", context.pinned(Table.ACCOUNT_KEYS),
            "accounts", context.pinned(Table.ACCOUNTS),
            "users", context.pinned(Table.USERS),
            "subscriptions", context.pinned(Table.SUBSCRIPTIONS)),
        Map.of());
  }

  private static FlatMapFunction<Row, Row> stretches(Catalog catalog) {
    int number = PricedMeters.of(catalog).profiles().size();
    Map<String, BitSet> metersByPlan = PricedMeters.numbersByPlan(catalog);
    return account -> {
      List<Row> periods = account.getList(account.fieldIndex("periods"));
      List<Row> stretches = new ArrayList<>();
      for (Row period : periods) {
        BitSet meters = meters(metersByPlan, period);
        Instant start = period.getAs("start_utc");
        Instant end = period.getAs("end_utc");
        Meters all = new Meters(number, meters, new BitSet());
        stretches.add(stretch("subscription", period, start, end, all, false));
        stretches.addAll(forAccount(period, periods, number, metersByPlan, catalog));
      }
      return stretches.iterator();
    };
  }

  /**
   * Cuts a period wherever another subscription of the account begins or ends. It is active whether
   * or not its own period has begun, so events dated ahead count the same in every run.
   */
  private static List<Row> forAccount(
      Row period, List<Row> all, int number, Map<String, BitSet> metersByPlan, Catalog catalog) {
    Instant start = period.getAs("start_utc");
    Instant end = period.getAs("end_utc");
    Map<String, Rival> rivals = new TreeMap<>();
    all.stream()
        .filter(other -> !other.getAs("subscription_id").equals(period.getAs("subscription_id")))
        .filter(other -> other.getAs("subscription_account").equals(other.getAs("account_id")))
        .flatMap(other -> Rival.of(other, catalog))
        .forEach(rival -> rivals.put(rival.name(), rival));
    TreeSet<Instant> cuts = new TreeSet<>(List.of(start, end));
    rivals.values().forEach(rival -> cuts.addAll(List.of(rival.from(), rival.until())));
    List<Instant> edges = new ArrayList<>(cuts.subSet(start, true, end, true));
    List<Row> stretches = new ArrayList<>();
    for (int i = 0; i + 1 < edges.size(); i++) {
      Instant from = edges.get(i);
      BitSet mine = (BitSet) meters(metersByPlan, period).clone();
      BitSet ambiguous = new BitSet();
      List<Rival> active = rivals.values().stream().filter(rival -> rival.isActive(from)).toList();
      active.forEach(rival -> ambiguous.or(metersByPlan.get(rival.plan())));
      ambiguous.and(mine);
      mine.andNot(ambiguous);
      Meters meters = new Meters(number, mine, ambiguous);
      stretches.add(stretch("account", period, from, edges.get(i + 1), meters, !active.isEmpty()));
    }
    return stretches;
  }

  /** The meters of the plan that a period is billed by; none of one that is there no more. */
  private static BitSet meters(Map<String, BitSet> metersByPlan, Row period) {
    return metersByPlan.getOrDefault(period.<String>getAs("plan_id"), new BitSet());
  }

  /** Some of the priced meters: those that count, and those that more than one would count for. */
  private record Meters(int number, BitSet counting, BitSet ambiguous) {

    Boolean[] marks(BitSet meters) {
      return IntStream.range(0, number).mapToObj(meters::get).toArray(Boolean[]::new);
    }
  }

  /**
   * Another subscription of the same account, and when it is on a plan that is metered in one way.
   *
   * @param plan its key
   */
  private record Rival(String name, String plan, Instant from, Instant until) {

    static Stream<Rival> of(Row period, Catalog catalog) {
      Plan plan = catalog.plan(period.getAs("stretch_plan")).orElseThrow();
      LocalDate start = period.getAs("stretch_start");
      LocalDate end = period.getAs("stretch_end");
      PlanHistory.Stretch stretch =
          new PlanHistory.Stretch(
              plan, plan.on(start).schedule(start, end, period.getAs("schedule_origin")));
      ZoneId zone = ZoneId.of(period.getAs("subscription_zone"));
      String name = period.getAs("subscription_id") + "/" + start;
      return stretch.metered().stream()
          .map(
              time ->
                  new Rival(
                      name + "/" + time.plan(),
                      time.plan(),
                      time.from().atStartOfDay(zone).toInstant(),
                      time.until() == null
                          ? Instant.MAX
                          : time.until().atStartOfDay(zone).toInstant()));
    }

    boolean isActive(Instant time) {
      return !from.isAfter(time) && until.isAfter(time);
    }
  }

  private static Row stretch(
      String addressed, Row period, Instant from, Instant until, Meters meters, boolean isShared) {
    return RowFactory.create(
        addressed,
        period.getAs("account_id"),
        period.getAs("subscription_id"),
        period.getAs("plan_id"),
        period.getAs("time_zone"),
        period.getAs("period_start"),
        period.getAs("arrears_landing"),
        period.getAs("arrears_token"),
        from,
        until,
        period.getAs(SINCE),
        meters.marks(meters.counting()),
        meters.marks(meters.ambiguous()),
        isShared);
  }
}
