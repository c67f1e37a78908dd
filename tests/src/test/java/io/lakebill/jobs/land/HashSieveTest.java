package io.lakebill.jobs.land;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sieve was told passes, and little else does. */
class HashSieveTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5_000, 100_000, 1_000_000})
  void whatWasAddedPassesAndFewOfTheOthers(int added) {
    SplittableRandom random = new SplittableRandom(added);
    long[] hashes = random.longs(added).toArray();
    HashSieve one = new HashSieve(added);
    HashSieve other = new HashSieve(added);
    for (int i = 0; i < added; i++) {
      (i % 2 == 0 ? one : other).add(hashes[i]);
    }

    HashSieve both = one.addAll(other);

    for (long hash : hashes) {
      assertTrue(both.passes(hash), () -> hash + " was added");
    }
    long passing = random.longs(100_000).filter(both::passes).count();
    assertTrue(passing < 7_000, () -> passing + " of 100000 others pass");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1, 63, 64, Long.MIN_VALUE, Long.MAX_VALUE})
  void anyNumberIsAHash(long hash) {
    HashSieve sieve = new HashSieve(1);

    assertFalse(sieve.passes(hash));
    sieve.add(hash);

    assertTrue(sieve.passes(hash));
    assertFalse(sieve.passes(hash ^ 1));
  }
}
