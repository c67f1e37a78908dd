package io.lakebill.schemas.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.pricing.contract.ByDay;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Days;
import io.lakebill.schemas.account.AgreedAdjustment.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChargeAdjustmentsTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  @Test
  void whatHoldsOnADayIsOneAdjustment() {
    var agreed =
        new ChargeAdjustments(
            List.of(
                adjustment(Kind.OVERRIDE, "2", 1, 10),
                adjustment(Kind.PERCENT, "-15", 5, 20),
                adjustment(Kind.FIXED, "0.5", 5, null)),
            List.of());

    assertEquals(Optional.empty(), agreed.on(FIRST.minusDays(1)));
    assertEquals(Optional.of(PriceAdjustment.NONE.withOverride(number("2"))), on(agreed, 1));
    assertEquals(
        Optional.of(
            PriceAdjustment.NONE
                .withOverride(number("2"))
                .withPercent(number("-15"))
                .withFixed(number("0.5"))),
        on(agreed, 9));
    assertEquals(
        Optional.of(PriceAdjustment.NONE.withPercent(number("-15")).withFixed(number("0.5"))),
        on(agreed, 10));
    assertEquals(Optional.of(PriceAdjustment.NONE.withFixed(number("0.5"))), on(agreed, 20));
  }

  @Test
  void theQuantityThatStartedLaterHolds() {
    var agreed =
        new ChargeAdjustments(
            List.of(adjustment(Kind.QUANTITY, "3", 10, 12), adjustment(Kind.QUANTITY, "9", 15, 25)),
            List.of(quantity("20", 20), quantity("5", 5), quantity("15", 15)));

    assertEquals(Optional.empty(), on(agreed, 4));
    assertEquals(quantityOf("5"), on(agreed, 9));
    assertEquals(quantityOf("3"), on(agreed, 11));
    assertEquals(quantityOf("5"), on(agreed, 12), "the adjustment is over");
    assertEquals(quantityOf("9"), on(agreed, 15), "of two that start together, the adjustment");
    assertEquals(quantityOf("20"), on(agreed, 20), "although the adjustment goes on");
    assertEquals(quantityOf("20"), on(agreed, 25));
  }

  @Test
  void aFeeChangesOnTheDaysOnWhichSomethingBeginsOrEnds() {
    var agreed =
        new ChargeAdjustments(
            List.of(adjustment(Kind.PERCENT, "-50", 5, 20), adjustment(Kind.FIXED, "1", 10, null)),
            List.of(quantity("1", 7), quantity("2", 15), quantity("3", 25)));
    FixedFee fee = new FixedFee(number("8"), PricingUnit.currency("USD"));

    ByDay<FixedFee> byDay =
        agreed.over(
            new Days(FIRST.withDayOfMonth(5), FIRST.withDayOfMonth(25)),
            fee,
            PriceAdjustment::apply);

    assertEquals(fee.withAmount(number("4")), byDay.first());
    assertEquals(
        List.of(
            new ByDay.Change<>(FIRST.withDayOfMonth(10), fee.withAmount(number("5"))),
            new ByDay.Change<>(
                FIRST.withDayOfMonth(15), fee.withAmount(number("5")).withQuantity(number("2"))),
            new ByDay.Change<>(
                FIRST.withDayOfMonth(20), fee.withAmount(number("9")).withQuantity(number("2")))),
        byDay.changes());
  }

  @Test
  void withoutAnAgreementAFeeIsThePlans() {
    FixedFee fee = new FixedFee(number("8"), PricingUnit.currency("USD"));

    assertEquals(
        ByDay.always(fee),
        ChargeAdjustments.NONE.over(
            new Days(FIRST, FIRST.plusDays(9)), fee, PriceAdjustment::apply));
  }

  private static Optional<PriceAdjustment> on(ChargeAdjustments agreed, int day) {
    return agreed.on(FIRST.withDayOfMonth(day));
  }

  private static Optional<PriceAdjustment> quantityOf(String quantity) {
    return Optional.of(PriceAdjustment.NONE.withQuantity(number(quantity)));
  }

  private static AgreedAdjustment adjustment(Kind kind, String value, int from, Integer until) {
    return new AgreedAdjustment(
        kind + "-" + from,
        "s1",
        "seats",
        kind,
        number(value),
        new Validity(
            FIRST.withDayOfMonth(from), until == null ? null : FIRST.withDayOfMonth(until)));
  }

  private static ChargeQuantity quantity(String quantity, int from) {
    return new ChargeQuantity("s1", "seats", number(quantity), FIRST.withDayOfMonth(from));
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }
}
