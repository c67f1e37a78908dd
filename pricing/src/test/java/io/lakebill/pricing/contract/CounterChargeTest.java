package io.lakebill.pricing.contract;

import static io.lakebill.pricing.contract.CounterTest.counter;
import static io.lakebill.pricing.contract.Terms.full;
import static io.lakebill.pricing.contract.Terms.licences;
import static io.lakebill.pricing.contract.Terms.usd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.Laws;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.pricing.contract.Counter.Setting;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.ServicePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterChargeTest {

  private static final ServicePeriod JULY = full("2025-07-01", "2025-08-01");

  private static final ServicePeriod AUGUST = full("2025-08-01", "2025-09-01");

  /**
   * 15 licences at up to 10 for 20, then 15, are m3ter's hybrid pricing with our numbers (SD28); 12
   * from 20 July on is its counter adjustment (SD29): (275 - 230) x 12/31 is 17.42.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          SETTINGS                               | AMOUNT | LINES
          ''                                     | 0.00   | ''
          2025-07-01=15                          | 275.00 | RUNNING_TOTAL 15 = 275.00
          2025-06-01=15                          | 275.00 | RUNNING_TOTAL 15 = 275.00
          2025-07-01=15 2025-07-20=12            | 257.58 | RUNNING_TOTAL 15 = 275.00; CREDIT 12 = -17.42
          2025-07-01=15 2025-07-20=18            | 292.42 | RUNNING_TOTAL 15 = 275.00; DEBIT 18 = 17.42
          2025-07-01=15 2025-07-02=12            | 231.45 | RUNNING_TOTAL 15 = 275.00; CREDIT 12 = -43.55
          2025-07-01=15 2025-07-31=12            | 273.55 | RUNNING_TOTAL 15 = 275.00; CREDIT 12 = -1.45
          2025-07-01=15 2025-08-01=12            | 275.00 | RUNNING_TOTAL 15 = 275.00
          2025-06-01=15 2025-07-01=12            | 230.00 | RUNNING_TOTAL 12 = 230.00
          2025-07-01=15 2025-07-20=0             | 168.55 | RUNNING_TOTAL 15 = 275.00; CREDIT 0 = -106.45
          2025-07-20=15                          | 106.45 | DEBIT 15 = 106.45
          2025-07-01=15 2025-07-10=8 2025-07-20=15 | 237.90 | RUNNING_TOTAL 15 = 275.00; CREDIT 8 = -81.61; DEBIT 15 = 44.51
          2025-07-01=15 2025-07-10=8 2025-07-10=15 | 275.00 | RUNNING_TOTAL 15 = 275.00
          """)
  void inArrearsTheFirstQuantityIsChargedAndChangesAreDebitsAndCredits(
      String settings, String amount, String lines) {
    CounterCharge charge =
        CounterCharge.inArrears(counter(settings), ByDay.always(licences()), JULY);

    assertEquals(usd(amount), charge.amount());
    assertEquals(lines, text(charge));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          SETTINGS                    | AT START | AT END             | NEXT
          2025-07-01=15               | 275.00   | ''                 | RUNNING_TOTAL 15 = 275.00
          2025-07-01=15 2025-07-20=12 | 275.00   | CREDIT 12 = -17.42 | RUNNING_TOTAL 12 = 230.00
          2025-07-01=15 2025-08-01=12 | 275.00   | ''                 | RUNNING_TOTAL 12 = 230.00
          2025-07-20=15               | 0.00     | DEBIT 15 = 106.45  | RUNNING_TOTAL 15 = 275.00
          """)
  void inAdvanceChangesAreChargedWhenTheirTimeHasPassedAndNotWithTheNext(
      String settings, String atStart, String atEnd, String next) {
    Counter counter = counter(settings);

    assertEquals(
        usd(atStart), CounterCharge.atStart(counter, ByDay.always(licences()), JULY).amount());
    assertEquals(
        atEnd, text(CounterCharge.atEnd(counter, ByDay.always(licences()), JULY.start(), JULY)));
    assertEquals(next, text(CounterCharge.atStart(counter, ByDay.always(licences()), AUGUST)));
  }

  /** 380 for 12 instead of 260 for 8, flat amounts of 50 and 100 included, for 12 of 31 days. */
  @Test
  void flatAmountsOfTiersAreProratedWithTheChangeThatEntersThem() {
    Price flat =
        Terms.price(
            new TieredPricing(Tiers.of(Tier.upTo("10", "20", "100"), Tier.beyond("15", "50"))));

    assertEquals(
        "RUNNING_TOTAL 8 = 260.00; DEBIT 12 = 46.45",
        text(
            CounterCharge.inArrears(
                counter("2025-07-01=8 2025-07-20=12"), ByDay.always(flat), JULY)));
  }

  /** Cut, it would be -25.80. */
  @Test
  void aChangeIsRoundedHalfAwayFromZero() {
    Price fifty = Terms.price(new UnitPricing(new BigDecimal("50")));

    CounterCharge past =
        CounterCharge.atEnd(
            counter("2025-07-01=2 2025-07-16=1"), ByDay.always(fifty), JULY.start(), JULY);

    assertEquals("-25.806451612903225806", past.exactAmount().toPlainString());
    assertEquals("CREDIT 1 = -25.81", text(past));
  }

  @Test
  void aStubPaysForItsDaysAndChangesForThoseLeftOfIt() {
    ServicePeriod stub = JULY.from(LocalDate.parse("2025-07-11")).orElseThrow();

    CounterCharge charge =
        CounterCharge.inArrears(
            counter("2025-07-01=15 2025-07-20=12"), ByDay.always(licences()), stub);

    assertEquals("RUNNING_TOTAL 15 = 186.29; CREDIT 12 = -17.42", text(charge));
    assertEquals(usd("168.87"), charge.amount());
  }

  @Test
  void linesSayHowTheyCameAbout() {
    CounterCharge.Line credit =
        CounterCharge.inArrears(
                counter("2025-07-01=15 2025-07-20=12"), ByDay.always(licences()), JULY)
            .lines()
            .get(1);

    assertEquals(LocalDate.parse("2025-07-20"), credit.from());
    assertEquals("-45", credit.fullAmount().toPlainString());
    assertEquals(12, credit.days().days());
    assertEquals(31, credit.days().fullDays());
  }

  @Test
  void isRoundedOnceAndItsLinesShareTheAmount() {
    Price third = Terms.price(new UnitPricing(new BigDecimal("0.005")));

    CounterCharge charge =
        CounterCharge.inArrears(counter("2025-07-01=1 2025-07-17=2"), ByDay.always(third), JULY);

    assertEquals("0.007419354838709677", charge.exactAmount().toPlainString());
    assertEquals("RUNNING_TOTAL 1 = 0.01; DEBIT 2 = 0.00", text(charge));
  }

  @Test
  void aChangeThatCostsNothingHasNoLine() {
    Price packs = Terms.price(new PackagePricing(BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ZERO));

    assertEquals(
        "RUNNING_TOTAL 11 = 20.00",
        text(
            CounterCharge.inArrears(
                counter("2025-07-01=11 2025-07-20=12"), ByDay.always(packs), JULY)));
  }

  @Test
  void refusesLinesThatDoNotAddUp() {
    assertEquals(
        "lines add up to 0.00 USD, not to 1.00 USD",
        assertThrows(
                IllegalArgumentException.class,
                () -> new CounterCharge(BigDecimal.ONE, usd("1"), List.of()))
            .getMessage());
  }

  @Test
  void withoutAChangeItIsThePlainCharge() {
    for (int seed = 0; seed < Laws.CASES; seed++) {
      var random = new SplittableRandom(seed);
      Price price = randomPrice(random);
      BigDecimal quantity = randomQuantity(random);
      Counter counter = new Counter(List.of(new Setting(randomDay(random, -30, 1), quantity)));

      CounterCharge charge = CounterCharge.inArrears(counter, ByDay.always(price), JULY);

      assertEquals(
          price.charge(Usage.of(quantity)).amount(), charge.amount(), "seed " + seed + " " + price);
      assertEquals(charge, CounterCharge.atStart(counter, ByDay.always(price), JULY));
    }
  }

  @Test
  void aChangeThatIsTakenBackTheSameDayIsNone() {
    for (int seed = 0; seed < Laws.CASES; seed++) {
      var random = new SplittableRandom(seed);
      Price price = randomPrice(random);
      Counter counter = randomCounter(random);
      LocalDate day = randomDay(random, -5, 36);
      List<Setting> settings = new ArrayList<>(counter.settings());
      settings.add(new Setting(day, randomQuantity(random)));
      settings.add(new Setting(day, counter.on(day)));

      assertEquals(
          CounterCharge.inArrears(counter, ByDay.always(price), JULY),
          CounterCharge.inArrears(new Counter(settings), ByDay.always(price), JULY),
          "seed " + seed + " " + counter);
    }
  }

  /** The changes of a time are what separates its quantity by day from that of its first day. */
  @Test
  void costsTheSumOfItsDays() {
    for (int seed = 0; seed < Laws.CASES; seed++) {
      var random = new SplittableRandom(seed);
      Price price = randomPrice(random);
      Counter counter = randomCounter(random);

      CounterCharge charge = CounterCharge.inArrears(counter, ByDay.always(price), JULY);

      BigDecimal days = BigDecimal.ZERO;
      for (LocalDate day = JULY.start(); day.isBefore(JULY.end()); day = day.plusDays(1)) {
        days = days.add(price.charge(Usage.of(counter.on(day))).exactAmount());
      }
      BigDecimal error = charge.exactAmount().multiply(BigDecimal.valueOf(31)).subtract(days).abs();
      String what = "seed " + seed + " " + counter + " " + price;
      assertTrue(error.compareTo(BigDecimal.valueOf(1, 15)) < 0, what);
      assertEquals(
          charge.amount(),
          Money.sum(charge.lines().stream().map(CounterCharge.Line::amount).toList(), Terms.USD));
    }
  }

  /** 15 at 275, from the 11th at 261.25 (5% off), from the 20th 12 of them at 218.50. */
  @Test
  void aPriceThatChangesIsAChangeLikeAnother() {
    ByDay<Price> price = fivePercentOff(licences(), "2025-07-11");
    Counter counter = counter("2025-07-01=15 2025-07-20=12");

    assertEquals(
        "RUNNING_TOTAL 15 = 275.00; CREDIT 15 = -9.31; CREDIT 12 = -16.55",
        text(CounterCharge.inArrears(counter, price, JULY)));
    assertEquals(
        "CREDIT 15 = -9.31; CREDIT 12 = -16.55",
        text(CounterCharge.atEnd(counter, price, JULY.start(), JULY)));
    assertEquals(
        "RUNNING_TOTAL 15 = 275.00; CREDIT 12 = -21.87",
        text(CounterCharge.inArrears(counter, fivePercentOff(licences(), "2025-07-20"), JULY)));
  }

  /** Twelve instead of 15 that were billed, for the eleven days that are left to pay. */
  @Test
  void ofATimeThatIsLeftInPartThatPartIsPaid() {
    ServicePeriod left = JULY.from(LocalDate.parse("2025-07-21")).orElseThrow();

    assertEquals(
        "CREDIT 12 = -15.97",
        text(
            CounterCharge.atEnd(
                counter("2025-07-01=15 2025-07-20=12"),
                ByDay.always(licences()),
                JULY.start(),
                left)));
  }

  /** Whatever changes, the days of a time are those of its parts, each at its own price. */
  @Test
  void eachDayCostsWhatThatDayAsks() {
    for (int seed = 0; seed < Laws.CASES; seed++) {
      var random = new SplittableRandom(seed);
      Counter counter = randomCounter(random);
      TreeMap<LocalDate, Price> from = new TreeMap<>();
      for (int count = random.nextInt(4); count > 0; count--) {
        from.put(randomDay(random, -5, 36), randomPrice(random));
      }
      ByDay<Price> price = ByDay.of(randomPrice(random), from);

      BigDecimal days = BigDecimal.ZERO;
      for (LocalDate day = JULY.start(); day.isBefore(JULY.end()); day = day.plusDays(1)) {
        days = days.add(price.on(day).charge(Usage.of(counter.on(day))).exactAmount());
      }

      BigDecimal inArrears = CounterCharge.inArrears(counter, price, JULY).exactAmount();
      BigDecimal error = inArrears.multiply(BigDecimal.valueOf(31)).subtract(days).abs();
      String what = "seed " + seed + " " + counter + " " + price;
      assertTrue(error.compareTo(BigDecimal.valueOf(1, 15)) < 0, what);
      assertEquals(
          inArrears,
          Decimals.plain(
              CounterCharge.atStart(counter, price, JULY)
                  .exactAmount()
                  .add(CounterCharge.atEnd(counter, price, JULY.start(), JULY).exactAmount())),
          what);
    }
  }

  private static ByDay<Price> fivePercentOff(Price price, String from) {
    PriceAdjustment off = PriceAdjustment.NONE.withPercent(new BigDecimal("-5"));
    return ByDay.of(price, new TreeMap<>(Map.of(LocalDate.parse(from), off.apply(price))));
  }

  private static Counter randomCounter(SplittableRandom random) {
    List<Setting> settings = new ArrayList<>();
    for (int count = random.nextInt(6); count > 0; count--) {
      settings.add(new Setting(randomDay(random, -5, 36), randomQuantity(random)));
    }
    return new Counter(settings);
  }

  /** Counted from the first of July; the edges of the month are likely. */
  private static LocalDate randomDay(SplittableRandom random, int from, int until) {
    int offset =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> Math.min(31, until - 1);
          default -> random.nextInt(from, until);
        };
    return JULY.start().plusDays(offset);
  }

  private static Price randomPrice(SplittableRandom random) {
    BigDecimal rate = BigDecimal.valueOf(random.nextLong(10_000), random.nextInt(6));
    BigDecimal flat = BigDecimal.valueOf(random.nextLong(100));
    return switch (random.nextInt(3)) {
      case 0 -> Terms.price(new UnitPricing(rate));
      case 1 -> Terms.price(new PackagePricing(BigDecimal.TEN, rate, BigDecimal.ZERO));
      default ->
          Terms.price(
              new TieredPricing(
                  Tiers.of(new Tier(BigDecimal.TEN, rate, flat), Tier.beyond("0.105"))));
    };
  }

  private static BigDecimal randomQuantity(SplittableRandom random) {
    return BigDecimal.valueOf(random.nextInt(4) == 0 ? 10 : random.nextInt(0, 30));
  }

  private static String text(CounterCharge charge) {
    return charge.lines().stream()
        .map(
            line ->
                line.kind()
                    + " "
                    + line.quantity().toPlainString()
                    + " = "
                    + line.amount().amount().toPlainString())
        .collect(Collectors.joining("; "));
  }
}
