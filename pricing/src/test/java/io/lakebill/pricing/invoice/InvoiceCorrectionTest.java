package io.lakebill.pricing.invoice;

import static io.lakebill.pricing.invoice.Invoices.CCU;
import static io.lakebill.pricing.invoice.Invoices.USD;
import static io.lakebill.pricing.invoice.Invoices.ccu;
import static io.lakebill.pricing.invoice.Invoices.money;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.invoice.InvoiceCorrection.Place;
import io.lakebill.pricing.money.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvoiceCorrectionTest {

  private static final Map<String, Money> NOTHING = Map.of();

  private static Place of(String charge) {
    return new Place("sub", charge);
  }

  private static Map<Place, Money> soFar(Object... placesAndAmounts) {
    Map<Place, Money> amounts = new LinkedHashMap<>();
    for (int i = 0; i < placesAndAmounts.length; i += 2) {
      amounts.put(of((String) placesAndAmounts[i]), money((String) placesAndAmounts[i + 1]));
    }
    return amounts;
  }

  private static InvoiceCorrection correction(
      Invoices now, Map<Place, Money> soFar, Map<String, Money> used, Map<String, Money> back) {
    return InvoiceCorrection.of(now.invoice(), Map.of(), soFar, used, back);
  }

  @Test
  void whatCostsMoreIsChargedAndWhatDidNotChangeIsNot() {
    InvoiceCorrection correction =
        correction(
            new Invoices().charge("a", "12").charge("b", "5"),
            soFar("a", "10", "b", "5"),
            NOTHING,
            NOTHING);

    assertEquals(Map.of(of("a"), money("2")), correction.lines());
    assertEquals(LineKind.CORRECTION, correction.kind());
    assertEquals(NOTHING, correction.returned());
    assertFalse(correction.hasOverage());
  }

  @Test
  void aChargeThatIsNotThereAnyMoreIsGivenBack() {
    InvoiceCorrection correction =
        correction(new Invoices().charge("a", "10"), soFar("a", "10", "b", "5"), NOTHING, NOTHING);

    assertEquals(Map.of(of("b"), money("-5")), correction.lines());
    assertEquals(LineKind.NET_CORRECTION, correction.kind());
  }

  /** 100 less 40 became 30: the customer has 60 back, the credit 10. */
  @Test
  void aDiscountThatIsNotDueGoesBackToItsCredit() {
    InvoiceCorrection correction =
        correction(
            new Invoices().charge("a", "30").promotional("promo", "40"),
            soFar("a", "100"),
            Map.of("promo", money("40")),
            NOTHING);

    assertEquals(Map.of(of("a"), money("-60")), correction.lines());
    assertEquals(Map.of("promo", money("10")), correction.returned());
    assertEquals(LineKind.NET_CORRECTION, correction.kind());
  }

  /** After that, nothing is left to correct. */
  @Test
  void whatCameBackBeforeIsNotGivenAgain() {
    InvoiceCorrection correction =
        correction(
            new Invoices().charge("a", "30").promotional("promo", "30"),
            soFar("a", "40"),
            Map.of("promo", money("40")),
            Map.of("promo", money("10")));

    assertEquals(Map.of(), correction.lines());
    assertEquals(NOTHING, correction.returned());
  }

  /** What came back is asked for again, and paid by the credit that has it. */
  @Test
  void whatCameBackBeforeIsChargedIfAllIsDueAfterAll() {
    InvoiceCorrection correction =
        correction(
            new Invoices().charge("a", "100").promotional("promo", "30"),
            soFar("a", "40"),
            Map.of("promo", money("40")),
            Map.of("promo", money("10")));

    assertEquals(Map.of(of("a"), money("70")), correction.lines());
    assertEquals(LineKind.CORRECTION, correction.kind());
  }

  @Test
  void severalChargesShareADiscountThatGoesBackAsTheyCostLess() {
    InvoiceCorrection correction =
        correction(
            new Invoices().promotional("promo", "40"),
            soFar("a", "30", "b", "10"),
            Map.of("promo", money("40")),
            NOTHING);

    assertEquals(Map.of(), correction.lines());
    assertEquals(Map.of("promo", money("40")), correction.returned());
  }

  @Test
  void unitsThatAreNotUsedGoBackAndOverageIsNotCharged() {
    Invoices now =
        new Invoices()
            .overage("overage", "0.10")
            .charge(LineKind.USAGE, "u", ccu("60"))
            .grant("units", Kind.PREPAID, ccu("100"), Scope.ALL);
    InvoiceCorrection correction =
        correction(now, soFar("overage", "2.00"), Map.of("units", ccu("100")), NOTHING);

    assertEquals(Map.of(of("overage"), money("-2.00")), correction.lines());
    assertEquals(Map.of("units", ccu("40")), correction.returned());
    assertFalse(correction.hasOverage());
    assertEquals(CCU, correction.returned().get("units").currency());
  }

  @Test
  void unitsThatNoCreditPaidForAreToldAsOverage() {
    Invoices now =
        new Invoices()
            .overage("overage", "0.10")
            .charge(LineKind.USAGE, "u", ccu("130"))
            .grant("units", Kind.PREPAID, ccu("100"), Scope.ALL);
    InvoiceCorrection correction =
        correction(now, soFar("overage", "2.00"), Map.of("units", ccu("100")), NOTHING);

    assertEquals(Map.of(of("overage"), money("1.00")), correction.lines());
    assertTrue(correction.hasOverage());
  }

  @Test
  void billsOfASubscriptionAreOfThatSubscription() {
    Map<Place, Money> amounts =
        InvoiceCorrection.byPlace(
            new Invoices().charge("a", "1").invoiceMinimum("5").invoice(), Map.of("sub", "s1"));

    assertEquals(
        Map.of(new Place("s1", "a"), money("1"), new Place(null, "invoice_minimum"), money("4")),
        amounts);
  }

  @Test
  void whatIsGivenIsCopied() {
    InvoiceCorrection correction =
        correction(new Invoices().charge("a", "1"), Map.of(), NOTHING, NOTHING);

    assertThrows(
        UnsupportedOperationException.class,
        () -> correction.lines().put(of("b"), Money.zero(USD)));
  }
}
