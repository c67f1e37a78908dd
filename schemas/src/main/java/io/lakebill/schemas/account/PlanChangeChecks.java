package io.lakebill.schemas.account;

import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanStatus;
import io.lakebill.schemas.document.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that subscriptions change to plans that they can have, while they last. Plans are checked
 * for stored rows as well: a catalog cannot drop a plan that somebody will be on.
 */
final class PlanChangeChecks {

  private final AccountDocuments all;
  private final Catalog catalog;
  private final Map<String, Subscription> subscriptions = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  PlanChangeChecks(AccountDocuments all, Catalog catalog) {
    this.all = all;
    this.catalog = catalog;
    all.subscriptions().forEach(one -> subscriptions.put(one.subscriptionId(), one));
  }

  /**
   * @param stored what the lake holds before the import; its changes to archived plans stay
   */
  List<Problem> check(AccountDocuments stored) {
    Set<AccountRow> kept = new HashSet<>(stored.of(RowKind.PLAN_CHANGES));
    for (AccountRow row : all.of(RowKind.PLAN_CHANGES)) {
      AgreedPlanChange change = (AgreedPlanChange) row;
      plan(change, kept.contains(row));
      days(change);
    }
    return problems;
  }

  private void plan(AgreedPlanChange change, boolean isKept) {
    String id = change.planId();
    PlanStatus status = catalog.plan(id).map(Plan::status).orElse(null);
    if (status == null) {
      List<String> known = catalog.plans().stream().map(Plan::id).toList();
      add(change, "plan_id", AccountChecks.unknown("plan", id, known));
    } else if (status == PlanStatus.DRAFT) {
      add(
          change,
          "plan_id",
          "plan '" + id + "' is a draft and cannot be subscribed; activate it first");
    } else if (status == PlanStatus.ARCHIVED && !isKept) {
      add(change, "plan_id", "plan '" + id + "' is archived and takes no new subscriptions");
    }
  }

  private void days(AgreedPlanChange change) {
    Subscription of = subscriptions.get(change.subscriptionId());
    if (of == null) {
      add(
          change,
          "subscription_id",
          AccountChecks.unknown("subscription", change.subscriptionId(), subscriptions.keySet()));
      return;
    }
    LocalDate end = of.end().orElse(LocalDate.MAX);
    if (!change.date().isAfter(of.startDate())) {
      add(
          change,
          "date",
          "the subscription starts on %s; what it begins with is its plan_id"
              .formatted(of.startDate()));
    } else if (!change.date().isBefore(end)) {
      add(change, "date", "the subscription ends on %s, before the change".formatted(end));
    }
  }

  private void add(AgreedPlanChange change, String column, String message) {
    problems.add(all.problem(change, column, message));
  }
}
