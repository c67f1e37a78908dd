package io.lakebill.jobs.load;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.account.Account;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.account.AccountKey;
import io.lakebill.schemas.account.AgreedPlanChange;
import io.lakebill.schemas.account.RowKind;
import io.lakebill.schemas.account.Subscription;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.functions;

/**
 * What an import or a catalog would change of subscriptions that were billed. What was billed stays
 * as it is; the sentences say what the rest of the time is billed by from now on.
 *
 * @param accounts what the lake knows of them
 * @param catalog the one in force
 */
record TouchedBilling(AccountDocuments accounts, Catalog catalog) {

  /** What of a plan decides the amount of what is billed in advance, besides its fees. */
  private static final Set<String> TERMS = Set.of("plan_id", "cadence", "anchor", "trial_days");

  private static final String CHARGE = "charge ";

  private static final String PLAN_CHANGES = "plan_changes";

  private static final String BILLED_OTHERWISE = "billed_otherwise";

  /**
   * The days of a subscription that were billed, from the first to the last.
   *
   * @param closed the end of the days of which usage was billed too; null if there are none
   */
  private record Billed(LocalDate from, LocalDate until, LocalDate closed) {

    /** The first day of the period that runs, whose plan what is left of it has. */
    LocalDate open() {
      return closed == null ? from : closed;
    }

    boolean isAhead() {
      return closed == null || until.isAfter(closed);
    }
  }

  /** One sentence per subscription and key; none where nothing that is billed is touched. */
  List<String> by(Lake lake, AccountDocuments after, Catalog afterwards) {
    Map<String, Billed> billed = billed(lake);
    Map<String, Subscription> before = byId(accounts.subscriptions(), Subscription::subscriptionId);
    Map<String, Account> owners = byId(accounts.accounts(), Account::accountId);
    Map<String, Account> newOwners = byId(after.accounts(), Account::accountId);
    Map<String, String> changes = planChanges(accounts);
    Map<String, String> newChanges = planChanges(after);
    List<String> sentences = new ArrayList<>();
    for (Subscription now : after.subscriptions()) {
      Subscription was = before.get(now.subscriptionId());
      Billed days = billed.get(now.subscriptionId());
      if (was != null && days != null) {
        Map<String, Object> old = terms(was, owners, catalog, days.open());
        Map<String, Object> terms = terms(now, newOwners, afterwards, days.open());
        old.put(PLAN_CHANGES, changes.get(was.subscriptionId()));
        terms.put(PLAN_CHANGES, newChanges.get(now.subscriptionId()));
        Set<String> changed = changed(old, terms);
        if (!changed.isEmpty()) {
          String told =
              changed.stream()
                  .map(term -> term + " " + text(old.get(term)) + " -> " + text(terms.get(term)))
                  .collect(Collectors.joining(", "));
          sentences.add(
              "subscription %s, billed from %s to %s: %s%s%s"
                  .formatted(
                      now.subscriptionId(),
                      days.from(),
                      days.until(),
                      told,
                      outside(now, days),
                      ahead(changed, days)));
        }
      }
    }
    sentences.addAll(keys(after, billed));
    return sentences;
  }

  /** By subscription: {@code 2026-03-12 pro, 2026-05-01 basic at the period's end}. */
  private static Map<String, String> planChanges(AccountDocuments documents) {
    Map<String, String> told = new TreeMap<>();
    documents.of(RowKind.PLAN_CHANGES).stream()
        .map(AgreedPlanChange.class::cast)
        .sorted(Comparator.comparing(AgreedPlanChange::date))
        .forEach(change -> told.merge(change.subscriptionId(), text(change), TouchedBilling::and));
    return told;
  }

  private static String and(String some, String more) {
    return some + ", " + more;
  }

  private static String text(AgreedPlanChange change) {
    return change.date()
        + " "
        + change.planId()
        + (change.timing() == AgreedPlanChange.Timing.NOW ? "" : " at the period's end");
  }

  private List<String> keys(AccountDocuments after, Map<String, Billed> billed) {
    Map<String, AccountKey> before = byId(accounts.accountKeys(), AccountKey::key);
    List<String> payers =
        accounts.subscriptions().stream()
            .filter(subscription -> billed.containsKey(subscription.subscriptionId()))
            .map(Subscription::accountId)
            .toList();
    List<String> sentences = new ArrayList<>();
    for (AccountKey now : after.accountKeys()) {
      AccountKey was = before.get(now.key());
      if (was != null && !was.equals(now) && payers.contains(was.accountId())) {
        sentences.add(
            "key %s: %s -> %s; what was billed under it stays with %s, and is told as %s"
                .formatted(now.key(), payer(was), payer(now), was.accountId(), BILLED_OTHERWISE));
      }
    }
    return sentences;
  }

  private static String payer(AccountKey key) {
    return key.subscriptionId() == null ? key.accountId() : key.subscriptionId();
  }

  private static String outside(Subscription now, Billed days) {
    boolean isOutside =
        days.from().isBefore(now.startDate())
            || (now.endDate() != null && now.endDate().isBefore(days.until()));
    if (!isOutside) {
      return "";
    }
    boolean isOpen =
        !days.from().isBefore(now.startDate())
            && (days.closed() == null || now.endDate().isAfter(days.closed()));
    return isOpen
        ? "; what was billed ahead for days after the end is given back with the last period"
        : "; days outside stay billed, and are told as billed_outside";
  }

  /** Whether what changes makes another amount of what was paid for and is not over. */
  private static String ahead(Collection<String> changed, Billed days) {
    boolean isOfTerms =
        changed.stream().anyMatch(term -> TERMS.contains(term) || term.startsWith(CHARGE));
    return isOfTerms && days.isAhead()
        ? "; what was billed in advance stays, and what differs is told as " + BILLED_OTHERWISE
        : "";
  }

  /** The names of terms that are not the same, in order. */
  private static Set<String> changed(Map<String, Object> before, Map<String, Object> after) {
    Set<String> terms = new LinkedHashSet<>(before.keySet());
    terms.addAll(after.keySet());
    terms.removeIf(term -> Objects.equals(before.get(term), after.get(term)));
    return terms;
  }

  private static String text(Object value) {
    return value == null ? "none" : value.toString();
  }

  /** All of a subscription that decides which of its time is billed how, from a day on. */
  private static Map<String, Object> terms(
      Subscription subscription, Map<String, Account> accounts, Catalog catalog, LocalDate day) {
    Account account = accounts.get(subscription.accountId());
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("start_date", subscription.startDate());
    terms.put("end_date", subscription.endDate());
    terms.put("account_id", subscription.accountId());
    terms.put("plan_id", subscription.planId());
    catalog.plan(subscription.planId(), day).ifPresent(plan -> putPlan(terms, plan));
    subscription.trial().ifPresent(days -> terms.put("trial_days", days));
    if (account != null) {
      terms.put("time_zone", account.timeZone());
      terms.put("seller_id", account.sellerId());
    }
    return terms;
  }

  private static void putPlan(Map<String, Object> terms, Plan plan) {
    terms.put("cadence", plan.cadence());
    terms.put("anchor", plan.anchor());
    terms.put("anchor_day", plan.anchorDay());
    terms.put("currency", plan.currency().code());
    terms.put("trial_days", plan.trialDays());
    plan.charges().stream()
        .filter(RecurringCharge.class::isInstance)
        .map(RecurringCharge.class::cast)
        .filter(fee -> fee.timing() == Timing.ADVANCE)
        .forEach(fee -> terms.put(CHARGE + fee.id(), fee(fee)));
  }

  private static String fee(RecurringCharge charge) {
    String amount = charge.fee().amount().multiply(charge.fee().quantity()).toPlainString();
    if (charge.isOfEachPeriod()) {
      return amount;
    }
    String often = amount + " every " + charge.recurrence().every();
    return charge.recurrence().cadence() == null
        ? often
        : often + " " + charge.recurrence().cadence().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Billed> billed(Lake lake) {
    Map<String, Billed> billed = new HashMap<>();
    lake.read(Table.FINALIZED_PERIODS)
        .where("timing = 'arrears'")
        .selectExpr("subscription_id", "period_start", "period_end", "period_end AS closed")
        .union(
            lake.read(Table.BILLED_TIME)
                .where("charge_type <> 'interim'")
                .selectExpr("subscription_id", "start_date", "end_date", "CAST(NULL AS DATE)"))
        .groupBy("subscription_id")
        .agg(functions.min("period_start"), functions.max("period_end"), functions.max("closed"))
        .collectAsList()
        .forEach(
            row ->
                billed.put(row.getString(0), new Billed(row.getAs(1), row.getAs(2), row.getAs(3))));
    return billed;
  }

  private static <T> Map<String, T> byId(List<T> rows, Function<T, String> id) {
    return rows.stream().collect(Collectors.toMap(id, row -> row, (one, same) -> one));
  }
}
