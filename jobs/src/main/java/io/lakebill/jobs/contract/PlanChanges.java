package io.lakebill.jobs.contract;

import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.account.AgreedPlanChange;
import io.lakebill.schemas.account.PlanHistory;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.table.Table;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;

/** Which subscriptions go over to other plans. */
public final class PlanChanges implements Serializable {

  private static final long serialVersionUID = 1;

  private final HashMap<String, List<AgreedPlanChange>> bySubscription = new HashMap<>();

  private PlanChanges() {}

  /** Those that a run is pinned to; most lakes have none, which is known without a query. */
  public static PlanChanges of(RunContext context) {
    return of(
        context.isEmpty(Table.PLAN_CHANGES)
            ? List.of()
            : context.pinned(Table.PLAN_CHANGES).collectAsList());
  }

  /** What rows of {@code plan_changes} say. */
  public static PlanChanges of(Iterable<Row> rows) {
    PlanChanges all = new PlanChanges();
    for (Row row : rows) {
      AgreedPlanChange change = ContractRows.planChange(row);
      all.bySubscription
          .computeIfAbsent(change.subscriptionId(), none -> new ArrayList<>())
          .add(change);
    }
    return all;
  }

  /** The subscriptions that have any. */
  public Set<String> subscriptions() {
    return bySubscription.keySet();
  }

  /** The plan of a row of {@code subscriptions} on a day. */
  public String planOn(LocalDate day, Row row, Catalog catalog) {
    Plan first = catalog.plan(row.getAs("plan_id")).orElseThrow();
    PlanHistory history =
        PlanHistory.of(
            first,
            row.getAs("start_date"),
            row.getAs("end_date"),
            of(row.<String>getAs("subscription_id")),
            catalog::plan);
    return history.stretches().get(history.positionAt(day)).plan().id();
  }

  /** Those of a subscription, in any order. */
  List<AgreedPlanChange> of(String subscriptionId) {
    return bySubscription.getOrDefault(subscriptionId, List.of());
  }
}
