package io.lakebill.jobs.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.account.ChargeAdjustments;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.CountedCharge.Counted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a counter that is billed in advance owes at either end of a period. */
class CountedRatingTest {

  private static final LocalDate START = LocalDate.parse("2026-01-01");

  private static final ServicePeriod JANUARY =
      new ServicePeriod(START, LocalDate.parse("2026-02-01"), 31);

  private static final CountedCharge SEATS =
      new CountedCharge(
          "seats",
          "Seats",
          "seats",
          new Price(new UnitPricing(new BigDecimal("50")), PricingUnit.currency("USD")),
          Timing.ADVANCE,
          Counted.COUNTER);

  private static final Counter TWO_THEN_ONE =
      new Counter(
          List.of(
              new Counter.Setting(START, new BigDecimal("2")),
              new Counter.Setting(LocalDate.parse("2026-01-16"), BigDecimal.ONE)));

  private static final BilledTime BILLED =
      new BilledTime(Map.of("seats", List.of(JANUARY)), List.of());

  @Test
  void changesBelongToTheirOwnPeriodAndAreRoundedByThemselves() {
    BillingSchedule monthly = new BillingSchedule(START, null, Cadence.MONTHLY, Anchor.CALENDAR);

    assertEquals(
        List.of(
            "ADVANCE 2026-01-01 to 2026-02-01 100.00", "ARREARS 2026-01-01 to 2026-02-01 -25.81"),
        rated(monthly, monthly.period(0), BilledTime.NONE));
    assertEquals(
        List.of("ARREARS 2026-01-01 to 2026-02-01 -25.81"),
        rated(monthly, monthly.period(0), BILLED));
    assertEquals(
        List.of("ADVANCE 2026-02-01 to 2026-03-01 50.00", "ARREARS 2026-02-01 to 2026-03-01 0.00"),
        rated(monthly, monthly.period(1), BILLED));
  }

  /** All 16 days that are left of January, with the week in which January ends. */
  @Test
  void aChangePaysForTheDaysThatWereBilledAheadHoweverPeriodsAreCutAfterwards() {
    BillingSchedule weekly = new BillingSchedule(START, null, Cadence.WEEKLY, Anchor.ANNIVERSARY);

    assertEquals(List.of(), rated(weekly, weekly.period(2), BILLED));
    assertEquals(
        List.of(
            "ADVANCE 2026-02-01 to 2026-02-05 28.57", "ARREARS 2026-01-01 to 2026-02-01 -25.81"),
        rated(weekly, weekly.period(4), BILLED).stream()
            .filter(line -> !line.endsWith(" 0.00"))
            .toList());
  }

  @Test
  void aChangePaysForNoDayAfterTheEnd() {
    BillingSchedule ended =
        new BillingSchedule(START, LocalDate.parse("2026-01-20"), Cadence.MONTHLY, Anchor.CALENDAR);

    assertEquals(
        List.of("ARREARS 2026-01-01 to 2026-01-20 -6.45"), rated(ended, ended.period(0), BILLED));
  }

  private static List<String> rated(
      BillingSchedule schedule, BillingPeriod period, BilledTime billed) {
    return new CountedRating(
            TestTerms.of(SEATS.price().currency(), schedule, ChargeAdjustments.NONE, SEATS),
            period,
            billed)
        .charges(SEATS, TWO_THEN_ONE).stream()
            .map(
                charge ->
                    "%s %s %s"
                        .formatted(
                            charge.timing(),
                            charge.paysFor().orElseThrow(),
                            charge.charge().amount().amount()))
            .toList();
  }
}
