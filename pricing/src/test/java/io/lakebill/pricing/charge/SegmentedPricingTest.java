package io.lakebill.pricing.charge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.Laws;
import io.lakebill.pricing.charge.RandomPrices.Kind;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.EventDetail;
import io.lakebill.pricing.model.Events;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.MatrixPricing.Cell;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PercentagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.SegmentedPricing;
import io.lakebill.pricing.model.SegmentedPricing.Segment;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.model.WindowedPricing;
import io.lakebill.pricing.model.ZeroUsage;
import io.lakebill.pricing.money.Rounding;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentedPricingTest {

  private static final List<String> DAYS = List.of("2026-01-01", "2026-07-10", "2026-07-20");

  private static SegmentedPricing segments(PricingModel... models) {
    List<Segment> segments = new ArrayList<>();
    for (PricingModel model : models) {
      segments.add(new Segment(LocalDate.parse(DAYS.get(segments.size())), model));
    }
    return new SegmentedPricing(segments, models[0]);
  }

  /** What was used in each segment. */
  private static Usage used(String... quantities) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    for (String quantity : quantities) {
      cells.put(List.of(DAYS.get(cells.size())), new BigDecimal(quantity));
    }
    return new Usage(cells);
  }

  private static UnitPricing unit(String amount) {
    return new UnitPricing(new BigDecimal(amount));
  }

  private static Tiers tiers(String first, String rest) {
    return Tiers.of(Tier.upTo("100", first), Tier.beyond(rest));
  }

  @Test
  void whatIsUsedHasThePriceOfItsDay() {
    assertEquals(
        "from 2026-01-01: units: 10 @ 0.2 = 2.00; from 2026-07-10: units: 4 @ 0.25 = 1.00",
        Charges.lines(Charges.usd(segments(unit("0.20"), unit("0.25")), used("10", "4"))));
  }

  @Test
  void usageMayBeToldApartByDays() {
    Map<List<String>, BigDecimal> days =
        Map.of(
            List.of("2026-01-05"), new BigDecimal("60"),
            List.of("2026-07-09"), new BigDecimal("20"),
            List.of("2026-07-10"), new BigDecimal("30"),
            List.of("2026-07-31"), new BigDecimal("20"));
    for (SegmentedPricing rising :
        List.of(
            segments(unit("2"), unit("3")),
            segments(new TieredPricing(tiers("2", "1")), new TieredPricing(tiers("3", "1.5"))))) {
      assertEquals(
          Charges.lines(Charges.usd(rising, used("80", "50"))),
          Charges.lines(Charges.usd(rising, new Usage(days))));
    }
  }

  @Test
  void tiersGoOnCounting() {
    var rising = segments(new TieredPricing(tiers("2", "1")), new TieredPricing(tiers("3", "1.5")));

    assertEquals(
        "from 2026-01-01: tier 1: 80 @ 2 = 160.00;"
            + " from 2026-07-10: tier 1: 20 @ 3 = 60.00; from 2026-07-10: tier 2: 30 @ 1.5 = 45.00",
        Charges.lines(Charges.usd(rising, used("80", "50"))));
  }

  @Test
  void aVolumeThatIsReachedLaterCountsForAllUnits() {
    var bulk = segments(new BulkPricing(tiers("2", "1")), new BulkPricing(tiers("4", "2")));

    assertEquals(
        "from 2026-01-01: tier 1: 80 @ 2 = 160.00;"
            + " from 2026-07-10: tier 2: 130 @ 2 = 260.00; from 2026-07-10: tier 1: -80 @ 4 = -320.00",
        Charges.lines(Charges.usd(bulk, used("80", "50"))));
  }

  @Test
  void aPackageThatIsBegunIsUsedUp() {
    var packages = new PackagePricing(BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ZERO);

    assertEquals(
        "3.00", Charges.amount(Charges.usd(segments(packages, packages), used("15", "10"))));
    assertEquals(
        "2.00", Charges.amount(Charges.usd(segments(packages, packages), used("15", "4"))));
  }

  @Test
  void includedUnitsAreUsedUpInTheOrderOfTime() {
    Price price =
        new Price(segments(unit("1"), unit("2")), Charges.USD).withIncludedUnits(BigDecimal.TEN);
    Charge charge = price.charge(used("7", "5"));

    assertEquals(
        "from 2026-01-01: included units: 7 @ 0 = 0.00;"
            + " from 2026-07-10: included units: 3 @ 0 = 0.00; from 2026-07-10: units: 2 @ 2 = 4.00",
        Charges.lines(charge));
    assertEquals("2", charge.quantity().subtract(BigDecimal.TEN).toPlainString());
  }

  @Test
  void whatIsConvertedIsRoundedAsIfItWereNotSplit() {
    Price price =
        new Price(segments(unit("1"), unit("1")), Charges.USD)
            .withConversion(new UnitConversion(BigDecimal.TEN, Rounding.UP));

    assertEquals("2.00", Charges.amount(price.charge(used("15", "4"))));
    assertEquals(
        "2.00",
        Charges.amount(
            new Price(unit("1"), Charges.USD)
                .withConversion(new UnitConversion(BigDecimal.TEN, Rounding.UP))
                .charge(Usage.of("19"))));
  }

  @Test
  void limitsAreThoseOfThePeriod() {
    Price price =
        new Price(segments(unit("1"), unit("2")), Charges.USD)
            .withLimits(new Limits(new BigDecimal("5"), new BigDecimal("20")));

    assertEquals("5.00", Charges.amount(price.charge(used("1", "1"))));
    assertEquals("20.00", Charges.amount(price.charge(used("15", "15"))));
  }

  @Test
  void aPeriodWithoutUsageCostsWhatItsFirstDaySays() {
    Tiers always = Tiers.of(Tier.beyond("1", "3")).withZeroUsage(ZeroUsage.FLAT_AMOUNT);
    var model = segments(new TieredPricing(always), unit("1"));

    assertEquals("3.00", Charges.amount(Charges.usd(model, new Usage(Map.of()))));
  }

  @Test
  void eachCellIsPricedInEachSegment() {
    var before = matrix("1", "2");
    var after = matrix("10", "20");
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    cells.put(List.of(DAYS.get(0), "eu"), BigDecimal.ONE);
    cells.put(List.of(DAYS.get(1), "eu"), BigDecimal.ONE);
    cells.put(List.of(DAYS.get(1), "us"), BigDecimal.ONE);

    assertEquals("31.00", Charges.amount(Charges.usd(segments(before, after), new Usage(cells))));
    assertEquals(
        List.of("segment:2026-01-01,2026-07-10", "region"), segments(before, after).dimensions());
  }

  private static MatrixPricing matrix(String eu, String us) {
    return new MatrixPricing(
        List.of("region"),
        List.of(
            new Cell(Map.of("region", "eu"), new BigDecimal(eu)),
            new Cell(Map.of("region", "us"), new BigDecimal(us))),
        null);
  }

  @Test
  void knowsItsSegmentsByTheirName() {
    String name = segments(unit("1"), unit("2"), unit("3")).dimensions().get(0);
    List<LocalDate> days = SegmentedPricing.firstDays(name);

    assertTrue(SegmentedPricing.isSegment(name));
    assertFalse(SegmentedPricing.isSegment("segment"));
    assertEquals(DAYS, days.stream().map(LocalDate::toString).toList());
    Map<String, String> segmentOf =
        Map.of(
            "2025-12-31", "2026-01-01",
            "2026-07-09", "2026-01-01",
            "2026-07-10", "2026-07-10",
            "2027-01-01", "2026-07-20");
    segmentOf.forEach(
        (day, segment) ->
            assertEquals(
                LocalDate.parse(segment), SegmentedPricing.segmentOf(LocalDate.parse(day), days)));
  }

  @Test
  void isAdjustedInEverySegment() {
    var model = segments(unit("1"), unit("2"));

    assertEquals(segments(unit("2"), unit("4")), model.scaled(new BigDecimal("2")));
    assertEquals(segments(unit("2"), unit("3")), model.raised(BigDecimal.ONE));
    assertEquals(segments(unit("9"), unit("9")), model.overridden(new BigDecimal("9")));
  }

  @Test
  void refusesWhatCannotHaveThePriceOfItsDay() {
    assertRefused("there is no segment", List.of(), unit("1"));
    assertRefused(
        "segments stand in the order of their first days",
        List.of(segment(1, unit("1")), segment(1, unit("2"))),
        unit("1"));
    assertRefused(
        "one segment is split by [], and another by [region]",
        List.of(segment(0, unit("1"))),
        matrix("1", "2"));
    for (PricingModel model :
        List.of(
            new PercentagePricing(
                BigDecimal.ONE,
                BigDecimal.ZERO,
                0,
                BigDecimal.ZERO,
                new Limits(BigDecimal.ONE, BigDecimal.TEN)),
            new PercentagePricing(
                BigDecimal.ONE, BigDecimal.ZERO, 2, BigDecimal.ZERO, Limits.NONE))) {
      assertRefused(
          "events that are free or limited one by one cannot have the price of their day; leave out"
              + " free events and limits per event, or price by period_start",
          List.of(segment(0, model)),
          model);
    }
    assertThrows(IllegalArgumentException.class, () -> segments(unit("1")).rate(Usage.of("1")));
  }

  private static Segment segment(int day, PricingModel model) {
    return new Segment(LocalDate.parse(DAYS.get(day)), model);
  }

  private static void assertRefused(String why, List<Segment> segments, PricingModel atStart) {
    var e =
        assertThrows(IllegalArgumentException.class, () -> new SegmentedPricing(segments, atStart));
    assertEquals(why, e.getMessage());
  }

  @Test
  void saysWhatItsModelsCannotHave() {
    var matrix = matrix("1", "2");

    assertEquals(matrix.whyNoIncludedUnits(), segments(matrix, matrix).whyNoIncludedUnits());
    var percents =
        new PercentagePricing(BigDecimal.ONE, BigDecimal.ONE, 0, BigDecimal.ZERO, Limits.NONE);
    assertEquals(percents.whyNoConversion(), segments(unit("1"), percents).whyNoConversion());
    assertEquals(EventDetail.COUNT, segments(percents, percents).eventDetail());
    assertTrue(segments(unit("1"), unit("2")).whyNoIncludedUnits().isEmpty());
  }

  @Test
  void windowsArePricedInTheirSegment() {
    var hourly = new WindowedPricing(unit("1"));
    var dearer = new WindowedPricing(unit("2"));
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    cells.put(List.of(DAYS.get(0), "2026-07-09"), BigDecimal.TEN);
    cells.put(List.of(DAYS.get(1), "2026-07-10"), BigDecimal.TEN);

    assertEquals("30.00", Charges.amount(Charges.usd(segments(hourly, dearer), new Usage(cells))));
  }

  /** However usage falls into segments, a price that stays the same comes to the same. */
  @ParameterizedTest
  @EnumSource
  void aVersionThatSaysTheSameChangesNothing(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random);
          EventDetail detail = price.model().eventDetail();
          if (detail == EventDetail.FIRST || detail == EventDetail.AMOUNT) {
            return;
          }
          PricingModel model = price.model();
          Usage usage = RandomPrices.usage(random, price);
          Usage metered = model.dimensions().isEmpty() ? usage.together() : usage;

          Charge whole = price.charge(metered);
          Charge split =
              price.withModel(segments(model, model, model)).charge(split(metered, random));

          assertEquals(0, whole.exactAmount().compareTo(split.exactAmount()), split::toString);
          assertEquals(whole.amount(), split.amount());
          assertEquals(0, whole.quantity().compareTo(split.quantity()));
          assertEquals(
              whole.explanation().quantity().asList().stream()
                  .map(SegmentedPricingTest::told)
                  .toList(),
              split.explanation().quantity().asList().stream()
                  .map(SegmentedPricingTest::told)
                  .toList());
        });
  }

  private static String told(Step step) {
    return step.kind() + " " + step.after().stripTrailingZeros().toPlainString();
  }

  private static Usage split(Usage usage, SplittableRandom random) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    Map<List<String>, Events> events = new HashMap<>();
    usage
        .cells()
        .forEach(
            (values, quantity) -> {
              BigDecimal left = quantity;
              long count = usage.events().isEmpty() ? 0 : usage.events().get(values).count();
              for (String day : DAYS) {
                boolean isLast = day.equals(DAYS.get(2));
                BigDecimal part =
                    isLast || random.nextInt(3) == 0
                        ? left
                        : left.multiply(new BigDecimal(random.nextInt(1, 9)).movePointLeft(1))
                            .setScale(18, java.math.RoundingMode.DOWN);
                long some = isLast ? count : count / 2;
                List<String> key =
                    Stream.concat(Stream.of(day), values.stream())
                        .collect(ArrayList::new, List::add, List::addAll);
                cells.put(key, part);
                if (!usage.events().isEmpty()) {
                  events.put(key, Events.counted(some));
                }
                left = left.subtract(part);
                count -= some;
              }
            });
    return new Usage(cells, events);
  }
}
