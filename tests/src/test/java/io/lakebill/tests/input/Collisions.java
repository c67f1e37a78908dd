package io.lakebill.tests.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Ids whose identity hash is the same, made by running xxHash64 backwards: whatever the first eight
 * characters do to its state, there are eight more that undo it, and some of these are text.
 */
final class Collisions {

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private Collisions() {}

  /** That many ids of sixteen letters and digits, all with one hash in a source. */
  static List<String> of(SparkSession spark, String source, int number) {
    long seed = spark.sql("SELECT xxhash64('" + source + "')").first().getLong(0);
    long start = seed + PRIME_5 + 16;
    long end = step(start, word("00000000")) ^ mixed(word("00000000"));
    return Stream.concat(
            Stream.of("0000000000000000"),
            IntStream.iterate(1, i -> i + 1)
                .mapToObj("%08x"::formatted)
                .flatMap(first -> Stream.of(first + text(unmixed(end ^ step(start, word(first))))))
                .filter(id -> id.matches("[0-9A-Za-z]{16}")))
        .limit(number)
        .toList();
  }

  private static long step(long state, long word) {
    return Long.rotateLeft(state ^ mixed(word), 27) * PRIME_1 + PRIME_4;
  }

  private static long mixed(long word) {
    return Long.rotateLeft(word * PRIME_2, 31) * PRIME_1;
  }

  private static long unmixed(long mixed) {
    return Long.rotateRight(mixed * inverse(PRIME_1), 31) * inverse(PRIME_2);
  }

  /**
   * What an odd number is multiplied by to give one; each round doubles the bits that are right.
   */
  private static long inverse(long odd) {
    long inverse = odd;
    for (int bits = 3; bits < 64; bits *= 2) {
      inverse *= 2 - odd * inverse;
    }
    return inverse;
  }

  private static long word(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .getLong();
  }

  private static String text(long word) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(word).array();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
