package io.lakebill.jobs.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Chance that falls the same way at every call, on every machine. */
final class Dice {

  private final SplittableRandom random;

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  static Dice seeded(long seed) {
    return new Dice(new SplittableRandom(seed));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number, both ends included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  double between(double least, double most) {
    return least + random.nextDouble() * (most - least);
  }

  /** The number below or above, such that the average is exact. */
  int round(double number) {
    int floor = (int) number;
    return chance(number - floor) ? floor + 1 : floor;
  }

  /** An index, the likelier the greater its weight. */
  int weighted(int... weights) {
    int left = random.nextInt(Arrays.stream(weights).sum());
    int index = 0;
    while (left >= weights[index]) {
      left -= weights[index++];
    }
    return index;
  }

  <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /**
   * Mostly about the median, sometimes far above it, as durations and sizes are. Sums of uniform
   * numbers, because the library's Gaussian is not the same in every release.
   */
  double skewed(double median, double spread) {
    double bell = between(-1.0, 1.0) + between(-1.0, 1.0) + between(-1.0, 1.0);
    return median * StrictMath.exp(spread * bell);
  }

  BigDecimal skewed(double median, double spread, int decimals) {
    return BigDecimal.valueOf(skewed(median, spread)).setScale(decimals, RoundingMode.HALF_UP);
  }

  String hex(int digits) {
    return HexFormat.of().toHexDigits(random.nextLong()).substring(0, digits);
  }
}
