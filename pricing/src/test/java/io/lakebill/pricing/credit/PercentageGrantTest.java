package io.lakebill.pricing.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Cadence;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Discounts in percent, alone and beside those of an amount. */
class PercentageGrantTest {

  private static final PricingUnit USD = PricingUnit.currency("USD");

  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  private static final Money UNLIMITED = CreditGrant.unlimited(USD);

  @Test
  void takesItsPartOfWhatItCoversRoundedOnce() {
    BurnDown burned = burn(List.of(grant("a", UNLIMITED, "15")), "10.03", "20.00", "-5.00");

    // 15% of 25.03 is 3.7545.
    assertEquals(usd("3.75"), burned.total());
    assertEquals(usd("1.25"), burned.paidOf(0));
    assertEquals(usd("2.50"), burned.paidOf(1));
    assertEquals(usd("0.00"), burned.paidOf(2));
  }

  @Test
  void paysNoMoreThanItsAmountInAll() {
    GrantBalance used = GrantBalance.whole(grant("a", usd("20"), "50")).minus(usd("12.50"));

    assertEquals(
        usd("7.50"), BurnDown.of(USD, List.of(used), lines("25"), Spread.IN_ORDER).total());
  }

  @Test
  void isOfWhatTheGrantsBeforeItLeft() {
    BurnDown burned =
        burn(
            List.of(
                grant("b", UNLIMITED, "10"),
                grant("a", UNLIMITED, "10"),
                grant("0", usd("20"), null)),
            "120.00");

    assertEquals(usd("20.00"), burned.usedOf("0"));
    assertEquals(usd("10.00"), burned.usedOf("a"));
    assertEquals(usd("9.00"), burned.usedOf("b"));
  }

  @Test
  void takesNothingOfWhatIsPaidBack() {
    assertEquals(usd("0"), burn(List.of(grant("a", UNLIMITED, "15")), "-20.00", "5.00").total());
  }

  @Test
  void keepsItsPartWhateverElseOfItChanges() {
    CreditGrant grant = grant("a", usd("20"), "50");
    GrantSeries monthly = new GrantSeries(grant, Cadence.MONTHLY, BigDecimal.ZERO, null);

    assertEquals(usd("5"), grant.until(FIRST.plusDays(3)).part(usd("10")));
    assertEquals(usd("5"), grant.of(usd("8")).part(usd("10")));
    assertEquals(usd("5"), monthly.one(2).part(usd("10")));
    assertTrue(grant.isLimited());
    assertFalse(grant("a", UNLIMITED, "50").isLimited());
  }

  /** Units of the seller's own may be tokens. */
  @Test
  void anAmountHoweverLargeIsALimitOfItself() {
    CreditGrant large = grant("a", usd("1000000000000000000"), null);

    assertTrue(large.isLimited());
    assertTrue(new GrantSeries(large, Cadence.MONTHLY, BigDecimal.ZERO, null).recurs());
  }

  @Test
  void isNoPartOfWhatWasPaidForNorMoreThanAll() {
    for (String percent : List.of("0", "100.01", "-5")) {
      assertThrows(IllegalArgumentException.class, () -> grant("a", UNLIMITED, percent));
    }
    assertEquals(usd("10"), grant("a", UNLIMITED, "100").part(usd("10")));
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> grant(CreditGrant.Kind.PREPAID, "a", usd("5"), "10"));
    assertEquals("grant a: only promotional credits may be a percentage", refused.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new GrantSeries(grant("a", UNLIMITED, "10"), Cadence.MONTHLY, BigDecimal.ZERO, null));
  }

  private static BurnDown burn(List<CreditGrant> grants, String... amounts) {
    return BurnDown.of(
        USD,
        grants.stream().map(GrantBalance::whole).toList(),
        lines(amounts),
        Spread.IN_PROPORTION);
  }

  private static List<CreditLine> lines(String... amounts) {
    return List.of(amounts).stream()
        .map(amount -> new CreditLine("charge", null, FIRST, usd(amount)))
        .toList();
  }

  private static CreditGrant grant(String id, Money amount, String percent) {
    return grant(CreditGrant.Kind.PROMOTIONAL, id, amount, percent);
  }

  private static CreditGrant grant(CreditGrant.Kind kind, String id, Money amount, String percent) {
    return new CreditGrant(
        id,
        kind,
        amount,
        0,
        FIRST,
        null,
        Instant.EPOCH,
        new Scope(Set.of(), Set.of()),
        percent == null ? null : new BigDecimal(percent));
  }

  private static Money usd(String amount) {
    return new Money(new BigDecimal(amount), USD);
  }
}
