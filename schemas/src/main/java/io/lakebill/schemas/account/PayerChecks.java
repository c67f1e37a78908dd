package io.lakebill.schemas.account;

import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.document.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that accounts which pay for others can: they are known, pay for themselves, and buy alike.
 */
final class PayerChecks {

  private final AccountDocuments all;
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, Set<String>> currencies = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  PayerChecks(AccountDocuments all, Catalog catalog) {
    this.all = all;
    all.accounts().forEach(account -> accounts.put(account.accountId(), account));
    for (Account account : all.accounts()) {
      if (account.terms().currency() != null) {
        currencies(account.accountId()).add(account.terms().currency());
      }
    }
    Map<String, String> owners = new HashMap<>();
    for (Subscription subscription : all.subscriptions()) {
      owners.put(subscription.subscriptionId(), subscription.accountId());
      buys(subscription.accountId(), catalog.plan(subscription.planId()));
    }
    for (AccountRow row : all.of(RowKind.PLAN_CHANGES)) {
      AgreedPlanChange change = (AgreedPlanChange) row;
      Optional.ofNullable(owners.get(change.subscriptionId()))
          .ifPresent(owner -> buys(owner, catalog.plan(change.planId())));
    }
  }

  private void buys(String account, Optional<Plan> plan) {
    plan.map(Plan::currency).ifPresent(currency -> currencies(account).add(currency.code()));
  }

  List<Problem> check(AccountDocuments imported) {
    for (Account account : all.accounts()) {
      account.payer().ifPresent(payer -> check(account, payer));
    }
    Set<AccountRow> isNew = Set.copyOf(imported.of(RowKind.COMMITMENTS));
    for (AccountRow row : all.of(RowKind.COMMITMENTS)) {
      Account account = accounts.get(((AgreedCommitment) row).accountId());
      if (!isNew.contains(row) && account != null && account.payer().isPresent()) {
        add(
            account,
            "'%s' has commitment '%s', which its own invoices count towards"
                .formatted(account.accountId(), row.id()));
      }
    }
    return problems;
  }

  private void check(Account account, String payer) {
    Account parent = accounts.get(payer);
    if (parent == null) {
      add(account, AccountChecks.unknown("account", payer, accounts.keySet()));
    } else if (parent.payer().isPresent()) {
      add(
          account,
          isPaidByItself(account)
              ? "account '%s' would be paid by itself".formatted(account.accountId())
              : "account '%s' is itself paid by '%s'; name that one"
                  .formatted(payer, parent.paidBy()));
    } else {
      sameCurrencies(account, parent);
    }
  }

  /** What is exchanged for the payer may be in any currency, but for one that the account names. */
  private void sameCurrencies(Account account, Account payer) {
    Optional<String> exchanged = Optional.ofNullable(payer.terms().currency());
    Set<String> of = exchanged.map(Set::of).orElseGet(() -> currencies(payer.accountId()));
    Set<String> others =
        new TreeSet<>(
            exchanged.isEmpty()
                ? currencies(account.accountId())
                : Optional.ofNullable(account.terms().currency()).map(Set::of).orElse(Set.of()));
    others.removeAll(of);
    if (!of.isEmpty() && !others.isEmpty()) {
      add(
          account,
          "account '%s' buys in %s, not in %s"
              .formatted(payer.accountId(), String.join(", ", of), String.join(", ", others)));
    }
  }

  private boolean isPaidByItself(Account account) {
    Set<String> seen = new HashSet<>();
    String next = account.paidBy();
    while (next != null && seen.add(next)) {
      next = accounts.containsKey(next) ? accounts.get(next).paidBy() : null;
    }
    return seen.contains(account.accountId());
  }

  private Set<String> currencies(String account) {
    return currencies.computeIfAbsent(account, any -> new TreeSet<>());
  }

  private void add(Account account, String message) {
    problems.add(all.problem(account, "paid_by", message));
  }
}
