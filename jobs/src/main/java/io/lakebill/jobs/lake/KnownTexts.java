package io.lakebill.jobs.lake;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts that many rows repeat, in Spark's form and in Java's, each turned into the other once. */
public final class KnownTexts {

  private final Map<UTF8String, String> read = new HashMap<>();
  private final Map<String, UTF8String> written = new HashMap<>();

  /** A text of a row. */
  public String read(UTF8String text) {
    String known = read.get(text);
    if (known == null) {
      known = text.toString();
      read.put(text.copy(), known);
    }
    return known;
  }

  /** A text for a row. */
  public UTF8String write(String text) {
    return written.computeIfAbsent(text, UTF8String::fromString);
  }
}
