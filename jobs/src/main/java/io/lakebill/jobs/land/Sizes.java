package io.lakebill.jobs.land;

/**
 * How much a file may hold for its size on the disk. What holds far more, as no file of events
 * does, would fill memory and disk before anybody knows what is in it: a gigabyte of zeros packs
 * into a megabyte.
 */
final class Sizes {

  /** Events of one sender pack to a tenth, and the most repetitive ones to a hundredth. */
  static final int MOST_TIMES = 200;

  /** So much any file may hold. */
  private static final long ALWAYS = 32L << 20;

  private Sizes() {}

  /** How many bytes a file may hold. */
  static long mostBytes(long onDisk) {
    return Math.max(ALWAYS, MOST_TIMES * onDisk);
  }

  /** How many rows a file may hold whose columns are packed together. */
  static long mostRows(long onDisk) {
    return Math.max(ALWAYS / 32, MOST_TIMES * onDisk);
  }

  /** For a file that holds more. */
  static RefusedFileException refused() {
    return new RefusedFileException(
        ("it holds more than %d times its size, as no file of events does; if it is meant so, send"
                + " it unpacked")
            .formatted(MOST_TIMES));
  }
}
