package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.is_valid_utf8;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** What landing asks about texts, byte by byte, without making Java strings of them. */
public final class Texts {

  /** The charset in which every byte is a character, so that none is lost before it is judged. */
  static final String BYTES = "ISO-8859-1";

  private Texts() {}

  /** True where a text has a character that no name or id may have; a null has none. */
  static Column hasControlCharacter(Column text) {
    Expression call =
        new StaticInvoke(
            Texts.class,
            DataTypes.BooleanType,
            "hasControlCharacter",
            CollectionConverters.asScala(List.of(ExpressionUtils.expression(text))).toSeq(),
            CollectionConverters.asScala(List.<AbstractDataType>of()).toSeq(),
            true,
            false,
            true,
            Option.empty());
    return coalesce(ExpressionUtils.column(call), lit(false));
  }

  /**
   * Whether a text has one of the control characters U+0000 to U+001F and U+007F to U+009F, which
   * CloudEvents forbids in attributes. Called by code that Spark makes.
   */
  public static boolean hasControlCharacter(UTF8String text) {
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

  /** A text that was read as {@link #BYTES}, as the UTF-8 that it is, valid or not. */
  static Column fromBytes(Column text) {
    return encode(text, BYTES).cast("string");
  }

  /** True where a text is there and is not UTF-8. */
  static Column isBroken(Column text) {
    return coalesce(is_valid_utf8(text), lit(true)).equalTo(lit(false));
  }
}
