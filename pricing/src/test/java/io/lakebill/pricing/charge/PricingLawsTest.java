package io.lakebill.pricing.charge;

import static io.lakebill.pricing.charge.RandomPrices.quantity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.MatrixPricing.Cell;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that all prices obey, checked on random ones. A failure names the seed that shows it. */
class PricingLawsTest {

  private static final PricingUnit USD = PricingUnit.currency("USD");

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void linesAddUpAndTheChargeIsRoundedOnce(long seed) {
    var random = new SplittableRandom(seed);
    for (Charge charge : charges(random)) {
      BigDecimal exact =
          charge.lines().stream()
              .map(line -> line.rated().exactAmount())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      Money amount =
          charge.lines().stream().map(Charge.Line::amount).reduce(Money.zero(USD), Money::plus);

      assertSame(charge.exactAmount(), exact, charge);
      assertEquals(charge.amount(), amount, charge::toString);
      assertEquals(charge.amount(), Money.round(exact, USD), charge::toString);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void correctionsPayBackExactlyWhatWasBilled(long seed) {
    var random = new SplittableRandom(seed);
    for (PricingModel model : RandomPrices.models(random)) {
      BigDecimal quantity = quantity(random, model);
      Charge billed = Charges.usd(model, Usage.of(quantity));
      Charge paidBack = Charges.usd(model, Usage.of(quantity.negate()));

      assertEquals(negated(billed).lines(), paidBack.lines(), () -> quantity + " on " + model);
      assertEquals(negated(billed).exactAmount(), paidBack.exactAmount());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tieredNeverCostsLessForMoreUsage(long seed) {
    var random = new SplittableRandom(seed);
    var model = new TieredPricing(RandomPrices.tiers(random));
    BigDecimal one = quantity(random, model);
    BigDecimal other = quantity(random, model);
    BigDecimal less = one.min(other);
    BigDecimal more = one.max(other);

    BigDecimal lessAmount = exact(model, less);
    BigDecimal moreAmount = exact(model, more);

    assertTrue(
        lessAmount.compareTo(moreAmount) <= 0,
        () -> less + " costs " + lessAmount + " but " + more + " costs " + moreAmount);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tieredIsTheSumOfWhatFallsIntoEachTier(long seed) {
    var random = new SplittableRandom(seed);
    Tiers tiers = RandomPrices.tiers(random);
    var model = new TieredPricing(tiers);
    BigDecimal quantity = quantity(random, model);

    BigDecimal expected = BigDecimal.ZERO;
    BigDecimal lower = BigDecimal.ZERO;
    for (Tier tier : tiers.asList()) {
      BigDecimal upper = tier.isOpen() ? quantity : quantity.min(tier.lastUnit());
      int past = quantity.compareTo(lower);
      boolean entered = past > 0 || (past == 0 && lower.signum() > 0 && exclusive(tiers));
      if (entered) {
        expected =
            expected.add(upper.subtract(lower).multiply(tier.unitAmount())).add(tier.flatAmount());
      }
      lower = tier.isOpen() ? lower : tier.lastUnit();
    }

    assertSame(expected, exact(model, quantity), quantity + " on " + model);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void tieredAndBulkAgreeInsideTheFirstTier(long seed) {
    var random = new SplittableRandom(seed);
    Tiers tiers = RandomPrices.tiers(random);
    BigDecimal quantity = quantity(random, new BulkPricing(tiers));
    Tier first = tiers.asList().get(0);
    int past = first.isOpen() ? -1 : quantity.compareTo(first.lastUnit());
    if (past > 0 || (past == 0 && exclusive(tiers))) {
      quantity = first.lastUnit().subtract(BigDecimal.valueOf(1, 18));
    }

    assertEquals(
        Charges.usd(new TieredPricing(tiers), Usage.of(quantity)),
        Charges.usd(new BulkPricing(tiers), Usage.of(quantity)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneOpenTierIsAUnitPrice(long seed) {
    var random = new SplittableRandom(seed);
    BigDecimal rate = RandomPrices.rate(random);
    BigDecimal quantity = quantity(random);
    Tiers tiers = Tiers.of(new Tier(null, rate, BigDecimal.ZERO));

    BigDecimal expected = exact(new UnitPricing(rate), quantity);

    assertSame(expected, exact(new TieredPricing(tiers), quantity), quantity);
    assertSame(expected, exact(new BulkPricing(tiers), quantity), quantity);
    assertSame(expected, quantity.multiply(rate), quantity);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void packagesHoldAllUnitsAndNoneIsEmpty(long seed) {
    var random = new SplittableRandom(seed);
    PackagePricing model = RandomPrices.packages(random);
    BigDecimal quantity = quantity(random, model);

    BigDecimal held =
        model.rate(Usage.of(quantity)).stream()
            .map(RatedLine::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add);

    BigDecimal room = held.subtract(quantity);
    assertTrue(room.signum() >= 0, () -> quantity + " on " + model);
    assertTrue(room.compareTo(model.packageSize()) < 0, () -> quantity + " on " + model);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aMatrixOfEqualCellsIsAUnitPrice(long seed) {
    var random = new SplittableRandom(seed);
    BigDecimal rate = RandomPrices.rate(random);
    Usage usage = RandomPrices.matrixUsage(random);
    List<Cell> cells =
        RandomPrices.matrix(random).cells().stream().map(c -> new Cell(c.when(), rate)).toList();
    var matrix = new MatrixPricing(List.of("region", "size"), cells, rate);

    Charge charge = Charges.usd(matrix, usage);

    assertSame(exact(new UnitPricing(rate), usage.total()), charge.exactAmount(), matrix);
    assertEquals(usage.total(), charge.quantity());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aMatrixPricesEachCombinationByTheMostSpecificCellThatMatches(long seed) {
    var random = new SplittableRandom(seed);
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
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theOrderInWhichUsageArrivesChangesNothing(long seed) {
    var random = new SplittableRandom(seed);
    MatrixPricing matrix = RandomPrices.matrix(random);
    Usage usage = RandomPrices.matrixUsage(random);
    List<Cell> shuffledCells = new ArrayList<>(matrix.cells());
    Collections.shuffle(shuffledCells, new Random(seed));
    List<List<String>> keys = new ArrayList<>(usage.cells().keySet());
    Collections.shuffle(keys, new Random(seed));
    Map<List<String>, BigDecimal> shuffled = new LinkedHashMap<>();
    keys.forEach(key -> shuffled.put(key, usage.cells().get(key)));

    assertEquals(
        Charges.usd(matrix, usage).toString(),
        Charges.usd(
                new MatrixPricing(matrix.dimensions(), shuffledCells, matrix.defaultUnitAmount()),
                new Usage(shuffled))
            .toString());
  }

  private static List<Charge> charges(SplittableRandom random) {
    List<Charge> charges = new ArrayList<>();
    for (PricingModel model : RandomPrices.models(random)) {
      charges.add(Charges.usd(model, Usage.of(quantity(random, model))));
    }
    charges.add(Charges.usd(RandomPrices.matrix(random), RandomPrices.matrixUsage(random)));
    return charges;
  }

  private static Charge negated(Charge charge) {
    return new Charge(
        charge.quantity().negate(),
        charge.exactAmount().negate(),
        negated(charge.amount()),
        charge.lines().stream()
            .map(line -> new Charge.Line(line.rated().negated(), negated(line.amount())))
            .toList());
  }

  private static Money negated(Money money) {
    return new Money(money.amount().negate(), money.currency());
  }

  private static boolean matches(Cell cell, List<String> values) {
    String region = cell.when().get("region");
    String size = cell.when().get("size");
    return (region == null || region.equals(values.get(0)))
        && (size == null || size.equals(values.get(1)));
  }

  private static boolean exclusive(Tiers tiers) {
    return tiers.bounds() == Bounds.EXCLUSIVE;
  }

  private static BigDecimal exact(PricingModel model, BigDecimal quantity) {
    return Charges.usd(model, Usage.of(quantity)).exactAmount();
  }

  private static void assertSame(BigDecimal expected, BigDecimal actual, Object what) {
    assertEquals(0, expected.compareTo(actual), () -> expected + " or " + actual + ": " + what);
  }
}
