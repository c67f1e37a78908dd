package io.lakebill.pricing.invoice;

import static io.lakebill.pricing.invoice.Invoices.USD;
import static io.lakebill.pricing.invoice.Invoices.money;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.contract.Commitment;
import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CommitmentOverageTermTest {

  private static final LocalDate START = LocalDate.parse("2026-01-01");

  private static final Commitment COMMITMENT =
      new Commitment(money("60"), START, LocalDate.parse("2027-01-01"));

  private static final LineTerms TERMS = new LineTerms("c", "C", null, TaxRate.NONE);

  @Test
  void costsWhatIsBeyondOnceMoreAndSoOften() {
    assertEquals(money("0"), due("0", "0", item("60", START, "x")));
    assertEquals(money("7.50"), due("50", "0", item("25", START, "x")));
    assertEquals(money("12.50"), due("75", "7.50", item("25", START, "x")));
  }

  @Test
  void givesBackWhatCorrectionsTookFromIt() {
    assertEquals(money("-7.50"), due("75", "7.50", item("-25", START, "x")));
  }

  @Test
  void countsWhatItsProductsEarnWhileItRuns() {
    InvoiceItem early = item("100", START.minusDays(1), "x");
    InvoiceItem other = item("100", START, "y");

    assertEquals(money("0"), due("50", "0", early, other));
  }

  /** However the spending comes, what was billed of it is that of the sum, rounded once. */
  @Test
  void invoicesNeverDrift() {
    for (int seed = 0; seed < 1_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Money spent = money("0");
      Money billed = money("0");
      for (int invoice = 0; invoice < 12; invoice++) {
        List<InvoiceItem> items = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          items.add(item(BigDecimal.valueOf(random.nextInt(-300, 2_000), 2), START, "x"));
        }
        CommitmentOverageTerm term =
            new CommitmentOverageTerm(
                TERMS, COMMITMENT, Set.of("x"), spent, new BigDecimal("1.333"), billed);
        billed = billed.plus(term.dueWith(items));
        spent = spent.plus(TrueUpTerm.counted(COMMITMENT, Set.of("x"), items));
        BigDecimal beyond = spent.amount().subtract(new BigDecimal("60")).max(BigDecimal.ZERO);
        assertEquals(
            beyond.multiply(new BigDecimal("0.333")).setScale(2, RoundingMode.HALF_UP),
            billed.amount().setScale(2, RoundingMode.UNNECESSARY),
            "seed " + seed);
      }
    }
  }

  @Test
  void refusesAFactorThatLeavesNothing() {
    for (String factor : List.of("1", "0.5")) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new CommitmentOverageTerm(
                  TERMS, COMMITMENT, Set.of(), money("0"), new BigDecimal(factor), money("0")));
    }
  }

  private static Money due(String counted, String billed, InvoiceItem... items) {
    return new CommitmentOverageTerm(
            TERMS, COMMITMENT, Set.of("x"), money(counted), new BigDecimal("1.5"), money(billed))
        .dueWith(List.of(items));
  }

  private static InvoiceItem item(String amount, LocalDate earned, String product) {
    return item(new BigDecimal(amount), earned, product);
  }

  private static InvoiceItem item(BigDecimal amount, LocalDate earned, String product) {
    return new InvoiceItem(
        LineKind.USAGE,
        "sub",
        new LineTerms("u", "U", product, TaxRate.NONE),
        earned,
        new Money(amount, USD));
  }
}
