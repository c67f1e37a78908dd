package io.lakebill.pricing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.ServicePeriod;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampTest {

  private static final LocalDate START = LocalDate.parse("2025-01-01");

  private static final BillingSchedule MONTHLY =
      new BillingSchedule(START, null, Cadence.MONTHLY, Anchor.CALENDAR);

  private static final Ramp<String> RAMP =
      new Ramp<>(List.of(new Ramp.Phase<>(2, "low"), new Ramp.Phase<>(1, "middle")), "high");

  /** Trial invoices have the first phase whatever the date (SD15). */
  @ParameterizedTest(name = "period {0} after {1} trial days")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          PERIOD, TRIAL DAYS, VALUE
          0,      0,          low
          1,      0,          low
          2,      0,          middle
          3,      0,          high
          99,     0,          high
          2,      59,         middle
          2,      60,         low
          3,      90,         high
          3,      91,         low
          4,      91,         high
          """)
  void valuesHoldForTheirPeriodsAndTrialsHaveTheFirst(int index, int trialDays, String value) {
    BillingPeriod period = MONTHLY.period(index);

    assertEquals(value, RAMP.in(period, Trial.of(START, trialDays, OptionalInt.empty())));
  }

  @Test
  void aValueMayNeverChange() {
    assertEquals("same", Ramp.always("same").in(MONTHLY.period(7), Trial.none(START)));
    assertEquals("same", Ramp.always("same").first());
    assertEquals("low", RAMP.first());
  }

  @Test
  void refusesAPhaseWithoutPeriods() {
    assertEquals(
        "a phase of 0 periods is not above 0",
        assertThrows(IllegalArgumentException.class, () -> new Ramp.Phase<>(0, "low"))
            .getMessage());
  }

  @ParameterizedTest(name = "{0} days, for this subscription {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          PLAN | OWN  | PERIOD | PAID FOR                 | AMOUNT
          0    | null | 0      | 2025-01-01 to 2025-02-01 | 31.00
          14   | null | 0      | 2025-01-15 to 2025-02-01 | 17.00
          14   | 0    | 0      | 2025-01-01 to 2025-02-01 | 31.00
          14   | 30   | 0      | 2025-01-31 to 2025-02-01 | 1.00
          14   | 31   | 0      | none                     | 0.00
          0    | 40   | 0      | none                     | 0.00
          0    | 40   | 1      | 2025-02-10 to 2025-03-01 | 21.04
          14   | null | 1      | 2025-02-01 to 2025-03-01 | 31.00
          """)
  void recurringChargesStartAfterTheTrial(
      int planDays, Integer ownDays, int index, String paidFor, String amount) {
    OptionalInt own = ownDays == null ? OptionalInt.empty() : OptionalInt.of(ownDays);
    Trial trial = Trial.of(START, planDays, own);

    Optional<ServicePeriod> paid = trial.paidPart(MONTHLY.period(index).service());

    assertEquals(paidFor, paid.map(ServicePeriod::toString).orElse("none"));
    assertEquals(
        Terms.usd(amount),
        paid.map(time -> Terms.fee("31").charge("", time.proration()).amount())
            .orElse(Terms.usd("0")));
  }

  @Test
  void refusesATrialThatEndsBeforeItStarts() {
    assertEquals(
        "trial end 2024-12-31 is before its start 2025-01-01",
        assertThrows(IllegalArgumentException.class, () -> new Trial(START, START.minusDays(1)))
            .getMessage());
  }

  @Test
  void namesAllItsValues() {
    var ramp = new Ramp<>(List.of(new Ramp.Phase<>(2, "low"), new Ramp.Phase<>(1, "mid")), "high");

    assertEquals(List.of("low", "mid", "high"), ramp.values().toList());
  }

  @Test
  void aTrialIsHalfOpen() {
    Trial trial = Trial.of(START, 14, OptionalInt.empty());

    assertEquals(
        List.of(false, true, true, false),
        List.of(
            trial.contains(START.minusDays(1)),
            trial.contains(START),
            trial.contains(START.plusDays(13)),
            trial.contains(START.plusDays(14))));
  }
}
