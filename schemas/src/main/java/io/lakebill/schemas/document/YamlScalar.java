package io.lakebill.schemas.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What a YAML scalar means. Plain scalars follow the JSON schema of YAML 1.2, so that {@code no} is
 * a country, {@code 007} an id, {@code 12:30} a time and {@code 2026-01-31} a date, all as text.
 */
final class YamlScalar {

  private static final JsonNodeFactory NODES = new JsonNodeFactory(true);
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern DECIMAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

  private YamlScalar() {}

  static JsonNode read(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN || scalar.getTag().equals(Tag.STR)) {
      return NODES.textNode(text);
    }
    return switch (text) {
      case "", "~", "null" -> NODES.nullNode();
      case "true" -> NODES.booleanNode(true);
      case "false" -> NODES.booleanNode(false);
      default -> number(text);
    };
  }

  private static JsonNode number(String text) {
    if (WHOLE.matcher(text).matches()) {
      return NODES.numberNode(new BigInteger(text));
    }
    return DECIMAL.matcher(text).matches()
        ? NODES.numberNode(new BigDecimal(text))
        : NODES.textNode(text);
  }
}
