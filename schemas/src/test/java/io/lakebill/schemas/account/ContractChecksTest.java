package io.lakebill.schemas.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.invoice.TaxCategory;
import io.lakebill.schemas.account.AgreedAdjustment.Kind;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Catalogs;
import io.lakebill.schemas.document.Problem;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractChecksTest {

  private static final AccountDocuments STORED =
      AccountDocuments.of(
          new Account("acme", "Acme", null, ZoneOffset.UTC, null),
          new Subscription("s1", "acme", "cloud", LocalDate.of(2026, 1, 1), null),
          new Subscription("s2", "acme", "cloud", LocalDate.of(2026, 1, 1), null));

  @TempDir Path directory;

  private Catalog catalog;

  @BeforeEach
  void readCatalog() {
    catalog =
        Catalogs.of(
            directory,
            """
            meters: [{ id: storage, event_name: storage, aggregation: count }]
            plans:
              - id: cloud
                currency: USD
                cadence: monthly
                charges:
                  - { id: storage, type: usage, meter: storage, price: { model: unit, unit_amount: "3" } }
                  - id: tiered
                    type: usage
                    meter: storage
                    price: { model: tiered, tiers: [{ last_unit: "1", unit_amount: "3" }, { unit_amount: "2" }] }
                  - { id: seats, type: recurring, amount: "10" }
                  - { id: setup, type: one_time, amount: "100" }
            """);
  }

  @Test
  void acceptsRowsThatFit() {
    assertEquals(
        List.of(),
        messages(
            STORED,
            tax("DE", "2026-01-01", "2026-07-01"),
            tax("DE", "2026-07-01", null),
            tax("FR", "2026-01-01", null),
            tax(null, "2026-01-01", null),
            adjustment("a1", "storage", Kind.OVERRIDE, "2", "2026-01-01", "2026-02-01"),
            adjustment("a2", "storage", Kind.OVERRIDE, "1", "2026-02-01", null),
            adjustment("a3", "storage", Kind.PERCENT, "-15", "2026-01-01", null),
            adjustment("a4", "seats", Kind.QUANTITY, "5", "2026-01-01", null),
            quantity("s1", "seats", "10"),
            quantity("s2", "setup", "0")));
  }

  @Test
  void refusesRatesOfACountryThatOverlapWhereverTheOtherOneStands() {
    AccountDocuments stored = STORED.with(AccountDocuments.of(tax("DE", "2026-01-01", null)));

    assertEquals(
        List.of(
            "table tax_rates: tax_rates/vat/2026-03-01/from: its days overlap those of"
                + " 'vat/2026-01-01', which holds from 2026-01-01 until 2026-07-01",
            "table tax_rates: tax_rates/vat/DE/2025-06-01/from: its days overlap those of"
                + " 'vat/DE/2026-01-01', which holds from 2026-01-01 on",
            "table tax_rates: tax_rates/vat/DE/2027-01-01/from: its days overlap those of"
                + " 'vat/DE/2026-01-01', which holds from 2026-01-01 on"),
        messages(
            stored,
            tax("DE", "2025-06-01", "2026-01-02"),
            tax("DE", "2027-01-01", null),
            tax(null, "2026-01-01", "2026-07-01"),
            tax(null, "2026-03-01", "2026-04-01")));
  }

  @Test
  void aRateMayBeEndedTogetherWithTheNextOne() {
    AccountDocuments stored = STORED.with(AccountDocuments.of(tax("DE", "2026-01-01", null)));

    assertEquals(
        List.of(),
        messages(stored, tax("DE", "2026-01-01", "2027-01-01"), tax("DE", "2027-01-01", null)));
  }

  @Test
  void refusesWhatTheSubscriptionsPlanDoesNotHave() {
    assertEquals(
        List.of(
            "table price_adjustments: price_adjustments/a1/charge_id: plan 'cloud' of the"
                + " subscription: unknown charge 'seat'; known: seats, setup, storage, tiered",
            "table quantities: quantities/s9/seats/2026-01-01/subscription_id: unknown subscription"
                + " 's9'; known: s1, s2",
            "table quantities: quantities/s1/storage/2026-01-01/charge_id: charge 'storage' is of"
                + " type usage; quantities are for recurring and one_time charges"),
        messages(
            STORED,
            adjustment("a1", "seat", Kind.PERCENT, "5", "2026-01-01", null),
            quantity("s9", "seats", "1"),
            quantity("s1", "storage", "1")));
  }

  @Test
  void chargesOfThePlansThatASubscriptionChangesToAreItsOwn() {
    AccountDocuments changing =
        STORED.with(
            AccountDocuments.of(
                new AgreedPlanChange(
                    "s2",
                    "cloud",
                    LocalDate.parse("2026-03-12"),
                    AgreedPlanChange.Timing.PERIOD_END)));
    assertEquals(List.of(), messages(changing, quantity("s2", "seats", "1")));
  }

  @Test
  void refusesAdjustmentsThatThePriceCannotHave() {
    assertEquals(
        List.of(
            "table price_adjustments: price_adjustments/a1/value: the quantity of a usage price is"
                + " metered and cannot be 5; override the quantity of a fixed fee",
            "table price_adjustments: price_adjustments/a3/value: adjusted amount -1 is negative"),
        messages(
            STORED,
            adjustment("a1", "storage", Kind.QUANTITY, "5", "2026-01-01", null),
            adjustment("a2", "tiered", Kind.PERCENT, "-5", "2026-01-01", null),
            adjustment("a3", "seats", Kind.FIXED, "-11", "2026-01-01", null)));
    assertEquals(
        1,
        messages(STORED, adjustment("a", "tiered", Kind.OVERRIDE, "5", "2026-01-01", null)).size());
  }

  @Test
  void adjustmentsAreCheckedTogether() {
    AgreedAdjustment dearer =
        adjustment("a1", "storage", Kind.OVERRIDE, "5", "2026-01-01", "2026-02-01");
    AgreedAdjustment rebate = adjustment("a2", "storage", Kind.FIXED, "-4", "2026-01-01", null);
    AgreedAdjustment shorter =
        adjustment("a2", "storage", Kind.FIXED, "-4", "2026-01-01", "2026-02-01");

    assertEquals(List.of(), messages(STORED, dearer, shorter), "5 - 4");
    assertEquals(1, messages(STORED, dearer, rebate).size(), "3 - 4 from February on");
    assertEquals(
        1, messages(STORED.with(AccountDocuments.of(dearer)), rebate).size(), "whoever came first");
  }

  @Test
  void refusesTwoAdjustmentsOfAKindOnTheSameDay() {
    assertEquals(
        List.of(
            "table price_adjustments: price_adjustments/a2/from: its days overlap those of 'a1',"
                + " which holds from 2026-01-01 until 2026-03-01"),
        messages(
            STORED,
            adjustment("a1", "storage", Kind.PERCENT, "-5", "2026-01-01", "2026-03-01"),
            adjustment("a2", "storage", Kind.PERCENT, "-6", "2026-02-28", null),
            adjustment("a3", "storage", Kind.FIXED, "-1", "2026-02-28", null),
            adjustment("a4", "tiered", Kind.PERCENT, "-1", "2026-02-28", null)));
  }

  @Test
  void aGrantStaysInItsUnit() {
    AccountDocuments stored = STORED.with(AccountDocuments.of(grant("USD")));

    assertEquals(List.of(), messages(stored, grant("USD")));
    assertEquals(
        List.of(
            "table credit_grants: credit_grants/g/currency: a grant stays in its unit, USD, in which its balance is kept;"
                + " end it with void_from, and grant another"),
        messages(stored, grant("EUR")));
  }

  private static GrantedCredit grant(String currency) {
    return new GrantedCredit(
        "g",
        "acme",
        CreditGrant.Kind.PREPAID,
        BigDecimal.TEN,
        currency,
        0,
        LocalDate.of(2026, 1, 1),
        null,
        LocalDate.of(2026, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        List.of(),
        List.of());
  }

  private List<String> messages(AccountDocuments stored, AccountRow... imported) {
    return AccountChecks.check(stored, AccountDocuments.of(imported), catalog).stream()
        .map(Problem::toString)
        .toList();
  }

  private static DatedTaxRate tax(String country, String from, String until) {
    return new DatedTaxRate(
        "vat", "VAT", TaxCategory.S, BigDecimal.TEN, country, validity(from, until));
  }

  private static AgreedAdjustment adjustment(
      String id, String charge, Kind kind, String value, String from, String until) {
    return new AgreedAdjustment(
        id, "s1", charge, kind, new BigDecimal(value), validity(from, until));
  }

  private static ChargeQuantity quantity(String subscription, String charge, String quantity) {
    return new ChargeQuantity(
        subscription, charge, new BigDecimal(quantity), LocalDate.of(2026, 1, 1));
  }

  private static Validity validity(String from, String until) {
    return new Validity(LocalDate.parse(from), until == null ? null : LocalDate.parse(until));
  }
}
