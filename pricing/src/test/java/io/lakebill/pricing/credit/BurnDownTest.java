package io.lakebill.pricing.credit;

import static io.lakebill.pricing.credit.Grants.USD;
import static io.lakebill.pricing.credit.Grants.grant;
import static io.lakebill.pricing.credit.Grants.line;
import static io.lakebill.pricing.credit.Grants.ordered;
import static io.lakebill.pricing.credit.Grants.usd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnDownTest {

  private static final PricingUnit CCU = PricingUnit.custom("CCU", 2);

  /**
   * The first three rows are openmeter's credit engine (run_test): by priority, by expiry, both
   * used up. 40 of credit for a charge of 100 is Kong's documentation of settlement ("credit then
   * invoice").
   */
  @ParameterizedTest(name = "{0} used of {1} and {2}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          USED | FIRST                         | SECOND                        | LEFT
          120  | b 2 never 2025-01-01          | a 1 never 2025-01-01          | a=0.00 b=80.00
          120  | a 1 2124-01-01 2025-01-01     | b 1 2025-02-01 2025-01-01     | b=0.00 a=80.00
          200  | a 1 never 2025-01-01          | b 1 never 2025-01-01          | a=0.00 b=0.00
          120  | a 2 2025-02-01 2025-01-01     | b 1 never 2025-01-01          | b=0.00 a=80.00
          120  | a 1 never 2025-01-01          | b 1 2124-01-01 2025-01-01     | b=0.00 a=80.00
          120  | a 1 never 2025-01-02          | b 1 never 2025-01-01          | b=0.00 a=80.00
          120  | b 1 never 2025-01-01          | a 1 never 2025-01-01          | a=0.00 b=80.00
          0    | a 1 never 2025-01-01          | b 1 never 2025-01-01          | a=100.00 b=100.00
          100  | a 1 never 2025-01-01          | b 1 never 2025-01-01          | a=0.00 b=100.00
          250  | a 1 never 2025-01-01          | b 1 never 2025-01-01          | a=0.00 b=0.00
          """)
  void burnsByPriorityThenExpiryThenGrantTimeThenId(
      String used, String first, String second, String left) {
    BurnDown burnDown =
        BurnDown.of(
            USD,
            List.of(parsed(first), parsed(second)),
            List.of(line("usage", usd(used))),
            Spread.IN_ORDER);

    assertEquals(left, left(burnDown));
  }

  @Test
  void creditsPayUpToWhatTheyHave() {
    BurnDown burnDown = burn(List.of(grant("g", Kind.PREPAID, usd("40"))), "charge=100");

    assertEquals(usd("40"), burnDown.total());
    assertEquals(usd("40"), burnDown.usedOf("g"));
    assertEquals(usd("0"), burnDown.usedOf("another"));
    assertEquals(usd("40"), burnDown.paidOf(0));
    assertEquals(usd("0"), burnDown.paidOf(1));
  }

  /** 2000 for Cloud Database and X only: Metronome's flexible commitment (SD19). */
  @Test
  void aGrantForProductsPaysOnlyTheirs() {
    GrantBalance grant = grant("g", Kind.PREPAID, usd("2000"), Scope.products("DATABASE", "X"));

    BurnDown burnDown = burn(List.of(grant), "database=1500 x=700 y=300");

    assertEquals("g:0=1500.00 g:1=500.00", drawdowns(burnDown));
    assertEquals("g=0.00", left(burnDown));
  }

  @Test
  void aGrantMayBeForChargesOrForProducts() {
    Scope scope = new Scope(Set.of("A"), Set.of("b"));
    GrantBalance grant = grant("g", Kind.PREPAID, usd("100"), scope);
    CreditLine withoutProduct = new CreditLine("a", null, LocalDate.parse("2025-01-31"), usd("10"));

    assertEquals("g:0=10.00 g:1=10.00", drawdowns(burn(List.of(grant), "a=10 b=10 c=10")));
    assertEquals(
        "", drawdowns(BurnDown.of(USD, List.of(grant), List.of(withoutProduct), Spread.IN_ORDER)));
  }

  @ParameterizedTest(name = "valid {0} to {1}, earned on {2}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          FROM,       UNTIL,      EARNED ON,  PAID,  EXPIRED THAT DAY
          2025-01-10, 2025-01-20, 2025-01-09, 0.00,  0.00
          2025-01-10, 2025-01-20, 2025-01-10, 10.00, 0.00
          2025-01-10, 2025-01-20, 2025-01-19, 10.00, 0.00
          2025-01-10, 2025-01-20, 2025-01-20, 0.00,  10.00
          2025-01-10, 2025-01-20, 2025-01-21, 0.00,  10.00
          2025-01-10, ,           2025-01-09, 0.00,  0.00
          2025-01-10, ,           2125-01-01, 10.00, 0.00
          """)
  void isValidFromItsFirstDayUntilItsEndAndThenExpires(
      LocalDate from, LocalDate until, LocalDate earnedOn, String paid, String expired) {
    GrantBalance balance =
        GrantBalance.whole(
            new CreditGrant(
                "g", Kind.PREPAID, usd("10"), 1, from, until, Instant.EPOCH, Scope.ALL));
    CreditLine line = new CreditLine("usage", null, earnedOn, usd("50"));

    BurnDown burnDown = BurnDown.of(USD, List.of(balance), List.of(line), Spread.IN_ORDER);

    assertEquals(usd(paid), burnDown.total());
    assertEquals(usd(expired), balance.expiredBy(earnedOn));
  }

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          LINES            | CREDIT | IN ORDER                         | IN PROPORTION
          a=30 b=60        | 45     | g:0=30.00 g:1=15.00              | g:0=15.00 g:1=30.00
          a=30 b=60        | 90     | g:0=30.00 g:1=60.00              | g:0=30.00 g:1=60.00
          a=30 b=60        | 100    | g:0=30.00 g:1=60.00              | g:0=30.00 g:1=60.00
          a=1 b=1 c=1      | 1      | g:0=1.00                         | g:0=0.34 g:1=0.33 g:2=0.33
          a=1 b=1 c=1      | 0.01   | g:0=0.01                         | g:0=0.01
          a=0 b=10         | 10     | g:1=10.00                        | g:1=10.00
          a=100 b=-30      | 80     | g:0=70.00                        | g:0=70.00
          a=-30 b=60 c=30  | 45     | g:1=45.00                        | g:1=30.00 g:2=15.00
          a=-30 b=30       | 10     | ''                               | ''
          a=-30 b=20       | 10     | ''                               | ''
          a=-30            | 10     | ''                               | ''
          ''               | 10     | ''                               | ''
          """)
  void paysLineByLineOrEachInProportionAndNeverANegative(
      String lines, String credit, String inOrder, String inProportion) {
    List<GrantBalance> grants = List.of(grant("g", Kind.PREPAID, usd(credit)));

    assertEquals(inOrder, drawdowns(BurnDown.of(USD, grants, lines(lines), Spread.IN_ORDER)));
    assertEquals(
        inProportion, drawdowns(BurnDown.of(USD, grants, lines(lines), Spread.IN_PROPORTION)));
  }

  @Test
  void aScopedGrantSetsOffTheNegativeLinesOfItsScopeAndOfAll() {
    GrantBalance scoped = grant("g", Kind.PREPAID, usd("100"), Scope.charges("a", "b"));

    assertEquals("g:0=20.00", drawdowns(burn(List.of(scoped), "a=50 b=-30 c=500")));
    assertEquals("g:0=10.00", drawdowns(burn(List.of(scoped), "a=50 c=-40")));
  }

  @Test
  void aGrantThatIsNotUsedUpLeavesNothingForTheNext() {
    List<GrantBalance> grants =
        List.of(grant("g1", Kind.PREPAID, usd("70")), grant("g2", Kind.PREPAID, usd("70")));

    assertEquals("g1:0=60.00", drawdowns(burn(grants, "a=60")));
    assertEquals("g1:0=60.00 g1:1=10.00 g2:1=20.00", drawdowns(burn(grants, "a=60 b=30")));
  }

  @Test
  void grantsInOtherUnitsAreLeftAlone() {
    GrantBalance units = grant("u", Kind.PREPAID, new Money(BigDecimal.TEN, CCU));

    assertEquals("", left(burn(List.of(units), "a=60")));
  }

  @Test
  void refusesWhatCannotBe() {
    GrantBalance grant = grant("g", Kind.PREPAID, usd("10"));

    assertEquals(
        "a grant is given twice: [g, g]", refusal(() -> burn(List.of(grant, grant), "a=60")));
    assertEquals(
        "a is 1.00 CCU, but the lines to pay are in USD",
        refusal(
            () ->
                BurnDown.of(
                    USD,
                    List.of(),
                    List.of(line("a", new Money(BigDecimal.ONE, CCU))),
                    Spread.IN_ORDER)));
    assertEquals(
        "grant g cannot have -1.00 USD left of 10.00 USD",
        refusal(() -> new BurnDown(USD, List.of(grant), List.of(new Drawdown("g", 0, usd("11"))))));
    assertEquals(
        "there is no grant h to draw on",
        refusal(() -> new BurnDown(USD, List.of(grant), List.of(new Drawdown("h", 0, usd("1"))))));
    assertEquals(
        "grant g cannot pay 0.00 USD of line 0", refusal(() -> new Drawdown("g", 0, usd("0"))));
    assertEquals(
        "grant g cannot have 10.01 USD left of 10.00 USD",
        refusal(() -> new GrantBalance(grant.grant(), usd("10.01"))));
    assertEquals(
        "grant g: amount 0.00 USD is not above 0",
        refusal(() -> grant("g", Kind.PREPAID, usd("0"))));
    assertEquals(
        "grant g: end 2025-01-01 is not after its start 2025-01-01",
        refusal(() -> ordered("g", 1, "2025-01-01", "2025-01-01")));
  }

  private static BurnDown burn(List<GrantBalance> grants, String lines) {
    return BurnDown.of(USD, grants, lines(lines), Spread.IN_ORDER);
  }

  private static List<CreditLine> lines(String lines) {
    return Arrays.stream(lines.split(" ", -1))
        .filter(line -> !line.isEmpty())
        .map(line -> line.split("=", -1))
        .map(parts -> line(parts[0], usd(parts[1])))
        .toList();
  }

  private static GrantBalance parsed(String grant) {
    String[] parts = grant.split(" ", -1);
    return GrantBalance.whole(ordered(parts[0], Integer.parseInt(parts[1]), parts[2], parts[3]));
  }

  private static String left(BurnDown burnDown) {
    return burnDown.after().stream()
        .map(balance -> balance.grant().id() + "=" + balance.left().amount().toPlainString())
        .collect(Collectors.joining(" "));
  }

  private static String drawdowns(BurnDown burnDown) {
    return burnDown.drawdowns().stream()
        .map(
            d ->
                String.format(
                    Locale.ROOT,
                    "%s:%d=%s",
                    d.grant(),
                    d.line(),
                    d.amount().amount().toPlainString()))
        .collect(Collectors.joining(" "));
  }

  private static String refusal(Executable action) {
    return assertThrows(IllegalArgumentException.class, action).getMessage();
  }
}
