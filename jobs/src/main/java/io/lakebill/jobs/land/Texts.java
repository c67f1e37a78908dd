package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** What landing asks about texts, byte by byte, without making Java strings of them. */
public final class Texts {

  // The same in each of eight bytes.
  private static final long ONES = 0x0101010101010101L;
  private static final long SPACES = 0x2020202020202020L;
  private static final long DELETES = 0x7f7f7f7f7f7f7f7fL;
  private static final long HIGHEST_BITS = 0x8080808080808080L;

  private Texts() {}

  /** True where a text has a character that no name or id may have; a null has none. */
  static Column hasControlCharacter(Column text) {
    return coalesce(
        OwnFunctions.call(Texts.class, "hasControlCharacter", DataTypes.BooleanType, text),
        lit(false));
  }

  /**
   * Whether a text has one of the control characters U+0000 to U+001F and U+007F to U+009F, which
   * CloudEvents forbids in attributes. Called by code that Spark makes.
   */
  public static boolean hasControlCharacter(UTF8String text) {
    if (isPlain(text)) {
      return false;
    }
    for (int i = 0; i < text.numBytes(); i++) {
      int b = text.getByte(i) & 0xff;
      if (b < 0x20 || b == 0x7f) {
        return true;
      }
      if (b == 0xc2 && i + 1 < text.numBytes() && (text.getByte(i + 1) & 0xff) < 0xa0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a text is not UTF-8. Called by code that Spark makes. */
  public static boolean isBroken(UTF8String text) {
    return !isPlain(text) && !text.isValid();
  }

  /**
   * Whether a text has printable ASCII alone, as nearly all do: eight bytes are looked at together.
   * May say no of one that has; <a
   * href="https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord">how</a>.
   */
  private static boolean isPlain(UTF8String text) {
    int i = 0;
    for (; i + Long.BYTES <= text.numBytes(); i += Long.BYTES) {
      long bytes = Platform.getLong(text.getBaseObject(), text.getBaseOffset() + i);
      long belowSpace = bytes - SPACES;
      long isDelete = (bytes ^ DELETES) - ONES;
      if (((bytes | belowSpace | isDelete) & HIGHEST_BITS) != 0) {
        return false;
      }
    }
    for (; i < text.numBytes(); i++) {
      byte b = text.getByte(i);
      if (b < 0x20 || b == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** True where a text is there and is not UTF-8. */
  static Column isBroken(Column text) {
    return coalesce(
        OwnFunctions.call(Texts.class, "isBroken", DataTypes.BooleanType, text), lit(false));
  }
}
