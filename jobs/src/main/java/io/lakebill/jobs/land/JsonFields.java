package io.lakebill.jobs.land;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The fields of a JSON object as text. Numbers keep every digit they were written with (Spark's own
 * JSON functions pass them through a double); nested values stay JSON text; null fields are left
 * out; of a field that occurs twice the last counts.
 */
final class JsonFields {

  private static final JsonFactory JSON = new JsonFactory();

  private static final UserDefinedFunction FIELDS =
      functions.udf(
          (UDF1<String, Map<String, String>>) text -> parse(text).orElse(null),
          DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType));

  private JsonFields() {}

  /** A map of the fields; null where the text is not one JSON object. */
  static Column of(Column text) {
    return FIELDS.apply(text);
  }

  static Optional<Map<String, String>> parse(String text) {
    if (text == null) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, String> fields = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        fields.remove(name);
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
          fields.put(name, valueText(parser));
        }
      }
      return parser.nextToken() == null ? Optional.of(fields) : Optional.empty();
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a string", e);
    }
  }

  private static String valueText(JsonParser parser) throws IOException {
    if (!parser.currentToken().isStructStart()) {
      return parser.getText();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      generator.copyCurrentStructureExact(parser);
    }
    return text.toString();
  }
}
