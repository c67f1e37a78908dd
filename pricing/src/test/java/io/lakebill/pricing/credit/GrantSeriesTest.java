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
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantSeriesTest {

  private static final PricingUnit USD = PricingUnit.currency("USD");

  @Test
  void eachBeginsWhereTheOneBeforeEndsAndTheDayIsRemembered() {
    GrantSeries series = series("2024-01-31", "2024-05-10", Cadence.MONTHLY, "0", null);

    assertEquals(
        List.of(
            "g/1 2024-01-31 2024-02-29",
            "g/2 2024-02-29 2024-03-31",
            "g/3 2024-03-31 2024-04-30",
            "g/4 2024-04-30 2024-05-10"),
        IntStream.rangeClosed(1, series.startedBy(day("2025-01-01")))
            .mapToObj(series::one)
            .map(one -> "%s %s %s".formatted(one.id(), one.validFrom(), one.validUntil()))
            .toList());
    assertTrue(series.has(4));
    assertFalse(series.has(5));
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({"0, 70, 0.00", "0.5, 70, 35.00", "0.333, 0.05, 0.02", "1, 70.01, 70.01"})
  void aShareOfWhatIsLeftRollsOver(String share, String left, String rolled) {
    GrantSeries series = series("2024-01-01", null, Cadence.WEEKLY, share, null);

    assertEquals(usd(rolled), series.rolledOver(usd(left)));
  }

  @Test
  void aVoidEndsTheOneThatHasItsDayAndLeavesNothingOfLaterOnes() {
    GrantSeries series = series("2024-01-01", null, Cadence.MONTHLY, "1", "2024-02-10");

    assertEquals(Optional.of(series.one(1)), series.unlessVoid(series.one(1)));
    assertEquals(
        Optional.of(day("2024-02-10")), series.unlessVoid(series.one(2)).orElseThrow().expiry());
    assertEquals(Optional.empty(), series.unlessVoid(series.one(3)));
  }

  @Test
  void refusesSharesThatAreNone() {
    assertEquals(
        "rollover 1.1 is not a share from 0 to 1",
        assertThrows(
                IllegalArgumentException.class,
                () -> series("2024-01-01", null, Cadence.MONTHLY, "1.1", null))
            .getMessage());
    assertEquals(
        "a grant that is given once has nothing to roll over to",
        assertThrows(
                IllegalArgumentException.class, () -> series("2024-01-01", null, null, "1", null))
            .getMessage());
  }

  private static GrantSeries series(
      String from, String until, Cadence every, String rollover, String voidFrom) {
    return new GrantSeries(
        new CreditGrant(
            "g",
            CreditGrant.Kind.PREPAID,
            usd("100"),
            0,
            day(from),
            until == null ? null : day(until),
            Instant.EPOCH,
            Scope.ALL),
        every,
        new BigDecimal(rollover),
        voidFrom == null ? null : day(voidFrom));
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static Money usd(String amount) {
    return Money.round(new BigDecimal(amount), USD);
  }
}
