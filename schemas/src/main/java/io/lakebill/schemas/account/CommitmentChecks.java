package io.lakebill.schemas.account;

import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.document.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Checks that commitments fit their accounts, the catalog and each other. Only imported rows are
 * checked: a later catalog may drop what stored rows are about.
 */
final class CommitmentChecks {

  private final AccountDocuments all;
  private final Catalog catalog;
  private final Set<String> accounts;
  private final Set<String> grants;
  private final List<Problem> problems = new ArrayList<>();

  CommitmentChecks(AccountDocuments all, Catalog catalog) {
    this.all = all;
    this.catalog = catalog;
    this.accounts = all.accounts().stream().map(Account::accountId).collect(Collectors.toSet());
    this.grants =
        all.of(RowKind.CREDIT_GRANTS).stream().map(AccountRow::id).collect(Collectors.toSet());
  }

  List<Problem> check(AccountDocuments imported) {
    for (AccountRow row : imported.of(RowKind.COMMITMENTS)) {
      check((AgreedCommitment) row);
    }
    for (AccountRow row : imported.of(RowKind.CREDIT_GRANTS)) {
      if (commitments().stream().anyMatch(other -> other.id().equals(row.id()))) {
        add(row, "credit_grant_id", "'" + row.id() + "' is the id of a commitment");
      }
    }
    overlaps(imported);
    return problems;
  }

  private void check(AgreedCommitment row) {
    if (!accounts.contains(row.accountId())) {
      add(row, "account_id", AccountChecks.unknown("account", row.accountId(), accounts));
    }
    all.accounts().stream()
        .filter(account -> account.accountId().equals(row.accountId()))
        .flatMap(account -> account.payer().stream())
        .forEach(
            payer ->
                add(
                    row,
                    "account_id",
                    "account '%s' has no invoices of its own; '%s' pays for it"
                        .formatted(row.accountId(), payer)));
    if (grants.contains(row.commitmentId())) {
      add(row, "commitment_id", "'" + row.commitmentId() + "' is the id of a credit grant");
    }
    Set<String> currencies = currencies(row.accountId());
    if (!currencies.isEmpty() && !currencies.contains(row.currency())) {
      add(
          row,
          "currency",
          "account '%s' buys in %s, not in %s"
              .formatted(row.accountId(), String.join(", ", currencies), row.currency()));
    }
    Set<String> sold =
        catalog.plans().stream()
            .flatMap(plan -> plan.charges().stream())
            .flatMap(charge -> charge.product().stream())
            .collect(Collectors.toSet());
    for (String product : row.products()) {
      if (!sold.contains(product)) {
        add(row, "products", AccountChecks.unknown("product with charges", product, sold));
      }
    }
  }

  /** The one that it is invoiced in, or those of its plans and of the accounts it pays for. */
  private Set<String> currencies(String account) {
    Set<String> currencies = new TreeSet<>();
    all.accounts().stream()
        .filter(one -> one.accountId().equals(account) && one.terms().currency() != null)
        .forEach(one -> currencies.add(one.terms().currency()));
    if (!currencies.isEmpty()) {
      return currencies;
    }
    Set<String> paidFor =
        all.accounts().stream()
            .filter(one -> one.payer().orElse(one.accountId()).equals(account))
            .map(Account::accountId)
            .collect(Collectors.toSet());
    for (Subscription subscription : all.subscriptions()) {
      if (paidFor.contains(subscription.accountId())) {
        catalog
            .plan(subscription.planId())
            .map(Plan::currency)
            .ifPresent(currency -> currencies.add(currency.code()));
      }
    }
    return currencies;
  }

  /** No charge counts towards two commitments of a kind on the same day. */
  private void overlaps(AccountDocuments imported) {
    Set<String> isNew =
        imported.of(RowKind.COMMITMENTS).stream().map(AccountRow::id).collect(Collectors.toSet());
    for (AgreedCommitment one : commitments()) {
      for (AgreedCommitment other : commitments()) {
        boolean isLater = !isNew.contains(other.id()) || other.id().compareTo(one.id()) < 0;
        if (isNew.contains(one.id())
            && isLater
            && !one.id().equals(other.id())
            && overlap(one, other)) {
          add(
              one,
              "start_date",
              "it counts what '%s' counts, which holds %s".formatted(other.id(), other.days()));
        }
      }
    }
  }

  private static boolean overlap(AgreedCommitment one, AgreedCommitment other) {
    boolean isSame =
        one.accountId().equals(other.accountId())
            && one.commitmentKind() == other.commitmentKind()
            && one.currency().equals(other.currency());
    boolean isOfSame =
        one.products().isEmpty()
            || other.products().isEmpty()
            || !Collections.disjoint(one.products(), other.products());
    return isSame && isOfSame && one.days().overlaps(other.days());
  }

  private List<AgreedCommitment> commitments() {
    return all.of(RowKind.COMMITMENTS).stream().map(AgreedCommitment.class::cast).toList();
  }

  private void add(AccountRow row, String column, String message) {
    problems.add(all.problem(row, column, message));
  }
}
