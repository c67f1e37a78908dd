package io.lakebill.pricing.issued;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What credit notes take back of an invoice, and what is left of it. */
class IssuedDocumentTest {

  private static final PricingUnit USD = PricingUnit.currency("USD");

  /** 100.00 and 50.00 at 19%, the first discounted by 10.00; credits paid 60.00 of 166.60. */
  private static final IssuedDocument INVOICE =
      new IssuedDocument(
          USD,
          List.of(
              new IssuedLine(1, usd("100.00"), usd("10.00"), usd("17.10"), List.of("vat")),
              new IssuedLine(2, usd("50.00"), usd("0"), usd("9.50"), List.of("vat"))),
          List.of(new IssuedTax("vat", new BigDecimal("19"), usd("140.00"), usd("26.60"))),
          usd("60.00"));

  @Test
  void aVoidTakesBackEveryLineWithItsDiscountAndItsTax() {
    IssuedDocument note = INVOICE.takenBack();

    assertEquals(usd("-166.60"), note.total());
    assertEquals(usd("-106.60"), note.amountDue());
    assertEquals(usd("-10.00"), note.lines().get(0).discount());
    assertTrue(INVOICE.after(List.of(note)).isNothing());
  }

  @Test
  void aCreditOfALineTakesItsTaxToo() {
    IssuedDocument note = INVOICE.credited(List.of(), 2, usd("20.00"));

    assertEquals(
        List.of(new IssuedLine(2, usd("-20"), usd("0"), usd("-3.80"), List.of("vat"))),
        note.lines());
    assertEquals(
        List.of(new IssuedTax("vat", new BigDecimal("19"), usd("-20"), usd("-3.80"))),
        note.taxes());
  }

  @Test
  void aCreditOfAllIsSharedByWhatIsLeftOfLines() {
    IssuedDocument note = INVOICE.credited(List.of(), usd("14.00"));

    assertEquals(
        List.of(usd("-9.00"), usd("-5.00")), note.lines().stream().map(IssuedLine::net).toList());
    assertEquals(usd("-2.66"), note.taxes().get(0).tax());
  }

  @Test
  void whatIsNotPaidYetIsTakenBackBeforeWhatCreditsPaid() {
    IssuedDocument first = INVOICE.credited(List.of(), usd("80.00"));
    IssuedDocument second = INVOICE.credited(List.of(first), usd("20.00"));

    assertEquals(usd("0.00"), first.paidByCredits());
    assertEquals(usd("-95.20"), first.amountDue());
    assertEquals(usd("-12.40"), second.paidByCredits());
    assertEquals(usd("-11.40"), second.amountDue());
  }

  @Test
  void threeCreditsOfACentAreTaxedLikeOneOfThree() {
    IssuedDocument invoice =
        new IssuedDocument(
            USD,
            List.of(new IssuedLine(1, usd("0.03"), usd("0"), usd("0.01"), List.of("vat"))),
            List.of(new IssuedTax("vat", new BigDecimal("19"), usd("0.03"), usd("0.01"))),
            usd("0"));

    IssuedDocument one = invoice.credited(List.of(), 1, usd("0.01"));
    IssuedDocument two = invoice.credited(List.of(one), 1, usd("0.01"));
    IssuedDocument three = invoice.credited(List.of(one, two), 1, usd("0.01"));

    assertEquals(
        List.of(usd("0"), usd("0"), usd("-0.01")),
        List.of(one.taxes().get(0).tax(), two.taxes().get(0).tax(), three.taxes().get(0).tax()));
    assertTrue(invoice.after(List.of(one, two, three)).isNothing());
  }

  @Test
  void aCreditOfTheLastOfItLeavesDiscountsWithThoseWhoGaveThem() {
    IssuedDocument note = INVOICE.credited(List.of(), usd("140.00"));

    assertEquals(usd("-166.60"), note.total());
    assertEquals(usd("-60.00"), note.paidByCredits());
    assertEquals(
        List.of(usd("0"), usd("0")), note.lines().stream().map(IssuedLine::discount).toList());
    assertEquals(usd("0"), INVOICE.after(List.of(note)).total());
    assertEquals(usd("-10"), INVOICE.after(List.of(note)).takenBack().lines().get(0).discount());
  }

  @Test
  void noMoreIsTakenBackThanThereIs() {
    IssuedDocument note = INVOICE.credited(List.of(), 2, usd("20.00"));

    assertEquals(
        "31.00 USD before tax is more than the 30.00 USD that are left of line 2",
        refusal(() -> INVOICE.credited(List.of(note), 2, usd("31.00"))));
    assertEquals(
        "120.01 USD before tax is more than the 120.00 USD that are left of the invoice",
        refusal(() -> INVOICE.credited(List.of(note), usd("120.01"))));
    assertEquals(
        "0.00 USD is not more than nothing", refusal(() -> INVOICE.credited(List.of(), usd("0"))));
    assertEquals("it has no line 3", refusal(() -> INVOICE.credited(List.of(), 3, usd("1"))));
  }

  private static String refusal(org.junit.jupiter.api.function.Executable credit) {
    return assertThrows(IllegalArgumentException.class, credit).getMessage();
  }

  private static Money usd(String amount) {
    return new Money(new BigDecimal(amount), USD);
  }
}
