package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.MatrixPricing.Cell;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random models and usage. The same random gives the same; quantities like to sit on bounds. */
final class RandomPrices {

  private static final BigDecimal LEAST = BigDecimal.valueOf(1, 18);

  private static final List<String> REGIONS = List.of("eu", "us", "ap");

  private static final List<String> SIZES = List.of("small", "large");

  private RandomPrices() {}

  /** One of each model that prices the total. */
  static List<PricingModel> models(SplittableRandom random) {
    return Stream.<PricingModel>of(
            new UnitPricing(rate(random)),
            new TieredPricing(tiers(random)),
            new BulkPricing(tiers(random)),
            packages(random))
        .toList();
  }

  static PackagePricing packages(SplittableRandom random) {
    return new PackagePricing(
        BigDecimal.valueOf(random.nextInt(1, 1000), random.nextInt(0, 3)),
        rate(random),
        random.nextBoolean() ? BigDecimal.ZERO : BigDecimal.valueOf(random.nextInt(1, 100)));
  }

  static Tiers tiers(SplittableRandom random) {
    List<Tier> tiers = new ArrayList<>();
    BigDecimal bound = BigDecimal.ZERO;
    for (int closed = random.nextInt(0, 4); closed > 0; closed--) {
      bound = bound.add(BigDecimal.valueOf(random.nextInt(1, 100), random.nextInt(0, 3)));
      tiers.add(new Tier(bound, rate(random), flat(random)));
    }
    tiers.add(new Tier(null, rate(random), flat(random)));
    return new Tiers(tiers, random.nextBoolean() ? Bounds.INCLUSIVE : Bounds.EXCLUSIVE);
  }

  /** Over region and size, with whatever cells can stand beside each other. */
  static MatrixPricing matrix(SplittableRandom random) {
    List<Cell> cells = new ArrayList<>();
    for (int tries = random.nextInt(0, 8); tries > 0; tries--) {
      Map<String, String> when = new HashMap<>();
      if (random.nextInt(3) > 0) {
        when.put("region", pick(random, REGIONS));
      }
      if (when.isEmpty() || random.nextBoolean()) {
        when.put("size", pick(random, SIZES));
      }
      cells.add(new Cell(when, rate(random)));
      if (!stands(cells)) {
        cells.remove(cells.size() - 1);
      }
    }
    return new MatrixPricing(List.of("region", "size"), cells, rate(random));
  }

  /** By region and size, some of it without a value. */
  static Usage matrixUsage(SplittableRandom random) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    for (int count = random.nextInt(0, 8); count > 0; count--) {
      List<String> values = new ArrayList<>();
      values.add(random.nextInt(5) == 0 ? null : pick(random, REGIONS));
      values.add(random.nextInt(5) == 0 ? null : pick(random, SIZES));
      BigDecimal quantity = quantity(random);
      cells.put(values, random.nextInt(5) == 0 ? quantity.negate() : quantity);
    }
    return new Usage(cells);
  }

  /** On a bound, the least possible under or over it, or anywhere; never negative. */
  static BigDecimal quantity(SplittableRandom random, PricingModel model) {
    List<BigDecimal> bounds = bounds(model);
    if (bounds.isEmpty() || random.nextInt(4) == 0) {
      return quantity(random);
    }
    BigDecimal bound = bounds.get(random.nextInt(bounds.size()));
    return bound
        .add(LEAST.multiply(BigDecimal.valueOf(random.nextInt(-1, 2))))
        .max(BigDecimal.ZERO);
  }

  static BigDecimal quantity(SplittableRandom random) {
    return BigDecimal.valueOf(random.nextLong(0, 1_000_000), random.nextInt(0, 6));
  }

  /** Rates below a cent are where rounding goes wrong. */
  static BigDecimal rate(SplittableRandom random) {
    return BigDecimal.valueOf(random.nextLong(0, 100_000), random.nextInt(2, 9));
  }

  private static BigDecimal flat(SplittableRandom random) {
    return random.nextBoolean() ? BigDecimal.ZERO : rate(random);
  }

  private static List<BigDecimal> bounds(PricingModel model) {
    if (model instanceof TieredPricing tiered) {
      return bounds(tiered.tiers());
    }
    if (model instanceof BulkPricing bulk) {
      return bounds(bulk.tiers());
    }
    if (model instanceof PackagePricing packages) {
      return Stream.of(0, 1, 2, 7)
          .map(BigDecimal::valueOf)
          .map(count -> packages.packageSize().multiply(count).add(packages.freeUnits()))
          .toList();
    }
    return List.of();
  }

  private static List<BigDecimal> bounds(Tiers tiers) {
    return tiers.asList().stream().filter(tier -> !tier.isOpen()).map(Tier::lastUnit).toList();
  }

  private static boolean stands(List<Cell> cells) {
    try {
      return new MatrixPricing(List.of("region", "size"), cells, null).cells().equals(cells);
    } catch (IllegalArgumentException ambiguous) {
      return false;
    }
  }

  private static String pick(SplittableRandom random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
