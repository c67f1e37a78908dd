package io.lakebill.schemas.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.invoice.TaxCategory;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.schemas.document.InvalidDocuments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows about what was agreed: tax, adjusted prices, quantities, and who the parties are. */
class ContractFilesTest {

  private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
  private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

  @TempDir Path directory;

  @Test
  void readsWhoSellersAndAccountsAreAndWhatWasAgreed() {
    write(
        "sellers.csv",
        """
        seller_id,name,country,tax_id,address,city,postal_code,iban,bic
        us,Example Inc.,US,12-345,1 Road,Springfield,12345,,
        de,Example GmbH,DE,DE9,Weg 1,Ulm,89073,DE02120300000000202051,BYLADEM1001
        """);
    write(
        "accounts.yaml",
        """
        - { account_id: acme, name: Acme, currency: KWD, invoice_minimum: "1000.500", country: DE,
            tax_id: DE123, tax_treatment: reverse_charge, purchase_order: PO-7, city: "" }
        - { account_id: school, name: School, tax_treatment: exempt, tax_reason: A school }
        - { account_id: plain, name: Plain }
        """);
    write(
        "subscriptions.csv",
        """
        subscription_id,account_id,plan_id,start_date,trial_days
        s1,acme,pro,2026-01-01,0
        s2,acme,pro,2026-01-01,
        """);

    AccountDocuments documents = AccountFiles.read(List.of(directory));

    assertEquals(
        List.of(
            new Seller(
                "us",
                "Example Inc.",
                "INV-",
                new Party("US", "12-345", "1 Road", "Springfield", "12345"),
                null,
                null,
                null,
                SellerContact.NONE),
            new Seller(
                "de",
                "Example GmbH",
                "INV-",
                new Party("DE", "DE9", "Weg 1", "Ulm", "89073"),
                "DE02120300000000202051",
                "BYLADEM1001",
                null,
                SellerContact.NONE)),
        documents.sellers());
    assertEquals(
        List.of(
            new Account(
                "acme",
                "Acme",
                null,
                ZoneOffset.UTC,
                null,
                new Party("DE", "DE123", null, null, null),
                new InvoiceTerms(
                    "KWD",
                    new BigDecimal("1000.5"),
                    InvoiceTerms.Treatment.REVERSE_CHARGE,
                    null,
                    "PO-7")),
            new Account(
                "school",
                "School",
                null,
                ZoneOffset.UTC,
                null,
                Party.UNKNOWN,
                new InvoiceTerms(null, null, InvoiceTerms.Treatment.EXEMPT, "A school", null)),
            new Account("plain", "Plain", null, ZoneOffset.UTC, null)),
        documents.accounts().stream().map(ContractFilesTest::inUtc).toList());
    assertEquals(
        List.of(
            TaxTreatment.reverseCharge("Reverse charge"),
            TaxTreatment.exempt("A school"),
            TaxTreatment.TAXED),
        documents.accounts().stream().map(account -> account.terms().tax()).toList());
    assertEquals(
        List.of(OptionalInt.of(0), OptionalInt.empty()),
        documents.subscriptions().stream().map(Subscription::trial).toList());
  }

  /** UTC by its name is another zone to Java than UTC by its offset. */
  private static Account inUtc(Account account) {
    return new Account(
        account.accountId(),
        account.name(),
        account.email(),
        ZoneOffset.UTC,
        account.sellerId(),
        account.party(),
        account.terms(),
        account.paidBy(),
        account.language(),
        account.debit());
  }

  @Test
  void readsTaxRatesAdjustmentsAndQuantities() {
    write(
        "tax_rates.csv",
        """
        tax_rate_id,name,category,percent,country,from,until
        standard,VAT,S,19.0,DE,2026-01-01,2026-07-01
        standard,Sales tax,Z,0,,2026-01-01,
        """);
    write(
        "price_adjustments.jsonl",
        """
        {"price_adjustment_id": "a1", "subscription_id": "s1", "charge_id": "storage", \
        "kind": "percent", "value": "-15.0", "from": "2026-01-01", "until": ""}
        """);
    write(
        "quantities.yaml",
        """
        - { subscription_id: s1, charge_id: seats, quantity: "10", from: 2026-07-01 }
        """);

    AccountDocuments documents = AccountFiles.read(List.of(directory));

    assertEquals(
        List.of(
            new DatedTaxRate(
                "standard",
                "VAT",
                TaxCategory.S,
                new BigDecimal("19"),
                "DE",
                new Validity(JANUARY, JULY)),
            new DatedTaxRate(
                "standard",
                "Sales tax",
                TaxCategory.Z,
                BigDecimal.ZERO,
                null,
                new Validity(JANUARY, null))),
        documents.of(RowKind.TAX_RATES));
    assertEquals(
        List.of(
            new AgreedAdjustment(
                "a1",
                "s1",
                "storage",
                AgreedAdjustment.Kind.PERCENT,
                new BigDecimal("-15"),
                new Validity(JANUARY, null))),
        documents.of(RowKind.PRICE_ADJUSTMENTS));
    assertEquals(
        List.of(new ChargeQuantity("s1", "seats", BigDecimal.TEN, JULY)),
        documents.of(RowKind.QUANTITIES));
  }

  @Test
  void aGrantMayBeForProductsAndCharges() {
    write(
        "credit_grants.csv",
        """
        credit_grant_id,account_id,amount,currency,valid_from,charges,products
        g,a,1,USD,2026-01-01,seats,database  search
        """);

    GrantedCredit read =
        (GrantedCredit) AccountFiles.read(List.of(directory)).of(RowKind.CREDIT_GRANTS).get(0);

    assertEquals(
        new GrantedCredit(
            "g",
            "a",
            CreditGrant.Kind.PREPAID,
            BigDecimal.ONE,
            "USD",
            0,
            JANUARY,
            null,
            Instant.parse("2026-01-01T00:00:00Z"),
            List.of("seats"),
            List.of("database", "search")),
        read);
    assertEquals(new Scope(Set.of("database", "search"), Set.of("seats")), read.scope());
  }

  /** The end is that of a term; who renews goes on after it. */
  @Test
  void aSubscriptionThatRenewsHasNoEnd() throws IOException {
    write(
        "subscriptions.csv",
        """
        subscription_id,account_id,plan_id,start_date,end_date,renews
        s1,acme,pro,2026-01-01,2027-01-01,yes
        s2,acme,pro,2026-01-01,2027-01-01,no
        s3,acme,pro,2026-01-01,2027-01-01,
        s4,acme,pro,2026-01-01,,yes
        """);

    assertEquals(
        List.of(
            Optional.empty(),
            Optional.of(LocalDate.parse("2027-01-01")),
            Optional.of(LocalDate.parse("2027-01-01")),
            Optional.empty()),
        AccountFiles.read(List.of(directory)).subscriptions().stream()
            .map(Subscription::end)
            .toList());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          accounts.csv | account_id,name,country,currency\\na,A,UK,USX | :2: accounts/a/country: there is no country 'UK'; :2: accounts/a/currency: unknown currency USX
          accounts.csv | account_id,name,country\\na,A,de | :2: accounts/a/country: 'de' is not an ISO 3166 country code of two capital letters
          accounts.csv | account_id,name,invoice_minimum\\na,A,10 | :2: accounts/a: invoice_minimum needs a currency
          accounts.csv | account_id,name,invoice_minimum,currency\\na,A,-10,USD | :2: accounts/a/invoice_minimum: '-10' is not a decimal number
          accounts.csv | account_id,name,invoice_minimum,currency\\na,A,1.005,USD | :2: accounts/a: 1.005 USD has more than 2 decimals
          accounts.csv | account_id,name,tax_reason\\na,A,gift | :2: accounts/a: tax_reason is for accounts that are exempt or reverse_charge
          accounts.csv | account_id,name,tax_treatment\\na,A,taxed | :2: accounts/a/tax_treatment: 'taxed' is not one of standard, exempt, reverse_charge
          accounts.csv | account_id,name,paid_by\\na,A,b c | :2: accounts/a/paid_by: 'b c' is not an id
          accounts.yaml | - { account_id: a, name: '' } | :1: accounts/a: 'name' is missing
          subscriptions.csv | subscription_id,account_id,plan_id,start_date,trial_days\\ns,a,p,2026-01-01,3651 | :2: subscriptions/s: trial_days 3651 is not 0 to 3650
          subscriptions.csv | subscription_id,account_id,plan_id,start_date,trial_days\\ns,a,p,2026-01-01,-1 | :2: subscriptions/s/trial_days: '-1' is not a whole number of 0 or more
          subscriptions.csv | subscription_id,account_id,plan_id,start_date,renews\\ns,a,p,2026-01-01,maybe | :2: subscriptions/s/renews: 'maybe' is not one of yes, no, true, false
          subscriptions.csv | subscription_id,account_id,plan_id,start_date,end_date,renews\\ns,a,p,2026-02-01,2026-01-01,yes | :2: subscriptions/s: end_date 2026-01-01 is before start_date 2026-02-01
          subscriptions.csv | subscription_id,account_id,plan_id,start_date,renewed\\ns,a,p,2026-01-01,yes | :1: unknown column 'renewed'
          credit_grants.csv | credit_grant_id,account_id,amount,currency,valid_from,every\\ng,a,1,USD,2026-01-01,hourly | :2: credit_grants/g/every: 'hourly' is not one of weekly, biweekly, monthly, quarterly, semiannual, annual
          credit_grants.csv | credit_grant_id,account_id,amount,currency,valid_from,every,rollover\\ng,a,1,USD,2026-01-01,monthly,1.01 | :2: credit_grants/g: rollover 1.01 is not a share from 0 to 1
          credit_grants.csv | credit_grant_id,account_id,amount,currency,valid_from,rollover\\ng,a,1,USD,2026-01-01,1 | :2: credit_grants/g: rollover needs every: how often the grant comes back
          credit_grants.csv | credit_grant_id,account_id,amount,currency,valid_from,void_from\\ng,a,1,USD,2026-01-01,2026-02-30 | :2: credit_grants/g/void_from: there is no day 2026-02-30
          credit_grants.csv | credit_grant_id,account_id,currency,valid_from\\ng,a,USD,2026-01-01 | :2: credit_grants/g: 'amount' is missing, or a 'percent'
          commitments.csv | commitment_id,account_id,kind,amount,currency,start_date,end_date,overage_factor\\nc,a,postpaid,5,EUR,2026-01-01,2027-01-01,0.5 | :2: commitments/c: overage_factor 0.5 is less than 1
          commitments.csv | commitment_id,account_id,kind,amount,currency,start_date,end_date,tax\\nc,a,postpaid,5,EUR,2026-01-01,2027-01-01,a b | :2: commitments/c/tax: 'a b' is not the id of a tax rate, or of several with a plus between them (gst+qst)
          meter_changes.csv | subscription_id\\ns | : not a file of accounts
          commitments.csv | commitment_id,account_id,kind,amount,currency,start_date,end_date\\nc,a,both,0,EUR,2026-01-01,2026-01-01 | :2: commitments/c/kind: 'both' is not one of prepaid, postpaid
          commitments.csv | commitment_id,account_id,kind,amount,currency,start_date,end_date\\nc,a,postpaid,0,EUR,2026-01-01,2027-01-01 | :2: commitments/c: amount 0 is not above 0
          commitments.csv | commitment_id,account_id,kind,amount,currency,start_date,end_date\\nc,a,postpaid,1.005,EUR,2026-01-01,2027-01-01 | :2: commitments/c: 1.005 EUR has more than 2 decimals
          commitments.csv | commitment_id,account_id,kind,amount,currency,start_date,end_date\\nc,a,postpaid,1,EUR,2026-01-01,2026-01-01 | :2: commitments/c: until 2026-01-01 is not after from 2026-01-01
          commitments.csv | commitment_id,account_id,kind,amount,currency,start_date,end_date,fee\\nc,a,postpaid,1,EUR,2026-01-01,2027-01-01,1 | :2: commitments/c: fee, every and installments are for prepaid commitments
          commitments.csv | commitment_id,account_id,kind,amount,currency,start_date,end_date,installments\\nc,a,prepaid,1,EUR,2026-01-01,2027-01-01,3 | :2: commitments/c: installments need every
          commitments.csv | commitment_id,account_id,kind,amount,currency,start_date,end_date,installments\\nc,a,prepaid,1,EUR,2026-01-01,2027-01-01,0 | :2: commitments/c/installments: '0' is not a whole number of 1 to 999
          tax_rates.csv | tax_rate_id,name,percent,from\\nv,VAT,19,2026-01-01 | :1: column 'category' is missing
          tax_rates.csv | tax_rate_id,name,category,percent,from_date\\nv,VAT,S,19,2026-01-01 | :1: unknown column 'from_date'; :1: column 'from' is missing
          tax_rates.csv | tax_rate_id,name,category,percent,from\\nv,VAT,V,19,2026-01-01 | :2: tax_rates/v/2026-01-01/category: 'V' is not one of S, Z, E, AE, K, G, O
          tax_rates.csv | tax_rate_id,name,category,percent,from\\nv,VAT,S,0,2026-01-01 | :2: tax_rates/v/2026-01-01: percent of category S is above 0; what is taxed at 0 has category Z
          tax_rates.csv | tax_rate_id,name,category,percent,from\\nv,VAT,AE,19,2026-01-01 | :2: tax_rates/v/2026-01-01: percent of category AE is 0, not 19
          tax_rates.csv | tax_rate_id,name,category,percent,from\\nv,VAT,S,100.1,2026-01-01 | :2: tax_rates/v/2026-01-01: percent 100.1 is not 0 to 100 with at most 6 decimals
          tax_rates.csv | tax_rate_id,name,category,percent,from\\nv,VAT,S,1.0000001,2026-01-01 | :2: tax_rates/v/2026-01-01: percent 1.0000001 is not 0 to 100 with at most 6 decimals
          tax_rates.csv | tax_rate_id,name,category,percent,from,until\\nv,VAT,S,19,2026-01-01,2026-01-01 | :2: tax_rates/v/2026-01-01: until 2026-01-01 is not after from 2026-01-01
          tax_rates.csv | tax_rate_id,name,category,percent,country,from,until\\nv,VAT,S,19,XX,2026-02-30,2026-13-01 | :2: tax_rates/v/XX/2026-02-30/country: there is no country 'XX'; :2: tax_rates/v/XX/2026-02-30/from: there is no day 2026-02-30; :2: tax_rates/v/XX/2026-02-30/until: there is no day 2026-13-01
          tax_rates.csv | tax_rate_id,name,category,percent,country,from\\nv,VAT,S,19,DE,2026-01-01\\nv,VAT,S,7,DE,2026-01-01 | :3: tax_rates/v/DE/2026-01-01: 'v/DE/2026-01-01' occurs twice; the first is at %s:2
          price_adjustments.csv | price_adjustment_id,subscription_id,charge_id,kind,value,from\\na,s,c,discount,5,2026-01-01 | :2: price_adjustments/a/kind: 'discount' is not one of override, percent, fixed, quantity
          price_adjustments.csv | price_adjustment_id,subscription_id,charge_id,kind,value,from\\na,s,c,percent,-100.5,2026-01-01 | :2: price_adjustments/a: an adjustment of -100.5%% takes more than the whole price
          price_adjustments.csv | price_adjustment_id,subscription_id,charge_id,kind,value,from\\na,s,c,override,-1,2026-01-01 | :2: price_adjustments/a: override -1 is negative
          price_adjustments.csv | price_adjustment_id,subscription_id,charge_id,kind,value,from\\na,s,c,quantity,-1,2026-01-01 | :2: price_adjustments/a: quantity -1 is negative
          quantities.csv | subscription_id,charge_id,quantity,from\\ns,c,-1,2026-01-01 | :2: quantities/s/c/2026-01-01/quantity: '-1' is not a decimal number
          quantities.csv | subscription_id,charge_id,quantity,from\\ns,c,1,2026-01-01\\ns,c,2,2026-01-01 | :3: quantities/s/c/2026-01-01: 's/c/2026-01-01' occurs twice; the first is at %s:2
          """)
  void reportsWhatIsWrong(String name, String text, String problems) {
    Path file = write(name, text.replace("\\n", "\n"));

    var error = assertThrows(InvalidDocuments.class, () -> AccountFiles.read(List.of(directory)));

    List<String> expected = List.of(problems.formatted(file).split("; (?=:)"));
    assertEquals(expected.size(), error.problems().size(), error::getMessage);
    for (int i = 0; i < expected.size(); i++) {
      String problem = error.problems().get(i).toString();
      assertTrue(problem.startsWith(file + expected.get(i)), problem);
    }
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
