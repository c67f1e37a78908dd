package io.lakebill.jobs.contract;

import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.account.AgreedPlanChange;
import io.lakebill.schemas.table.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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

  /** Those of a subscription, in any order. */
  List<AgreedPlanChange> of(String subscriptionId) {
    return bySubscription.getOrDefault(subscriptionId, List.of());
  }
}
