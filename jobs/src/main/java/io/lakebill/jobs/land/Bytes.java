package io.lakebill.jobs.land;

import java.util.Base64;
import org.apache.spark.unsafe.types.UTF8String;

/** Bytes of columns as texts that every reader of a table can read. */
public final class Bytes {

  private Bytes() {}

  /** The text that they are in UTF-8, or base64. Called by code that Spark makes. */
  public static UTF8String asText(byte[] bytes) {
    UTF8String text = UTF8String.fromBytes(bytes);
    return text.isValid() ? text : UTF8String.fromString(Base64.getEncoder().encodeToString(bytes));
  }

  /** Whether they are text in UTF-8. Called by code that Spark makes. */
  public static boolean isText(byte[] bytes) {
    return UTF8String.fromBytes(bytes).isValid();
  }
}
