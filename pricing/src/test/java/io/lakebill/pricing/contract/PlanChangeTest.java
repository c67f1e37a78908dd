package io.lakebill.pricing.contract;

import static io.lakebill.pricing.contract.Terms.fee;
import static io.lakebill.pricing.contract.Terms.full;
import static io.lakebill.pricing.contract.Terms.usd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.Laws;
import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.ServicePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanChangeTest {

  /** 15 January, 100 to 200, is from Lago's documentation of upgrades (in arrears). */
  @ParameterizedTest(name = "from {1} to {2} on {0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          ON,         OLD, NEW, OLD PART, NEW PART
          2025-01-15, 100, 200, 45.16,    109.68
          2025-01-01, 100, 200, 0.00,     200.00
          2025-01-02, 100, 200, 3.23,     193.55
          2025-01-31, 100, 200, 96.77,    6.45
          2025-01-15, 200, 100, 90.32,    54.84
          2025-01-15, 0,   310, 0.00,     170.00
          """)
  void inArrearsEachFeePaysForItsDays(
      LocalDate date, String oldFee, String newFee, String oldPart, String newPart) {
    PlanChange change = new PlanChange(full("2025-01-01", "2025-02-01"), date);

    assertEquals(usd(oldPart), usedAmount(change, fee(oldFee)));
    assertEquals(usd(newPart), change.remaining(fee(newFee), "").amount());
  }

  /**
   * 10 to 20 half-way is Stripe's example of prorations (-5 and +10), 20 to 50 half-way Autumn's
   * (15 on balance).
   */
  @ParameterizedTest(name = "from {1} to {2} on {0}, {3} paid")
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          ON,         OLD,  NEW, PAID,   CREDIT, DEBIT
          2025-04-16, 10,   20,  10.00,  5.00,   10.00
          2025-04-16, 20,   50,  20.00,  10.00,  25.00
          2025-04-01, 10,   20,  10.00,  10.00,  20.00
          2025-04-30, 10,   20,  10.00,  0.33,   0.67
          2025-04-16, 10,   20,  4.99,   4.99,   10.00
          2025-04-16, 10,   20,  5.00,   5.00,   10.00
          2025-04-16, 10,   20,  0.00,   0.00,   10.00
          2025-04-16, 10,   20,  -1.00,  0.00,   10.00
          2025-04-16, 10,   20,  99.00,  5.00,   10.00
          2025-04-16, 0.05, 0,   0.05,   0.02,   0.00
          """)
  void inAdvanceTheUnusedPartIsGivenBackUpToWhatWasPaid(
      LocalDate date, String oldFee, String newFee, String paid, String credit, String debit) {
    PlanChange change = new PlanChange(full("2025-04-01", "2025-05-01"), date);

    assertEquals(usd(credit), change.unused(fee(oldFee), usd(paid)));
    assertEquals(usd(debit), change.remaining(fee(newFee), "").amount());
  }

  @Test
  void aStubGivesBackOnlyWhatItWasBilled() {
    ServicePeriod stub =
        new ServicePeriod(LocalDate.parse("2025-04-11"), LocalDate.parse("2025-05-01"), 30);
    PlanChange change = new PlanChange(stub, LocalDate.parse("2025-04-21"));

    assertEquals(usd("20.00"), usedAmount(change, fee("60")));
    assertEquals(usd("20.00"), change.unused(fee("60"), usd("40.00")));
    assertEquals(usd("30.00"), change.remaining(fee("90"), "").amount());
  }

  @Test
  void labelsItsParts() {
    PlanChange change =
        new PlanChange(full("2025-01-01", "2025-02-01"), LocalDate.parse("2025-01-15"));

    assertEquals(
        "until 15 January",
        change.used(fee("1"), "until 15 January").orElseThrow().lines().get(0).rated().label());
    assertEquals(
        "from 15 January",
        change.remaining(fee("1"), "from 15 January").lines().get(0).rated().label());
  }

  @Test
  void refusesADayOutsideTheTime() {
    ServicePeriod time = full("2025-01-01", "2025-02-01");

    assertEquals(
        "the change on 2025-02-01 is outside the service 2025-01-01 to 2025-02-01",
        assertThrows(
                IllegalArgumentException.class,
                () -> new PlanChange(time, LocalDate.parse("2025-02-01")))
            .getMessage());
  }

  @Test
  void bothTimingsCostTheSameAndTheFirstDayIsTheNewPlanAlone() {
    for (int seed = 0; seed < Laws.CASES; seed++) {
      var random = new SplittableRandom(seed);
      ServicePeriod month = full("2025-01-01", "2025-02-01");
      ServicePeriod time = month.from(month.start().plusDays(random.nextInt(31))).orElseThrow();
      int day = random.nextInt(3) == 0 ? 0 : random.nextInt((int) time.days());
      PlanChange change = new PlanChange(time, time.start().plusDays(day));
      FixedFee oldFee = randomFee(random);
      FixedFee newFee = randomFee(random);
      String what = "seed " + seed + ": " + change + " " + oldFee + " " + newFee;

      Money paid = oldFee.charge("", time.proration()).amount();
      Money credit = change.unused(oldFee, paid);

      assertEquals(usedAmount(change, oldFee), paid.minus(credit), what);
      assertTrue(credit.signum() >= 0 && credit.compareTo(paid) <= 0, what);
      if (day == 0) {
        assertEquals(Money.zero(Terms.USD), usedAmount(change, oldFee), what);
        assertEquals(newFee.charge("", time.proration()), change.remaining(newFee, ""), what);
      }
    }
  }

  private static Money usedAmount(PlanChange change, FixedFee oldFee) {
    return change.used(oldFee, "").map(Charge::amount).orElse(Money.zero(Terms.USD));
  }

  private static FixedFee randomFee(SplittableRandom random) {
    BigDecimal amount = BigDecimal.valueOf(random.nextLong(100_000), random.nextInt(5));
    return new FixedFee(amount, Terms.USD);
  }
}
