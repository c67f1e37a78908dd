package io.lakebill.pricing.charge;

import static io.lakebill.pricing.charge.RandomPrices.quantity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.Laws;
import io.lakebill.pricing.charge.RandomPrices.Kind;
import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.CommittedPricing;
import io.lakebill.pricing.model.GroupedPricing;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.MatrixPricing.Cell;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PercentagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.model.StairStepPricing;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.model.WindowedPricing;
import io.lakebill.pricing.model.ZeroUsage;
import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws that all prices obey, or that tie one model to another, checked on random ones. */
class PricingLawsTest {

  private static final Limits TEN = new Limits(BigDecimal.TEN, BigDecimal.TEN);

  @ParameterizedTest
  @EnumSource
  void linesAddUpAndTheChargeIsRoundedOnce(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random);
          Charge charge = price.charge(RandomPrices.usage(random, price));
          BigDecimal exact = BigDecimal.ZERO;
          Money sum = Money.zero(price.currency());
          BigDecimal unit = BigDecimal.ONE.movePointLeft(price.currency().decimals());
          for (Charge.Line line : charge.lines()) {
            BigDecimal exactLine = line.rated().exactAmount();
            exact = exact.add(exactLine);
            sum = sum.plus(line.amount());
            assertTrue(line.amount().amount().subtract(exactLine).abs().compareTo(unit) < 0);
          }
          assertSame(exact, charge.exactAmount(), charge);
          assertEquals(charge.amount(), sum);
          assertEquals(charge.amount(), Money.round(exact, price.currency()));
        });
  }

  @ParameterizedTest
  @EnumSource
  void everyLineIsItsQuantityTimesItsUnitAmount(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random).withLimits(new Limits(BigDecimal.ONE, BigDecimal.TEN));
          Charge charge = price.charge(RandomPrices.usage(random, price));

          for (Charge.Line line : charge.lines()) {
            RatedLine rated = line.rated();
            BigDecimal exact = rated.exactAmount();
            assertTrue(rated.amountOfOne().isPresent() || exact.scale() > 18, rated::toString);
            rated
                .amountOfOne()
                .ifPresent(one -> assertSame(one.multiply(rated.quantity()), exact, rated));
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void theExplanationAddsUpFromWhatWasMeteredToWhatIsBilled(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random);
          Usage usage = RandomPrices.usage(random, price);
          Charge charge = price.charge(usage);

          List<Step> quantities = charge.explanation().quantity().asList();
          assertEquals(Step.Kind.METERED, quantities.get(0).kind());
          assertSame(usage.total(), quantities.get(0).after(), charge);
          int whole = quantities.size() - (price.includedUnits().signum() == 0 ? 1 : 2);
          assertSame(charge.quantity(), quantities.get(whole).after(), charge);
          assertAddUp(quantities);

          List<Step> amounts = charge.explanation().amount().asList();
          assertSame(unlimited(charge), amounts.get(0).after(), charge);
          assertSame(charge.exactAmount(), amounts.get(amounts.size() - 2).after(), charge);
          assertSame(charge.amount().amount(), amounts.get(amounts.size() - 1).after(), charge);
          assertAddUp(amounts);
        });
  }

  /**
   * Packages, blocks and stairs are counted as such, so theirs do not; fees, flat amounts, limits
   * and events are counted, not used.
   */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PACKAGE", "STAIR_STEP"})
  void quantitiesOfLinesAddUpToTheUsage(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random);
          if (countsOtherThings(price.model()) || hasBlocks(price.model())) {
            return;
          }
          Charge charge = price.charge(RandomPrices.usage(random, price));

          BigDecimal used = BigDecimal.ZERO;
          for (Charge.Line line : charge.lines()) {
            boolean counted =
                line.rated()
                    .label()
                    .matches(
                        "(.*: )?(flat fee .*|fee per event|free events|minimum|cap|limits per"
                            + " event|beyond the commitment|true-up to the commitment)");
            used = counted ? used : used.add(line.rated().quantity());
          }

          assertSame(charge.quantity(), used, charge);
        });
  }

  /**
   * A minimum is not paid back, and what is charged for no usage cannot be told from its reverse.
   */
  @ParameterizedTest
  @EnumSource
  void correctionsPayBackExactlyWhatWasBilled(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random).withMinimum(null);
          Usage usage = RandomPrices.usage(random, price);
          Charge billed = price.charge(usage);
          Charge paidBack = price.charge(RandomPrices.negated(usage));
          if (chargesNothingUsed(price)) {
            return;
          }

          assertEquals(
              billed.lines().stream().map(line -> line.rated().negated()).toList(),
              paidBack.lines().stream().map(Charge.Line::rated).toList());
          assertSame(billed.amount().amount().negate(), paidBack.amount().amount(), billed);
        });
  }

  @ParameterizedTest
  @EnumSource
  void noChargeIsBeyondItsLimits(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random).withLimits(TEN);
          Charge charge = price.charge(RandomPrices.usage(random, price));

          BigDecimal unlimited = unlimited(charge);
          if (unlimited.signum() >= 0) {
            assertSame(BigDecimal.TEN, charge.exactAmount(), charge);
          } else {
            assertSame(unlimited.max(BigDecimal.TEN.negate()), charge.exactAmount(), charge);
          }
        });
  }

  @ParameterizedTest
  @EnumSource
  void howeverAPeriodIsSplitIntoBillsTheyAddUpToItsCharge(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random);
          PartialBill bill = PartialBill.first(price.charge(RandomPrices.usage(random, price)));
          Money asked = bill.due();
          Charge last = price.charge(RandomPrices.usage(random, price));
          for (int bills = random.nextInt(1, 4); bills > 0; bills--) {
            last = price.charge(RandomPrices.usage(random, price));
            bill = bill.next(last);
            asked = asked.plus(bill.due());
          }
          assertEquals(last.amount(), asked);
          assertEquals(
              last.amount(),
              bill.billed().values().stream().reduce(Money.zero(price.currency()), Money::plus));

          PartialBill nothingNew = bill.next(last);
          assertEquals(Money.zero(price.currency()), nothingNew.due());
          assertEquals(Map.of(), nothingNew.lines());
        });
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"EVENT_AMOUNT", "COMMITTED"})
  void aPercentOffIsTakenOffTheWholeAmount(Kind kind) {
    Laws.hold(
        random -> {
          PricingModel model = RandomPrices.withoutCommitment(kind.model(random));
          if (model instanceof PercentagePricing percentage) {
            model = percentage.withEventLimits(Limits.NONE);
          }
          Usage usage = RandomPrices.usage(random, model);
          PriceAdjustment adjustment =
              PriceAdjustment.NONE.withPercent(BigDecimal.valueOf(random.nextInt(-100, 101)));
          Price price = new Price(model, Charges.USD);

          BigDecimal plain = price.charge(usage).exactAmount();
          BigDecimal adjusted = adjustment.apply(price).charge(usage).exactAmount();

          BigDecimal change = plain.multiply(adjustment.percent()).movePointLeft(2);
          assertSame(plain.add(change), adjusted, adjustment + " of " + price);
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"MATRIX", "GROUPED", "WINDOWED"})
  void theOrderInWhichUsageArrivesChangesNothing(Kind kind) {
    Laws.hold(
        random -> {
          Price price = kind.price(random);
          Usage usage = RandomPrices.usage(random, price);
          List<List<String>> keys = new ArrayList<>(usage.cells().keySet());
          Collections.shuffle(keys, new Random(random.nextLong()));
          Map<List<String>, BigDecimal> shuffled = new LinkedHashMap<>();
          keys.forEach(key -> shuffled.put(key, usage.cells().get(key)));

          assertEquals(
              price.charge(usage).toString(), price.charge(new Usage(shuffled)).toString());
        });
  }

  @Test
  void theOrderOfEventsChangesNothingUnlessTheFirstAreFreeAndThatOfCellsNothing() {
    Laws.hold(
        random -> {
          PercentagePricing model = withoutFreeEvents(random);
          List<BigDecimal> events = RandomPrices.events(random);
          List<BigDecimal> shuffled = new ArrayList<>(events);
          Collections.shuffle(shuffled, new Random(random.nextLong()));
          assertEquals(
              Charges.usd(model, model.usage(events)), Charges.usd(model, model.usage(shuffled)));

          MatrixPricing matrix = RandomPrices.matrix(random);
          Usage usage = RandomPrices.matrixUsage(random);
          List<Cell> cells = new ArrayList<>(matrix.cells());
          Collections.shuffle(cells, new Random(random.nextLong()));
          assertEquals(
              Charges.usd(matrix, usage),
              Charges.usd(
                  new MatrixPricing(matrix.dimensions(), cells, matrix.defaultUnitAmount()),
                  usage));
        });
  }

  private static PercentagePricing withoutFreeEvents(SplittableRandom random) {
    PercentagePricing model = RandomPrices.percentage(random);
    return model.eventLimits().equals(Limits.NONE)
        ? model.withFreeEvents(0)
        : model.withFreeAmount("0").withFreeEvents(0);
  }

  @Test
  void eventsCostTogetherWhatTheyCostAlone() {
    Laws.hold(
        random -> {
          PercentagePricing model = withoutFreeEvents(random).withFreeAmount("0");
          List<BigDecimal> events = RandomPrices.events(random);

          BigDecimal alone =
              events.stream().map(model::amountOf).reduce(BigDecimal.ZERO, BigDecimal::add);

          assertSame(alone, Charges.usd(model, model.usage(events)).exactAmount(), events);
        });
  }

  @Test
  void tieredNeverCostsLessForMoreUsage() {
    Laws.hold(
        random -> {
          var model = new TieredPricing(RandomPrices.tiers(random));
          BigDecimal one = quantity(random, model);
          BigDecimal other = quantity(random, model);

          assertTrue(exact(model, one.min(other)).compareTo(exact(model, one.max(other))) <= 0);
        });
  }

  @Test
  void tieredAndBulkAgreeInsideTheFirstTier() {
    Laws.hold(
        random -> {
          Tiers tiers = RandomPrices.tiers(random);
          BigDecimal quantity = quantity(random, new BulkPricing(tiers));
          Tier first = tiers.asList().get(0);
          int past = first.isOpen() ? -1 : quantity.compareTo(first.lastUnit());
          if (past > 0 || (past == 0 && tiers.bounds() == Bounds.EXCLUSIVE)) {
            quantity = first.lastUnit().subtract(BigDecimal.valueOf(1, 18));
          }

          assertEquals(
              Charges.usd(new TieredPricing(tiers), Usage.of(quantity)),
              Charges.usd(new BulkPricing(tiers), Usage.of(quantity)));
        });
  }

  @Test
  void oneOpenTierIsAUnitPrice() {
    Laws.hold(
        random -> {
          BigDecimal rate = RandomPrices.rate(random);
          BigDecimal quantity = quantity(random);
          Tiers tiers = Tiers.of(new Tier(null, rate, BigDecimal.ZERO));
          BigDecimal expected = exact(new UnitPricing(rate), quantity);

          assertSame(expected, exact(new TieredPricing(tiers), quantity), quantity);
          assertSame(expected, exact(new BulkPricing(tiers), quantity), quantity);
        });
  }

  @Test
  void packagesHoldAllUnitsAndNoneIsEmpty() {
    Laws.hold(
        random -> {
          PackagePricing model = RandomPrices.packages(random);
          BigDecimal quantity = quantity(random, model);

          BigDecimal held =
              model.rate(Usage.of(quantity)).stream()
                  .map(line -> line.quantity().multiply(sizeOf(line, model)))
                  .reduce(BigDecimal.ZERO, BigDecimal::add);

          BigDecimal room = held.subtract(quantity);
          assertTrue(room.signum() >= 0, () -> quantity + " on " + model);
          assertTrue(room.compareTo(model.packageSize()) < 0, () -> quantity + " on " + model);
        });
  }

  @Test
  void aMatrixOfEqualCellsIsAUnitPrice() {
    Laws.hold(
        random -> {
          BigDecimal rate = RandomPrices.rate(random);
          Usage usage = RandomPrices.matrixUsage(random);
          List<Cell> cells =
              RandomPrices.matrix(random).cells().stream()
                  .map(cell -> new Cell(cell.when(), rate))
                  .toList();
          var matrix = new MatrixPricing(List.of("region", "size"), cells, rate);

          Charge charge = Charges.usd(matrix, usage);

          assertSame(exact(new UnitPricing(rate), usage.total()), charge.exactAmount(), matrix);
          assertEquals(usage.total(), charge.quantity());
        });
  }

  @Test
  void aMatrixPricesEachCombinationByTheMostSpecificCellThatMatches() {
    Laws.hold(
        random -> {
          MatrixPricing matrix = RandomPrices.matrix(random);
          Usage usage = RandomPrices.matrixUsage(random);

          BigDecimal expected = BigDecimal.ZERO;
          for (var cell : usage.cells().entrySet()) {
            BigDecimal rate =
                matrix.cells().stream()
                    .filter(c -> matches(c, cell.getKey()))
                    .max(Comparator.comparing(c -> c.when().size()))
                    .map(Cell::unitAmount)
                    .orElse(matrix.defaultUnitAmount());
            expected = expected.add(rate.multiply(cell.getValue()));
          }

          assertSame(expected, Charges.usd(matrix, usage).exactAmount(), matrix);
        });
  }

  @Test
  void groupsAndWindowsCostTogetherWhatTheyCostAlone() {
    Laws.hold(
        random -> {
          PricingModel inner = RandomPrices.inner(random);
          var grouped = new GroupedPricing(List.of("region"), inner);
          var windows = new WindowedPricing(inner);
          Usage usage = RandomPrices.usage(random, windows);
          BigDecimal included = RandomPrices.quantity(random, inner);

          BigDecimal alone =
              usage.cells().values().stream()
                  .map(q -> Charge.sum(inner.rate(Usage.of(q), included)))
                  .reduce(BigDecimal.ZERO, BigDecimal::add);

          assertSame(alone, Charge.sum(grouped.rate(usage, included)), usage);
          assertSame(alone, Charge.sum(windows.rate(usage, included)), usage);
        });
  }

  private static boolean chargesNothingUsed(Price price) {
    return price.model().toString().contains("zeroUsage=" + ZeroUsage.FLAT_AMOUNT);
  }

  private static boolean hasBlocks(PricingModel model) {
    if (model instanceof GroupedPricing grouped) {
      return hasBlocks(grouped.inner());
    }
    if (model instanceof WindowedPricing windows) {
      return hasBlocks(windows.inner());
    }
    if (model instanceof CommittedPricing committed) {
      return hasBlocks(committed.inner());
    }
    return (model instanceof TieredPricing tiered && hasBlocks(tiered.tiers()))
        || (model instanceof BulkPricing bulk && hasBlocks(bulk.tiers()));
  }

  private static boolean hasBlocks(Tiers tiers) {
    return tiers.asList().stream().anyMatch(tier -> tier.block().isPresent());
  }

  private static boolean countsOtherThings(PricingModel model) {
    if (model instanceof GroupedPricing grouped) {
      return countsOtherThings(grouped.inner());
    }
    if (model instanceof WindowedPricing windows) {
      return countsOtherThings(windows.inner());
    }
    if (model instanceof CommittedPricing committed) {
      return countsOtherThings(committed.inner());
    }
    return model instanceof PackagePricing || model instanceof StairStepPricing;
  }

  private static void assertAddUp(List<Step> steps) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Step step : steps) {
      sum = sum.add(step.change());
      assertSame(sum, step.after(), steps);
    }
  }

  /** The exact amounts of the lines, without what cap and minimum changed. */
  private static BigDecimal unlimited(Charge charge) {
    return charge.lines().stream()
        .map(Charge.Line::rated)
        .filter(line -> !List.of("cap", "minimum").contains(line.label()))
        .map(RatedLine::exactAmount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static boolean matches(Cell cell, List<String> values) {
    String region = cell.when().get("region");
    String size = cell.when().get("size");
    return (region == null || region.equals(values.get(0)))
        && (size == null || size.equals(values.get(1)));
  }

  private static BigDecimal sizeOf(RatedLine line, PackagePricing model) {
    return line.label().startsWith("packages") ? model.packageSize() : BigDecimal.ONE;
  }

  private static BigDecimal exact(PricingModel model, BigDecimal quantity) {
    return Charges.usd(model, Usage.of(quantity)).exactAmount();
  }

  private static void assertSame(BigDecimal expected, BigDecimal actual, Object what) {
    assertEquals(0, expected.compareTo(actual), () -> expected + " or " + actual + ": " + what);
  }
}
