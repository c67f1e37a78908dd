package io.lakebill.pricing.issued;

import static io.lakebill.pricing.issued.Receivable.Status.OPEN;
import static io.lakebill.pricing.issued.Receivable.Status.OVERPAID;
import static io.lakebill.pricing.issued.Receivable.Status.PAID;
import static io.lakebill.pricing.issued.Receivable.Status.PARTLY_PAID;
import static io.lakebill.pricing.issued.Receivable.Status.UNCOLLECTIBLE;
import static io.lakebill.pricing.issued.Receivable.Status.VOID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** How an invoice of 100.00 stands after what happened to it. */
class ReceivableTest {

  private static final Receivable ISSUED = Receivable.of(usd("100"));

  @Test
  void itIsOpenUntilMoneyComes() {
    assertEquals(OPEN, ISSUED.status());
    assertTrue(ISSUED.isExpected());
  }

  @Test
  void someOfTheMoneyPaysItPartly() {
    Receivable half = ISSUED.paid(usd("50"));

    assertEquals(PARTLY_PAID, half.status());
    assertEquals(usd("50"), half.balance());
    assertEquals(PAID, half.paid(usd("50")).status());
    assertFalse(half.paid(usd("50")).isExpected());
  }

  @Test
  void whatIsPaidTwiceIsOwedBack() {
    Receivable twice = ISSUED.paid(usd("100")).paid(usd("100"));

    assertEquals(OVERPAID, twice.status());
    assertEquals(usd("-100"), twice.balance());
    assertEquals(PAID, twice.gaveBack(usd("100")).status());
  }

  @Test
  void aChargebackOpensItAgain() {
    Receivable back = ISSUED.paid(usd("100")).gaveBack(usd("100"));

    assertEquals(OPEN, back.status());
    assertTrue(back.isExpected());
  }

  @Test
  void aCreditNoteMayPayTheRest() {
    assertEquals(PAID, ISSUED.paid(usd("70")).credited(usd("30")).status());
    assertEquals(OPEN, ISSUED.credited(usd("30")).status());
  }

  @Test
  void aVoidOneIsVoidUnlessMoneyMustGoBack() {
    assertEquals(VOID, ISSUED.voided(usd("100")).status());
    assertFalse(ISSUED.voided(usd("100")).isExpected());
    assertEquals(OVERPAID, ISSUED.paid(usd("40")).voided(usd("100")).status());
    assertEquals(VOID, ISSUED.paid(usd("40")).voided(usd("100")).gaveBack(usd("40")).status());
    assertEquals(VOID, ISSUED.voided(usd("100")).givenUp().status());
  }

  @Test
  void oneThatIsGivenUpMayBePaidAllTheSame() {
    Receivable givenUp = ISSUED.paid(usd("10")).givenUp();

    assertEquals(UNCOLLECTIBLE, givenUp.status());
    assertFalse(givenUp.isExpected());
    assertEquals(PAID, givenUp.paid(usd("90")).status());
  }

  private static Money usd(String amount) {
    return new Money(new BigDecimal(amount), PricingUnit.currency("USD"));
  }
}
