package io.lakebill.schemas.account;

import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanStatus;
import io.lakebill.schemas.document.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that rows about who is billed fit each other and the catalog. */
public final class AccountChecks {

  /** More names than this do not help whoever mistyped one. */
  private static final int NAMES_SHOWN = 10;

  private final AccountDocuments all;
  private final Catalog catalog;
  private final Map<String, String> planBefore = new HashMap<>();
  private final Map<String, String> accountOfSubscription = new HashMap<>();
  private final Set<String> sellers = new HashSet<>();
  private final Set<String> accounts = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  private AccountChecks(AccountDocuments stored, AccountDocuments imported, Catalog catalog) {
    this.all = stored.with(imported);
    this.catalog = catalog;
    stored.subscriptions().forEach(s -> planBefore.put(s.subscriptionId(), s.planId()));
    all.subscriptions().forEach(s -> accountOfSubscription.put(s.subscriptionId(), s.accountId()));
    all.sellers().forEach(seller -> sellers.add(seller.sellerId()));
    all.accounts().forEach(account -> accounts.add(account.accountId()));
  }

  /** Checks rows of a lake that has none yet. */
  public static List<Problem> check(AccountDocuments documents, Catalog catalog) {
    return check(AccountDocuments.NONE, documents, catalog);
  }

  /**
   * Checks what a lake holds after an import. Subscriptions that have an archived plan already may
   * keep it; new ones may not begin with one.
   *
   * @param stored what the lake holds
   * @param imported rows to add to it, or to replace those with the same id
   */
  public static List<Problem> check(
      AccountDocuments stored, AccountDocuments imported, Catalog catalog) {
    AccountChecks checks = new AccountChecks(stored, imported, catalog);
    checks.all.accounts().forEach(checks::account);
    checks.all.accountKeys().forEach(checks::accountKey);
    checks.all.subscriptions().forEach(checks::subscription);
    checks.problems.addAll(new PlanChangeChecks(checks.all, catalog).check(stored));
    checks.problems.addAll(
        new QuantityChecks(checks.all, checks.accountOfSubscription, catalog)
            .check(stored, imported));
    checks.problems.addAll(new PayerChecks(checks.all, catalog).check(imported));
    checks.problems.addAll(new CommitmentChecks(checks.all, catalog).check(imported));
    checks.problems.addAll(new ContractChecks(checks.all, imported, catalog).check());
    return List.copyOf(checks.problems);
  }

  private void account(Account account) {
    account
        .seller()
        .filter(seller -> !sellers.contains(seller))
        .ifPresent(seller -> add(account, "seller_id", unknown("seller", seller, sellers)));
  }

  private void accountKey(AccountKey key) {
    if (!accounts.contains(key.accountId())) {
      add(key, "account_id", unknown("account", key.accountId(), accounts));
    }
    key.subscription()
        .flatMap(id -> notOf(key.accountId(), id, accountOfSubscription))
        .ifPresent(message -> add(key, "subscription_id", message));
  }

  /** Why a subscription cannot be named beside an account; empty when it is the account's. */
  static Optional<String> notOf(
      String account, String subscription, Map<String, String> accountOfSubscription) {
    String owner = accountOfSubscription.get(subscription);
    if (owner == null) {
      return Optional.of(unknown("subscription", subscription, accountOfSubscription.keySet()));
    }
    return owner.equals(account)
        ? Optional.empty()
        : Optional.of(
            "subscription '%s' belongs to account '%s', not to '%s'"
                .formatted(subscription, owner, account));
  }

  private void subscription(Subscription subscription) {
    if (!accounts.contains(subscription.accountId())) {
      add(subscription, "account_id", unknown("account", subscription.accountId(), accounts));
    }
    String planId = subscription.planId();
    catalog
        .plan(planId)
        .ifPresentOrElse(
            plan -> status(subscription, plan),
            () ->
                add(
                    subscription,
                    "plan_id",
                    unknown("plan", planId, catalog.plans().stream().map(Plan::id).toList())));
  }

  private void status(Subscription subscription, Plan plan) {
    String id = subscription.subscriptionId();
    if (plan.status() == PlanStatus.DRAFT) {
      add(
          subscription,
          "plan_id",
          "plan '" + plan.id() + "' is a draft and cannot be subscribed; activate it first");
    }
    if (plan.status() == PlanStatus.ARCHIVED && !plan.id().equals(planBefore.get(id))) {
      add(
          subscription,
          "plan_id",
          "plan '" + plan.id() + "' is archived and takes no new subscriptions");
    }
  }

  private void add(AccountRow row, String column, String message) {
    problems.add(all.problem(row, column, message));
  }

  static String unknown(String kind, String id, Collection<String> known) {
    List<String> names = known.stream().sorted().limit(NAMES_SHOWN).toList();
    String more =
        known.size() > NAMES_SHOWN ? ", and " + (known.size() - NAMES_SHOWN) + " more" : "";
    return "unknown %s '%s'; known: %s%s"
        .formatted(kind, id, names.isEmpty() ? "none" : String.join(", ", names), more);
  }
}
