package io.lakebill.pricing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.Laws;
import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.ServicePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random fees that change on random days, near the edges of their time more often than not. */
class ChangingFeeLawsTest {

  private static final int CASES = Laws.CASES;

  private static final BigDecimal CENT = new BigDecimal("0.01");

  /** A fee, and the days that it is asked for. */
  private record Case(ChangingFee fee, ServicePeriod time, String what) {

    static Case of(int seed) {
      var random = new SplittableRandom(seed);
      LocalDate start = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(800));
      long full = 1L + random.nextInt(random.nextInt(4) == 0 ? 366 : 31);
      long from = random.nextInt(3) == 0 ? random.nextLong(full) : 0;
      long days = random.nextInt(3) == 0 ? 1 + random.nextLong(full - from) : full - from;
      ServicePeriod time =
          new ServicePeriod(start.plusDays(from), start.plusDays(from + days), full);
      TreeMap<LocalDate, FixedFee> changes = new TreeMap<>();
      for (int count = random.nextInt(5); count > 0; count--) {
        LocalDate day =
            switch (random.nextInt(4)) {
              case 0 -> time.start().plusDays(random.nextInt(3) - 1);
              case 1 -> time.end().plusDays(random.nextInt(3) - 1);
              default -> time.start().plusDays(random.nextLong(days + 2) - 1);
            };
        changes.put(day, fee(random));
      }
      ChangingFee fee = new ChangingFee(ByDay.of(fee(random), changes));
      return new Case(fee, time, "seed %d: %s over %s of %d".formatted(seed, fee, time, full));
    }

    private static FixedFee fee(SplittableRandom random) {
      return Terms.fee(
              BigDecimal.valueOf(random.nextLong(50_000), random.nextInt(5)).toPlainString())
          .withQuantity(
              random.nextInt(5) == 0
                  ? BigDecimal.ZERO
                  : BigDecimal.valueOf(1 + random.nextInt(40), random.nextInt(2)));
    }

    /** What each day asks for, and the division that all of them share. */
    BigDecimal dayByDay() {
      BigDecimal sum = BigDecimal.ZERO;
      for (LocalDate day = time.start(); day.isBefore(time.end()); day = day.plusDays(1)) {
        sum = sum.add(fee.fees().on(day).total());
      }
      return Decimals.divide(sum, BigDecimal.valueOf(time.fullDays()));
    }

    Charge atEnd() {
      return fee.atEnd("", time.start(), time);
    }
  }

  @Test
  void inArrearsItCostsItsDaysDividedOnceAndRoundedOnce() {
    for (int seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);

      Charge charge = one.fee().inArrears("", one.time());

      assertEquals(
          0,
          one.dayByDay().compareTo(Decimals.divide(charge.exactAmount(), BigDecimal.ONE)),
          one.what());
      assertEquals(Money.round(charge.exactAmount(), Terms.USD), charge.amount(), one.what());
    }
  }

  @Test
  void linesAddUpAndEachIsLessThanACentFromItsExactAmount() {
    for (int seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      for (Charge charge : List.of(one.fee().inArrears("", one.time()), one.atEnd())) {
        BigDecimal exact = BigDecimal.ZERO;
        for (Charge.Line line : charge.lines()) {
          exact = exact.add(line.rated().exactAmount());
          BigDecimal off = line.amount().amount().subtract(line.rated().exactAmount()).abs();
          assertTrue(off.compareTo(CENT) < 0, one.what());
        }
        assertEquals(0, exact.compareTo(charge.exactAmount()), one.what());
        assertEquals(
            charge.amount(),
            Money.sum(charge.lines().stream().map(Charge.Line::amount).toList(), Terms.USD));
      }
    }
  }

  @Test
  void withoutAChangeItIsThePlainCharge() {
    for (int seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      ServicePeriod time = one.time();
      FixedFee first = one.fee().fees().on(time.start());
      if (one.fee().fees().changesIn(time).isEmpty()) {
        Charge plain = first.charge("label", time.proration());

        assertEquals(plain, one.fee().inArrears("label", time), one.what());
        assertEquals(plain, one.fee().atStart("label", time), one.what());
        assertEquals(List.of(), one.atEnd().lines(), one.what());
      }
    }
  }

  @Test
  void aCutWhereNothingChangesChangesNothing() {
    for (int seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      ServicePeriod time = one.time();
      TreeMap<LocalDate, FixedFee> from = new TreeMap<>();
      one.fee().fees().changes().forEach(change -> from.put(change.from(), change.value()));
      LocalDate day = time.start().plusDays(new SplittableRandom(seed).nextLong(time.days()));
      from.put(day, one.fee().fees().on(day));
      ChangingFee cut = new ChangingFee(ByDay.of(one.fee().fees().first(), from));

      assertEquals(one.fee().inArrears("", time), cut.inArrears("", time), one.what());
      assertEquals(one.atEnd(), cut.atEnd("", time.start(), time), one.what());
    }
  }

  @Test
  void partsOfATimeCostWhatTheWholeDoes() {
    for (int seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      ServicePeriod time = one.time();
      LocalDate cut = time.start().plusDays(new SplittableRandom(~seed).nextLong(time.days()));
      BigDecimal parts = BigDecimal.ZERO;
      List<ServicePeriod> both = new ArrayList<>();
      time.before(cut).ifPresent(both::add);
      time.from(cut).ifPresent(both::add);
      for (ServicePeriod part : both) {
        parts = parts.add(one.fee().inArrears("", part).exactAmount());
      }

      same(one.fee().inArrears("", time).exactAmount(), parts, one.what());
    }
  }

  @Test
  void inAdvanceWithItsChangesItCostsWhatItDoesInArrears() {
    for (int seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      Charge ahead = one.fee().atStart("", one.time());
      Charge changes = one.atEnd();
      Charge arrears = one.fee().inArrears("", one.time());

      same(arrears.exactAmount(), ahead.exactAmount().add(changes.exactAmount()), one.what());
      BigDecimal off = ahead.amount().plus(changes.amount()).minus(arrears.amount()).amount().abs();
      assertTrue(off.compareTo(CENT) <= 0, one.what());
    }
  }

  /** What was billed on one day's fee, less what of it is gone, with the changes of the rest. */
  @Test
  void whatIsLeftOfATimeIsPaidAtTheFeeOfEachOfItsDays() {
    for (int seed = 0; seed < CASES; seed++) {
      Case one = Case.of(seed);
      ServicePeriod time = one.time();
      LocalDate day = time.start().plusDays(new SplittableRandom(seed + 7).nextLong(time.days()));
      ServicePeriod left = time.from(day).orElseThrow();
      BigDecimal billed =
          one.fee().fees().on(time.start()).charge("", left.proration()).exactAmount();

      same(
          one.fee().inArrears("", left).exactAmount(),
          billed.add(one.fee().atEnd("", time.start(), left).exactAmount()),
          one.what());
    }
  }

  /** Two divisions may each be off by half of the last of 18 decimals. */
  private static void same(BigDecimal expected, BigDecimal actual, String what) {
    BigDecimal off = expected.subtract(actual).abs();
    assertTrue(off.compareTo(BigDecimal.valueOf(2, 18)) <= 0, () -> what + ": off by " + off);
  }
}
