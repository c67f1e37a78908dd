package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The fields of a JSON object as text. Numbers keep every digit they were written with (Spark's own
 * JSON functions pass them through a double); nested values stay JSON text; null fields are left
 * out. An object in which a field occurs twice is none, for nobody can tell which of the two the
 * sender meant; nor is one where a field that has to be text or a number is something else.
 */
final class JsonFields {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonFields() {}

  /** A map of the fields; null where the text is not one JSON object. */
  static Column of(Column text) {
    return of(text, Set.of(), Set.of());
  }

  /** A {@link RowProblem} where the text is an object, but not one that can be read; or null. */
  static Column problemOfObject(Column text) {
    return when(
        of(text).isNull().and(text.startsWith("{")),
        RowProblem.malformed(problem(text, Set.of(), Set.of())));
  }

  /**
   * The same.
   *
   * @param scalars fields that have to be text or a number
   * @param names those of them that have to be text or a whole number, for a number with a point or
   *     an exponent is written in several ways
   */
  static Column of(Column text, Set<String> scalars, Set<String> names) {
    return functions
        .udf(
            (UDF1<String, Map<String, String>>) json -> parse(json, scalars, names).fields(),
            DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
        .apply(text);
  }

  /** What is wrong, for a person; null where the text has a map of fields. */
  static Column problem(Column text, Set<String> scalars, Set<String> names) {
    return functions
        .udf(
            (UDF1<String, String>) json -> parse(json, scalars, names).problem(),
            DataTypes.StringType)
        .apply(text);
  }

  /** One of the two, the other is null. */
  private record Parsed(Map<String, String> fields, String problem) {

    static Parsed refused(String problem) {
      return new Parsed(null, problem);
    }
  }

  private static Parsed parse(String text, Set<String> scalars, Set<String> names) {
    if (text == null) {
      return Parsed.refused("there is no text");
    }
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Parsed.refused("the row is not a JSON object");
      }
      Map<String, String> fields = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (scalars.contains(name) && (value.isStructStart() || value.isBoolean())) {
          return Parsed.refused("the field '" + name + "' is neither text nor a number");
        }
        if (value == JsonToken.VALUE_NUMBER_FLOAT && names.contains(name)) {
          return Parsed.refused(
              "the field '"
                  + name
                  + "' has a number with a point or an exponent; "
                  + RowProblem.EXACT);
        }
        boolean isThere = fields.containsKey(name);
        fields.put(name, value == JsonToken.VALUE_NULL ? null : valueText(parser));
        if (isThere) {
          return Parsed.refused("the field '" + name + "' occurs twice");
        }
      }
      fields.values().removeIf(value -> value == null);
      return parser.nextToken() == null
          ? new Parsed(fields, null)
          : Parsed.refused("there is something behind the JSON object");
    } catch (StreamConstraintsException tooMuch) {
      return Parsed.refused("the row is too deep, or a name or number in it is too long");
    } catch (JsonProcessingException malformed) {
      return Parsed.refused("the row is not JSON" + place(malformed));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a string", e);
    }
  }

  private static String place(JsonProcessingException malformed) {
    return malformed.getLocation() == null
        ? ""
        : " from column " + malformed.getLocation().getColumnNr() + " on";
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
