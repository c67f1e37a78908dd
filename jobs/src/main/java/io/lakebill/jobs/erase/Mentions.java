package io.lakebill.jobs.erase;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Whether a text that could not become an event names somebody: as a word of its own, also where
 * JSON has written some of its letters as {@code \}{@code u00eb} or with a backslash.
 */
final class Mentions {

  private static final String LETTER = "[\\p{L}\\p{N}_-]";

  private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([\"\\\\/]))");

  private Mentions() {}

  /** True where a text names them; a null does not. */
  static Column of(Column text, String name) {
    Pattern word =
        Pattern.compile("(?<!" + LETTER + ")" + Pattern.quote(name) + "(?!" + LETTER + ")");
    return functions
        .udf((UDF1<String, Boolean>) row -> isIn(row, word), DataTypes.BooleanType)
        .apply(text);
  }

  private static boolean isIn(String text, Pattern word) {
    return text != null && (word.matcher(text).find() || word.matcher(unescaped(text)).find());
  }

  private static String unescaped(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    escape.group(1) == null
                        ? escape.group(2)
                        : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }
}
