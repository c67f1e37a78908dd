package io.lakebill.schemas.account;

import io.lakebill.pricing.credit.ExchangeRate;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.document.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that users, counters, objects, credit grants and exchange rates fit the accounts and the
 * catalog. Only imported rows are checked: a later catalog may drop what stored rows are about.
 */
final class QuantityChecks {

  private final AccountDocuments all;
  private final Map<String, String> accountOfSubscription;
  private final Catalog catalog;
  private final Set<String> accounts;
  private final Map<String, GrantedCredit> granted = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  QuantityChecks(AccountDocuments all, Map<String, String> accountOfSubscription, Catalog catalog) {
    this.all = all;
    this.accountOfSubscription = accountOfSubscription;
    this.catalog = catalog;
    this.accounts = all.accounts().stream().map(Account::accountId).collect(Collectors.toSet());
  }

  /**
   * @param stored what the lake holds before the import
   */
  List<Problem> check(AccountDocuments stored, AccountDocuments imported) {
    for (AccountRow row : stored.of(RowKind.CREDIT_GRANTS)) {
      GrantedCredit grant = (GrantedCredit) row;
      granted.put(grant.creditGrantId(), grant);
    }
    for (AccountRow row : imported.of(RowKind.USERS)) {
      account(row, ((AccountUser) row).accountId());
    }
    Set<String> counters = counted(charge -> !charge.isOfObjects());
    for (AccountRow row : imported.of(RowKind.COUNTERS)) {
      CounterSetting setting = (CounterSetting) row;
      owner(row, setting.accountId(), setting.subscription());
      known(row, "counter", "counter", setting.counter(), counters);
    }
    Set<String> kinds = counted(CountedCharge::isOfObjects);
    for (AccountRow row : imported.of(RowKind.OBJECTS)) {
      BillableObject object = (BillableObject) row;
      owner(row, object.accountId(), object.subscription());
      known(row, "object_kind", "kind of objects", object.objectKind(), kinds);
    }
    imported.of(RowKind.CREDIT_GRANTS).forEach(row -> credit((GrantedCredit) row));
    imported.of(RowKind.EXCHANGE_RATES).forEach(row -> rate((DatedRate) row));
    return problems;
  }

  private void owner(AccountRow row, String account, Optional<String> subscription) {
    account(row, account);
    subscription
        .flatMap(id -> AccountChecks.notOf(account, id, accountOfSubscription))
        .ifPresent(message -> add(row, "subscription_id", message));
  }

  private void account(AccountRow row, String account) {
    known(row, "account_id", "account", account, accounts);
  }

  private void credit(GrantedCredit credit) {
    account(credit, credit.accountId());
    Set<String> charges = charges().map(PlanCharge::id).collect(Collectors.toSet());
    credit.charges().forEach(charge -> known(credit, "charges", "charge", charge, charges));
    Set<String> sold =
        charges().flatMap(charge -> charge.product().stream()).collect(Collectors.toSet());
    credit
        .products()
        .forEach(product -> known(credit, "products", "product with charges", product, sold));
    GrantedCredit before = granted.get(credit.creditGrantId());
    if (before != null) {
      goesOnWith(before, credit);
    }
    attempt(credit, "amount", () -> credit.series(unit(credit.currency())));
  }

  /**
   * What rolled over from one to the next cannot go to two accounts, and what was used of one unit
   * is no amount of another.
   */
  private void goesOnWith(GrantedCredit before, GrantedCredit credit) {
    if (before.recurrence().every() != null && !before.accountId().equals(credit.accountId())) {
      add(
          credit,
          "account_id",
          "a grant that comes back stays with its account, '%s'; end it with void_from, and grant"
                  .formatted(before.accountId())
              + " another");
    }
    if (!before.currency().equals(credit.currency())) {
      add(
          credit,
          "currency",
          "a grant stays in its unit, %s, in which its balance is kept; end it with void_from, and"
                  .formatted(before.currency())
              + " grant another");
    }
  }

  private void rate(DatedRate rate) {
    attempt(
        rate,
        "rate",
        () ->
            new ExchangeRate(
                unit(rate.fromCurrency()),
                PricingUnit.currency(rate.toCurrency()),
                rate.date(),
                rate.rate()));
  }

  /** What {@code pricing} refuses to make is a problem of the row. */
  private void attempt(AccountRow row, String column, Runnable made) {
    try {
      made.run();
    } catch (IllegalArgumentException e) {
      add(row, column, e.getMessage());
    }
  }

  private PricingUnit unit(String code) {
    return catalog.pricingUnits().stream()
        .filter(unit -> unit.code().equals(code))
        .findFirst()
        .orElseGet(() -> PricingUnit.currency(code));
  }

  private Set<String> counted(Predicate<CountedCharge> wanted) {
    return charges()
        .filter(CountedCharge.class::isInstance)
        .map(CountedCharge.class::cast)
        .filter(wanted)
        .map(CountedCharge::counter)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<PlanCharge> charges() {
    return catalog.plans().stream()
        .flatMap(Plan::versions)
        .flatMap(plan -> plan.charges().stream());
  }

  private void known(AccountRow row, String column, String kind, String id, Set<String> known) {
    if (!known.contains(id)) {
      add(row, column, AccountChecks.unknown(kind, id, known));
    }
  }

  private void add(AccountRow row, String column, String message) {
    problems.add(all.problem(row, column, message));
  }
}
