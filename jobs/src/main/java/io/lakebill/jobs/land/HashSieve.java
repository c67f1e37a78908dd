package io.lakebill.jobs.land;

import java.io.Serializable;

/**
 * Keeps back most numbers that are none of some: a bit for each of these, in so little memory that
 * a processor has it at hand. What passes has to be compared.
 */
final class HashSieve implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * With so many bits for each number, or up to twice as many, one in twenty others passes; more
   * pass where so many numbers are sought that these would be too many bits.
   */
  private static final long BITS_OF_A_HASH = 16;

  private static final long FEWEST_BITS = 1L << 16;

  /** 64 MB. */
  private static final long MOST_BITS = 1L << 29;

  private final long[] bits;

  /**
   * Lets nothing pass yet.
   *
   * @param hashes how many will be added
   */
  HashSieve(long hashes) {
    long wanted = Math.max(FEWEST_BITS, Math.min(MOST_BITS, hashes * BITS_OF_A_HASH));
    bits = new long[(int) (Long.highestOneBit(2 * wanted - 1) / Long.SIZE)];
  }

  /** Lets a hash pass from now on. */
  void add(long hash) {
    bits[place(hash)] |= 1L << hash;
  }

  /** From now on lets pass what another of the same size does, too. */
  HashSieve addAll(HashSieve other) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] |= other.bits[i];
    }
    return this;
  }

  /** Whether a hash passes; each that was added does. */
  boolean passes(long hash) {
    return (bits[place(hash)] & 1L << hash) != 0;
  }

  /** The lowest six bits choose a bit, those above them its place. */
  private int place(long hash) {
    return (int) (hash >>> 6) & (bits.length - 1);
  }
}
