package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.CommittedPricing;
import io.lakebill.pricing.model.EventAmountPricing;
import io.lakebill.pricing.model.Events;
import io.lakebill.pricing.model.FirstEvents;
import io.lakebill.pricing.model.GraduatedPercentagePricing;
import io.lakebill.pricing.model.GroupedPricing;
import io.lakebill.pricing.model.HourlyCommitment;
import io.lakebill.pricing.model.Limits;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.MatrixPricing.Cell;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PercentagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.StairStepPricing;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.model.WindowedPricing;
import io.lakebill.pricing.model.ZeroUsage;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.money.Rounding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Random prices and usage. The same random gives the same; quantities like to sit on bounds. */
public final class RandomPrices {

  /** Every model; each is tried as often as the others. */
  public enum Kind {
    UNIT,
    TIERED,
    BULK,
    STAIR_STEP,
    PACKAGE,
    MATRIX,
    PERCENTAGE,
    GRADUATED_PERCENTAGE,
    GROUPED,
    WINDOWED,
    COMMITTED,
    EVENT_AMOUNT;

    /** A model of the kind. */
    public PricingModel model(SplittableRandom random) {
      return switch (this) {
        case UNIT -> new UnitPricing(rate(random));
        case TIERED -> new TieredPricing(tiers(random));
        case BULK -> new BulkPricing(tiers(random));
        case STAIR_STEP -> new StairStepPricing(steps(random));
        case PACKAGE -> packages(random);
        case MATRIX -> matrix(random);
        case PERCENTAGE -> percentage(random);
        case GRADUATED_PERCENTAGE -> new GraduatedPercentagePricing(single(tiers(random)));
        case GROUPED -> new GroupedPricing(List.of("region"), inner(random));
        case WINDOWED -> windowed(random);
        case COMMITTED ->
            committed(random, pick(random, UNCOMMITTED).model(random), random.nextBoolean());
        case EVENT_AMOUNT -> new EventAmountPricing();
      };
    }

    /** With whatever conversion, included units, cap and minimum the model can have. */
    Price price(SplittableRandom random) {
      PricingModel model = model(random);
      Price price = new Price(model, PricingUnit.currency(pick(random, CURRENCIES)));
      if (model.whyNoConversion().isEmpty() && random.nextInt(3) == 0) {
        BigDecimal factor = new BigDecimal(pick(random, FACTORS));
        Rounding rounding = pick(random, ROUNDINGS);
        price = price.withConversion(new UnitConversion(factor, rounding));
      }
      if (model.whyNoIncludedUnits().isEmpty() && random.nextInt(3) == 0) {
        price = price.withIncludedUnits(quantity(random, model));
      }
      if (random.nextInt(3) == 0) {
        price = price.withMinimum(limit(random));
      }
      if (random.nextInt(3) == 0) {
        price = price.withCap(limit(random).add(price.limits().least().orElse(BigDecimal.ZERO)));
      }
      return price;
    }
  }

  private static final List<Kind> UNCOMMITTED =
      Stream.of(Kind.values())
          .filter(kind -> !kind.name().matches("COMMITTED|GROUPED|WINDOWED|PERCENTAGE"))
          .toList();

  private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");

  private static final List<Rounding> ROUNDINGS = List.of(Rounding.values());

  private static final List<String> FACTORS = List.of("1", "3", "7", "1000", "1024", "0.001");

  private static final BigDecimal LEAST = BigDecimal.valueOf(1, 18);

  private static final List<String> REGIONS = List.of("eu", "us", "ap");

  private static final List<String> SIZES = List.of("small", "large");

  private RandomPrices() {}

  /** A model that prices one quantity without asking for events. */
  static PricingModel inner(SplittableRandom random) {
    PricingModel inner = uncommitted(random);
    return random.nextInt(4) == 0 ? committed(random, inner, random.nextBoolean()) : inner;
  }

  private static WindowedPricing windowed(SplittableRandom random) {
    PricingModel inner = inner(random);
    return inner instanceof CommittedPricing committed && random.nextBoolean()
        ? byHour(random, committed)
        : new WindowedPricing(inner);
  }

  /** Windows of which some hours of the day have another commitment. */
  static WindowedPricing byHour(SplittableRandom random, CommittedPricing other) {
    List<HourlyCommitment> byHour = new ArrayList<>();
    int from = random.nextInt(0, 12);
    do {
      int until = random.nextInt(from + 1, 25);
      byHour.add(new HourlyCommitment(from, until, limit(random)));
      from = until + random.nextInt(0, 3);
    } while (from < 24);
    return new WindowedPricing(other, byHour);
  }

  /** The same groups or windows without what a percent leaves as it is. */
  static PricingModel withoutCommitment(PricingModel model) {
    if (model instanceof GroupedPricing groups
        && groups.inner() instanceof CommittedPricing committed) {
      return new GroupedPricing(groups.dimensions(), committed.inner());
    }
    return model instanceof WindowedPricing windows
            && windows.inner() instanceof CommittedPricing committed
        ? new WindowedPricing(committed.inner())
        : model;
  }

  private static CommittedPricing committed(
      SplittableRandom random, PricingModel inner, boolean isTruedUp) {
    BigDecimal factor = BigDecimal.valueOf(random.nextInt(100, 300), 2);
    return new CommittedPricing(inner, limit(random), factor, isTruedUp);
  }

  private static PricingModel uncommitted(SplittableRandom random) {
    return switch (random.nextInt(6)) {
      case 0 -> new UnitPricing(rate(random));
      case 1 -> new TieredPricing(tiers(random));
      case 2 -> new BulkPricing(tiers(random));
      case 3 -> new StairStepPricing(steps(random));
      case 4 -> new GraduatedPercentagePricing(single(tiers(random)));
      default -> packages(random);
    };
  }

  /** With a fee, free events, a free amount or limits per event, as they can stand together. */
  static PercentagePricing percentage(SplittableRandom random) {
    BigDecimal percent = BigDecimal.valueOf(random.nextLong(0, 1000), random.nextInt(0, 4));
    BigDecimal fee = flat(random);
    if (random.nextBoolean()) {
      BigDecimal least = random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(20), 1);
      BigDecimal most = random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(20, 99), 1);
      long free = random.nextBoolean() ? 0 : random.nextInt(1, 4);
      BigDecimal upTo = free == 0 || random.nextBoolean() ? BigDecimal.ZERO : quantity(random);
      return new PercentagePricing(percent, fee, free, upTo, new Limits(least, most));
    }
    long freeEvents = random.nextInt(0, 4);
    BigDecimal freeAmount = random.nextBoolean() ? BigDecimal.ZERO : quantity(random);
    return new PercentagePricing(percent, fee, freeEvents, freeAmount, Limits.NONE);
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
      tiers.add(new Tier(bound, rate(random), flat(random), block(random)));
    }
    tiers.add(new Tier(null, rate(random), flat(random), block(random)));
    return new Tiers(
        tiers,
        random.nextBoolean() ? Bounds.INCLUSIVE : Bounds.EXCLUSIVE,
        random.nextInt(4) == 0 ? ZeroUsage.FLAT_AMOUNT : ZeroUsage.FREE);
  }

  /** Percents are of money, which comes in no blocks. */
  private static Tiers single(Tiers tiers) {
    return new Tiers(
        tiers.asList().stream().map(tier -> tier.inBlocksOf(null)).toList(),
        tiers.bounds(),
        tiers.zeroUsage());
  }

  private static BigDecimal block(SplittableRandom random) {
    return random.nextInt(4) > 0
        ? null
        : BigDecimal.valueOf(random.nextInt(1, 50), random.nextInt(0, 2));
  }

  /** Tiers without unit amounts. */
  static Tiers steps(SplittableRandom random) {
    Tiers tiers = tiers(random);
    return new Tiers(
        tiers.asList().stream()
            .map(tier -> new Tier(tier.lastUnit(), BigDecimal.ZERO, tier.flatAmount()))
            .toList(),
        tiers.bounds(),
        tiers.zeroUsage());
  }

  /** Usage of any model, now and then with the corrections in it outweighing the rest. */
  public static Usage usage(SplittableRandom random, PricingModel model) {
    if (model instanceof MatrixPricing) {
      return matrixUsage(random);
    }
    if (model instanceof PercentagePricing percentage) {
      return percentage.usage(events(random));
    }
    if (model instanceof GroupedPricing grouped) {
      return cells(random, random.nextInt(0, 4), grouped.inner());
    }
    if (model instanceof CommittedPricing committed) {
      return usage(random, committed.inner());
    }
    if (model instanceof WindowedPricing windows) {
      Usage usage = cells(random, random.nextInt(0, 6), windows.inner());
      return windows.byHour().isEmpty() ? usage : atSomeHour(random, usage);
    }
    return Usage.of(signed(random, quantity(random, model)));
  }

  /** Usage of a price, on the bounds of its model after conversion and included units. */
  static Usage usage(SplittableRandom random, Price price) {
    Usage usage = usage(random, price.model());
    if (random.nextInt(4) == 0) {
      return usage;
    }
    BigDecimal factor = price.unitConversion().map(UnitConversion::factor).orElse(BigDecimal.ONE);
    return usage.map(
        quantity -> {
          BigDecimal included = price.includedUnits();
          BigDecimal all = quantity.add(quantity.signum() < 0 ? included.negate() : included);
          return all.multiply(factor).setScale(18, RoundingMode.DOWN);
        });
  }

  static Usage negated(Usage usage) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    usage.cells().forEach((values, quantity) -> cells.put(values, quantity.negate()));
    Map<List<String>, Events> events = new HashMap<>();
    usage
        .events()
        .forEach(
            (values, e) ->
                events.put(
                    values,
                    new Events(
                        -e.count(),
                        e.priced().map(BigDecimal::negate).orElse(null),
                        e.firstOnes().map(FirstEvents::negated).orElse(null))));
    return new Usage(cells, events);
  }

  /** The amounts of some events, few of them 0 or negative. */
  static List<BigDecimal> events(SplittableRandom random) {
    List<BigDecimal> events = new ArrayList<>();
    for (int count = random.nextInt(0, 6); count > 0; count--) {
      BigDecimal amount = BigDecimal.valueOf(random.nextInt(0, 100_000), 2);
      events.add(random.nextInt(6) == 0 ? BigDecimal.ZERO : signed(random, amount));
    }
    return events;
  }

  private static Usage cells(SplittableRandom random, int count, PricingModel inner) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    for (int i = 0; i < count; i++) {
      String value = random.nextInt(8) == 0 ? null : "v" + random.nextInt(0, 6);
      cells.put(Collections.singletonList(value), signed(random, quantity(random, inner)));
    }
    return new Usage(cells);
  }

  private static Usage atSomeHour(SplittableRandom random, Usage usage) {
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    usage
        .cells()
        .forEach(
            (window, quantity) ->
                cells.put(Arrays.asList(window.get(0), "" + random.nextInt(0, 24)), quantity));
    return new Usage(cells);
  }

  private static BigDecimal signed(SplittableRandom random, BigDecimal quantity) {
    return random.nextInt(5) == 0 ? quantity.negate() : quantity;
  }

  private static BigDecimal limit(SplittableRandom random) {
    return BigDecimal.valueOf(random.nextInt(0, 100_000), random.nextInt(0, 5));
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
    if (model instanceof StairStepPricing stairs) {
      return bounds(stairs.steps());
    }
    if (model instanceof GraduatedPercentagePricing graduated) {
      return bounds(graduated.tiers());
    }
    if (model instanceof GroupedPricing grouped) {
      return bounds(grouped.inner());
    }
    if (model instanceof CommittedPricing committed) {
      return bounds(committed.inner());
    }
    if (model instanceof WindowedPricing windows) {
      return bounds(windows.inner());
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
    return Stream.concat(
            Stream.of(BigDecimal.ZERO),
            tiers.asList().stream().filter(tier -> !tier.isOpen()).map(Tier::lastUnit))
        .toList();
  }

  private static boolean stands(List<Cell> cells) {
    try {
      return new MatrixPricing(List.of("region", "size"), cells, null).cells().equals(cells);
    } catch (IllegalArgumentException ambiguous) {
      return false;
    }
  }

  private static <T> T pick(SplittableRandom random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
