package io.lakebill.pricing;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Tries a law on many random cases; a failure names the seed that shows it. */
public final class Laws {

  /** Set lower where the tests themselves are measured and run thousands of times. */
  public static final int CASES = Integer.getInteger("pricing.law.cases", 10_000);

  private Laws() {}

  public static void hold(Consumer<SplittableRandom> law) {
    for (long seed = 0; seed < CASES; seed++) {
      try {
        law.accept(new SplittableRandom(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }
}
