package io.lakebill.schemas.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Catalogs;
import io.lakebill.schemas.document.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountChecksTest {

  private static final Account ACME = new Account("acme", "Acme", null, ZoneOffset.UTC, null);

  @TempDir Path directory;

  private Catalog catalog;

  @BeforeEach
  void readCatalog() {
    catalog =
        Catalogs.of(
            directory,
            """
            meters: []
            pricing_units: [{ id: CCU, decimals: 4 }]
            plans:
              - id: counting
                currency: USD
                cadence: monthly
                charges:
                  - { id: seats, type: counter, counter: licences, price: { model: unit, unit_amount: "1" } }
                  - { id: desks, type: object, objects: desk, price: { model: unit, unit_amount: "1" } }
              - { id: pro, currency: USD, cadence: monthly }
              - { id: next, status: draft, currency: USD, cadence: monthly }
              - { id: old, status: archived, currency: USD, cadence: monthly }
            """);
  }

  @Test
  void acceptsRowsThatFit() {
    var documents =
        AccountDocuments.of(
            new Seller("main", "Main Ltd", "INV-"),
            new Account("acme", "Acme", null, ZoneOffset.UTC, "main"),
            new AccountKey("cus_1", "acme", "s1"),
            subscription("s1", "pro"));

    assertEquals(List.of(), AccountChecks.check(documents, catalog));
  }

  @Test
  void refusesChangesToPlansThatNobodyCanHaveAndOnDaysOutside() {
    AccountDocuments stored =
        AccountDocuments.of(
            ACME,
            subscription("s1", "pro"),
            new Subscription(
                "s2",
                "acme",
                "pro",
                LocalDate.parse("2026-01-01"),
                LocalDate.parse("2026-06-01")),
            change("s1", "old", "2026-02-01"));

    assertEquals(
        List.of(
            "table plan_changes: plan_changes/s1/2026-03-01/plan_id: plan 'next' is a draft and"
                + " cannot be subscribed; activate it first",
            "table plan_changes: plan_changes/s1/2026-04-01/plan_id: plan 'old' is archived and"
                + " takes no new subscriptions",
            "table plan_changes: plan_changes/s1/2026-05-01/plan_id: unknown plan 'prö'; known:"
                + " counting, next, old, pro",
            "table plan_changes: plan_changes/s1/2026-01-01/date: the subscription starts on"
                + " 2026-01-01; what it begins with is its plan_id",
            "table plan_changes: plan_changes/s2/2026-06-01/date: the subscription ends on"
                + " 2026-06-01, before the change",
            "table plan_changes: plan_changes/s9/2026-03-01/subscription_id: unknown subscription"
                + " 's9'; known: s1, s2"),
        AccountChecks.check(
                stored,
                AccountDocuments.of(
                    change("s1", "next", "2026-03-01"),
                    change("s1", "old", "2026-04-01"),
                    change("s1", "prö", "2026-05-01"),
                    change("s1", "pro", "2026-01-01"),
                    change("s2", "pro", "2026-06-01"),
                    change("s9", "pro", "2026-03-01")),
                catalog)
            .stream()
            .map(Problem::toString)
            .toList());
  }

  private static AgreedPlanChange change(String subscription, String plan, String date) {
    return new AgreedPlanChange(
        subscription, plan, LocalDate.parse(date), AgreedPlanChange.Timing.NOW);
  }

  @Test
  void refusesAPlanInDraft() throws IOException {
    Path accounts = Files.createDirectory(directory.resolve("accounts"));
    Files.writeString(accounts.resolve("accounts.csv"), "account_id,name\nacme,Acme\n");
    Path file =
        Files.writeString(
            accounts.resolve("subscriptions.csv"),
            "subscription_id,account_id,plan_id,start_date\ns1,acme,next,2026-01-01\n");

    assertEquals(
        List.of(
            new Problem(
                file.toString(),
                2,
                "subscriptions/s1/plan_id",
                "plan 'next' is a draft and cannot be subscribed; activate it first")),
        AccountChecks.check(AccountFiles.read(List.of(accounts)), catalog));
  }

  @Test
  void reportsEveryReferenceThatLeadsNowhere() {
    var documents =
        AccountDocuments.of(
            new Account("acme", "Acme", null, ZoneOffset.UTC, "main"),
            new AccountKey("k1", "acne", null),
            new AccountKey("k2", "acme", "s2"),
            new Subscription("s1", "globex", "por", LocalDate.of(2026, 1, 1), null));

    assertEquals(
        List.of(
            "table accounts: accounts/acme/seller_id: unknown seller 'main'; known: none",
            "table account_keys: account_keys/k1/account_id: unknown account 'acne'; known: acme",
            "table account_keys: account_keys/k2/subscription_id: unknown subscription 's2'; known:"
                + " s1",
            "table subscriptions: subscriptions/s1/account_id: unknown account 'globex'; known:"
                + " acme",
            "table subscriptions: subscriptions/s1/plan_id: unknown plan 'por'; known: counting,"
                + " next, old, pro"),
        messages(AccountDocuments.NONE, documents));
  }

  @Test
  void refusesAKeyOfOneAccountForASubscriptionOfAnother() {
    var documents =
        AccountDocuments.of(
            ACME,
            new Account("globex", "Globex", null, ZoneOffset.UTC, null),
            new AccountKey("k", "globex", "s1"),
            subscription("s1", "pro"));

    assertEquals(
        List.of(
            "table account_keys: account_keys/k/subscription_id: subscription 's1' belongs to"
                + " account 'acme', not to 'globex'"),
        messages(AccountDocuments.NONE, documents));
  }

  @Test
  void refusesAnArchivedPlanOnlyToThoseWhoDoNotHaveIt() {
    AccountDocuments stored = subscriptions(subscription("s1", "old"), subscription("s2", "pro"));
    AccountDocuments imported =
        subscriptions(
            subscription("s1", "old"), subscription("s2", "old"), subscription("s3", "old"));

    assertEquals(
        List.of(
            "table subscriptions: subscriptions/s2/plan_id: plan 'old' is archived and takes no new"
                + " subscriptions",
            "table subscriptions: subscriptions/s3/plan_id: plan 'old' is archived and takes no new"
                + " subscriptions"),
        messages(stored, imported));
  }

  @Test
  void refusesQuantitiesThatNoPlanChargesAndCreditsInUnknownUnits() {
    LocalDate july = LocalDate.of(2026, 7, 1);
    AccountDocuments imported =
        AccountDocuments.of(
            new AccountUser("ada", "acne", null),
            new CounterSetting("licenses", "acme", null, july, BigDecimal.ONE),
            new CounterSetting("licences", "acme", "s9", july, BigDecimal.ONE),
            new BillableObject("d1", "licences", "globex", null, july, null),
            credit("g1", "1.005", "USD", "seats"),
            credit("g2", "1.005", "CCU", "calls"),
            credit("g3", "1", "XYZ", "seats"),
            new DatedRate("CCU", "US", july, BigDecimal.ONE));

    assertEquals(
        List.of(
            "table users: users/ada/account_id: unknown account 'acne'; known: acme",
            "table counters: counters/acme/licenses/2026-07-01/counter: unknown counter"
                + " 'licenses'; known: licences",
            "table counters: counters/acme/s9/licences/2026-07-01/subscription_id: unknown"
                + " subscription 's9'; known: none",
            "table objects: objects/d1/account_id: unknown account 'globex'; known: acme",
            "table objects: objects/d1/object_kind: unknown kind of objects 'licences'; known: desk",
            "table credit_grants: credit_grants/g1/amount: 1.005 USD has more than 2 decimals",
            "table credit_grants: credit_grants/g2/charges: unknown charge 'calls'; known: desks,"
                + " seats",
            "table credit_grants: credit_grants/g3/amount: unknown currency XYZ",
            "table exchange_rates: exchange_rates/CCU/US/2026-07-01/rate: unknown currency US"),
        messages(subscriptions(), imported));
  }

  private static GrantedCredit credit(String id, String amount, String currency, String charge) {
    return new GrantedCredit(
        id,
        "acme",
        CreditGrant.Kind.PREPAID,
        new BigDecimal(amount),
        currency,
        0,
        LocalDate.of(2026, 7, 1),
        null,
        Instant.parse("2026-07-01T00:00:00Z"),
        List.of(charge),
        List.of());
  }

  @Test
  void findsAccountsThatTheLakeHolds() {
    var imported = AccountDocuments.of(subscription("s1", "pro"));

    assertEquals(List.of(), messages(subscriptions(), imported));
  }

  @Test
  void replacesRowsWithTheSameId() {
    AccountDocuments both =
        subscriptions(subscription("s1", "old"), subscription("s2", "pro"))
            .with(subscriptions(subscription("s1", "pro")));

    assertEquals(
        List.of(subscription("s1", "pro"), subscription("s2", "pro")), both.subscriptions());
    assertEquals(List.of(ACME), both.accounts());
  }

  private List<String> messages(AccountDocuments stored, AccountDocuments imported) {
    return AccountChecks.check(stored, imported, catalog).stream().map(Problem::toString).toList();
  }

  private static AccountDocuments subscriptions(Subscription... subscriptions) {
    return AccountDocuments.of(
        Stream.concat(Stream.of(ACME), Arrays.stream(subscriptions)).toArray(AccountRow[]::new));
  }

  private static Subscription subscription(String id, String plan) {
    return new Subscription(id, "acme", plan, LocalDate.of(2026, 1, 1), null);
  }
}
