package io.lakebill.jobs.meter.tally;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Equal values as one, so that rows which repeat a few of them hold no copy each. */
public final class Interned<T> {

  private final Map<T, T> known = new HashMap<>();

  /** The value that is kept for all that equal it. */
  public T one(T value) {
    T earlier = known.putIfAbsent(value, value);
    return earlier == null ? value : earlier;
  }

  /** The text that is kept, a copy; one that a row still owns may be asked about. */
  public static UTF8String text(Interned<UTF8String> texts, UTF8String ofRow) {
    UTF8String earlier = texts.known.get(ofRow);
    return earlier == null ? texts.one(ofRow.copy()) : earlier;
  }
}
