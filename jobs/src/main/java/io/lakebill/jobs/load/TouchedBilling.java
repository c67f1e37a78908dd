package io.lakebill.jobs.load;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.schemas.account.Account;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.account.AccountKey;
import io.lakebill.schemas.account.Subscription;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** The days of a subscription that were billed, from the first to the last. */
  private record Billed(LocalDate from, LocalDate until) {}

  /** One sentence per subscription and key; none where nothing that is billed is touched. */
  List<String> by(Lake lake, AccountDocuments after, Catalog afterwards) {
    Map<String, Billed> billed = billed(lake);
    Map<String, Subscription> before = byId(accounts.subscriptions(), Subscription::subscriptionId);
    Map<String, Account> owners = byId(accounts.accounts(), Account::accountId);
    Map<String, Account> newOwners = byId(after.accounts(), Account::accountId);
    List<String> sentences = new ArrayList<>();
    for (Subscription now : after.subscriptions()) {
      Subscription was = before.get(now.subscriptionId());
      Billed days = billed.get(now.subscriptionId());
      if (was != null && days != null) {
        String changes = changes(terms(was, owners, catalog), terms(now, newOwners, afterwards));
        if (!changes.isEmpty()) {
          sentences.add(
              "subscription %s, billed from %s to %s: %s%s"
                  .formatted(
                      now.subscriptionId(),
                      days.from(),
                      days.until(),
                      changes,
                      outside(now, days)));
        }
      }
    }
    sentences.addAll(keys(after, billed));
    return sentences;
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
            "key %s: %s -> %s; what was billed under it stays with %s"
                .formatted(now.key(), payer(was), payer(now), was.accountId()));
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
    return isOutside ? "; days outside stay billed, and are told as billed_outside" : "";
  }

  private static String changes(Map<String, Object> before, Map<String, Object> after) {
    return before.entrySet().stream()
        .filter(term -> !Objects.equals(term.getValue(), after.get(term.getKey())))
        .map(
            term ->
                "%s %s -> %s"
                    .formatted(
                        term.getKey(), text(term.getValue()), text(after.get(term.getKey()))))
        .collect(Collectors.joining(", "));
  }

  private static String text(Object value) {
    return value == null ? "none" : value.toString();
  }

  /** All of a subscription that decides which of its time is billed how. */
  private static Map<String, Object> terms(
      Subscription subscription, Map<String, Account> accounts, Catalog catalog) {
    Account account = accounts.get(subscription.accountId());
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("start_date", subscription.startDate());
    terms.put("end_date", subscription.endDate());
    terms.put("account_id", subscription.accountId());
    terms.put("plan_id", subscription.planId());
    catalog.plan(subscription.planId()).ifPresent(plan -> putPlan(terms, plan));
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
    terms.put("currency", plan.currency().code());
    terms.put("trial_days", plan.trialDays());
  }

  private static Map<String, Billed> billed(Lake lake) {
    Map<String, Billed> billed = new HashMap<>();
    lake.read(Table.FINALIZED_PERIODS)
        .where("timing = 'arrears'")
        .select("subscription_id", "period_start", "period_end")
        .union(lake.read(Table.BILLED_TIME).select("subscription_id", "start_date", "end_date"))
        .groupBy("subscription_id")
        .agg(functions.min("period_start"), functions.max("period_end"))
        .collectAsList()
        .forEach(row -> billed.put(row.getString(0), new Billed(row.getAs(1), row.getAs(2))));
    return billed;
  }

  private static <T> Map<String, T> byId(List<T> rows, Function<T, String> id) {
    return rows.stream().collect(Collectors.toMap(id, row -> row, (one, same) -> one));
  }
}
