package io.lakebill.jobs.meter.kept;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.meter.event.WithdrawnEvents;
import io.lakebill.jobs.meter.payer.BilledEvents;
import io.lakebill.jobs.meter.payer.Routes;
import io.lakebill.jobs.run.Basis;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.catalog.EarlierPlan;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.UsageCharge;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The accounts whose earlier events may count otherwise than in the run that is folded into,
 * because the account, its aliases, users or subscriptions or the meters of its plans have changed
 * since, or because some of them were withdrawn. Found by comparing the tables as both runs are
 * pinned to them.
 */
final class ChangedAccounts {

  private static final List<Table> TABLES =
      List.of(
          Table.ACCOUNTS, Table.ACCOUNT_KEYS, Table.USERS, Table.SUBSCRIPTIONS, Table.PLAN_CHANGES);

  private static final Table ADJUSTMENTS = Table.PRICE_ADJUSTMENTS;

  private ChangedAccounts() {}

  /**
   * Their ids, or more than so many of them.
   *
   * @param periods all billing periods
   */
  static List<String> since(RunContext context, Basis basis, Dataset<Row> periods, int most) {
    Dataset<Row> changed =
        Sql.run(
            context.spark(),
            "accounts_with_another_subscription",
            Map.of("subscriptions", context.pinned(Table.SUBSCRIPTIONS)),
            Map.of("before", basis.asOf(), "as_of", context.run().asOf()));
    if (!context.isEmpty(Table.PLAN_CHANGES)) {
      changed = changed.union(onAnotherPlan(context, basis, periods));
    }
    if (!context.catalog().pricedByDay().isEmpty() && !isSame(context, basis, ADJUSTMENTS)) {
      changed = changed.union(withOtherPrices(context, basis));
    }
    List<String> plans = changedPlans(context, basis);
    boolean isSame = TABLES.stream().allMatch(table -> isSame(context, basis, table));
    if (!isSame || !plans.isEmpty()) {
      changed = changed.union(compared(context, basis, plans)).distinct();
    }
    if (!isSame(context, basis, Table.WITHDRAWN_EVENTS)) {
      changed = changed.union(ofWithdrawn(context, basis)).distinct();
    }
    List<String> accounts = changed.limit(most + 1).as(Encoders.STRING()).collectAsList();
    return accounts.isEmpty() ? accounts : withLinked(context, accounts);
  }

  private static boolean isSame(RunContext context, Basis basis, Table table) {
    String name = table.tableName();
    return version(basis, name) == context.run().inputVersions().get(name);
  }

  /** Those whose usage may be told apart by other days, because other prices were agreed. */
  private static Dataset<Row> withOtherPrices(RunContext context, Basis basis) {
    return Sql.run(
        context.spark(),
        "accounts_with_other_prices",
        Map.of(
            "subscriptions", context.pinned(Table.SUBSCRIPTIONS),
            "plan_changes", context.pinned(Table.PLAN_CHANGES),
            "price_adjustments", context.pinned(ADJUSTMENTS),
            "old_price_adjustments",
                context.lake().read(ADJUSTMENTS, version(basis, ADJUSTMENTS.tableName())),
            "plans_by_day",
                context
                    .spark()
                    .createDataset(List.copyOf(context.catalog().pricedByDay()), Encoders.STRING())
                    .toDF("plan_id")),
        Map.of());
  }

  /** Those of subscriptions that have begun on another plan since. */
  private static Dataset<Row> onAnotherPlan(RunContext context, Basis basis, Dataset<Row> periods) {
    return periods
        .where(
            functions
                .col("stretch_start")
                .gt(functions.lit(basis.asOf()))
                .and(functions.col("stretch_start").leq(functions.lit(context.run().asOf()))))
        .select("account_id");
  }

  /**
   * Accounts with those that paid for events under names of theirs, or have names that they paid
   * under: events of a name are counted again for both.
   */
  private static List<String> withLinked(RunContext context, List<String> accounts) {
    if (!BilledEvents.hasAny(context)) {
      return accounts;
    }
    Map<String, Set<String>> links = new HashMap<>();
    Sql.run(
            context.spark(),
            "linked_accounts",
            Map.of(
                "billed_events", context.pinned(Table.BILLED_EVENTS),
                "subjects", Routes.subjects(context)),
            Map.of())
        .collectAsList()
        .forEach(
            row -> {
              links.computeIfAbsent(row.getString(0), key -> new TreeSet<>()).add(row.getString(1));
              links.computeIfAbsent(row.getString(1), key -> new TreeSet<>()).add(row.getString(0));
            });
    Set<String> all = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(accounts);
    while (!next.isEmpty()) {
      String account = next.remove();
      if (all.add(account)) {
        next.addAll(links.getOrDefault(account, Set.of()));
      }
    }
    return List.copyOf(all);
  }

  private static Dataset<Row> compared(RunContext context, Basis basis, List<String> plans) {
    Map<String, Dataset<Row>> views = new TreeMap<>();
    for (Table table : TABLES) {
      long version = version(basis, table.tableName());
      views.put(table.tableName(), context.pinned(table));
      views.put("old_" + table.tableName(), context.lake().read(table, version));
    }
    views.put("finalized_periods", context.pinned(Table.FINALIZED_PERIODS));
    views.put(
        "changed_plans", context.spark().createDataset(plans, Encoders.STRING()).toDF("plan_id"));
    return Sql.run(context.spark(), "changed_accounts", views, Map.of());
  }

  /** A table that a run did not know yet had nothing in it. */
  private static long version(Basis basis, String table) {
    return basis.inputVersions().getOrDefault(table, 0L);
  }

  private static Dataset<Row> ofWithdrawn(RunContext context, Basis basis) {
    Dataset<Row> subjects =
        WithdrawnEvents.of(context).orElseThrow().since(basis.landing()).rows().select("subject");
    return Routes.subjects(context).join(subjects.distinct(), "subject").select("account_id");
  }

  private static List<String> changedPlans(RunContext context, Basis basis) {
    if (basis.catalogHash().equals(context.run().catalogHash())) {
      return List.of();
    }
    Row before =
        context
            .pinned(Table.CATALOG_VERSIONS)
            .where("catalog_hash = '" + basis.catalogHash() + "'")
            .first();
    Catalog old = CatalogReader.fromJson(before.getAs("document"));
    List<String> changed = new ArrayList<>();
    old.plans().stream()
        .map(Plan::id)
        .filter(id -> context.catalog().plan(id).isEmpty())
        .forEach(changed::add);
    for (Plan plan : context.catalog().plans()) {
      boolean isSame =
          old.plan(plan.id())
              .filter(was -> metering(old, was).equals(metering(context.catalog(), plan)))
              .isPresent();
      if (!isSame) {
        changed.add(plan.id());
      }
    }
    return changed;
  }

  /** All of a plan that decides how events count, with the days from which it does. */
  private static List<Object> metering(Catalog catalog, Plan plan) {
    List<Object> all = new ArrayList<>();
    List<Object> last = meteringOf(catalog, plan.on(LocalDate.MIN));
    all.add(last);
    for (EarlierPlan earlier : plan.earlier()) {
      List<Object> next = meteringOf(catalog, plan.on(earlier.until()));
      if (!next.equals(last)) {
        all.add(earlier.until());
        all.add(next);
        last = next;
      }
    }
    return all;
  }

  private static List<Object> meteringOf(Catalog catalog, Plan plan) {
    List<Object> all = new ArrayList<>(List.of(plan.cadence(), plan.anchor(), plan.anchorDay()));
    all.add(plan.pricedByDay().map(UsageCharge::id).toList());
    plan.charges().stream()
        .filter(UsageCharge.class::isInstance)
        .map(UsageCharge.class::cast)
        .forEach(
            charge -> {
              all.add(charge.meter());
              Meter meter = catalog.meter(charge.meter()).orElseThrow();
              List<String> dimensions = charge.dimensions();
              all.add(dimensions);
              all.add(dimensions.stream().map(meter::dimension).toList());
              all.add(meter.eventName());
              all.add(catalog.profile(charge.meter()).orElseThrow());
            });
    return all;
  }
}
