package io.lakebill.schemas.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** A JSON Schema of this module, {@code /schema/<name>.schema.json}. */
public final class DocumentSchema {

  private static final Map<String, DocumentSchema> READ = new ConcurrentHashMap<>();

  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().regularExpressionFactory(DocumentSchema::expression).build();

  private final JsonNode source;
  private final JsonSchema schema;

  private DocumentSchema(JsonNode source) {
    this.source = source;
    this.schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(source, CONFIG);
  }

  /** As JSON Schema has it, {@code $} is the end; in Java a line break may come after it. */
  private static RegularExpression expression(String pattern) {
    Pattern compiled = Pattern.compile(pattern.replaceAll("(?<!\\\\)\\$", "\\\\z"));
    return value -> compiled.matcher(value).find();
  }

  /** The schema with a name, such as catalog, source or account. */
  public static DocumentSchema named(String name) {
    return READ.computeIfAbsent(name, DocumentSchema::read);
  }

  /** The schema of a part of these documents, from its {@code $defs}. */
  public DocumentSchema part(String definition) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    part.put("$ref", "#/$defs/" + definition).set("$defs", source.path("$defs"));
    return new DocumentSchema(part);
  }

  private static DocumentSchema read(String name) {
    String resource = "/schema/" + name + ".schema.json";
    try (InputStream in = DocumentSchema.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the application lacks its resource " + resource);
      }
      return new DocumentSchema(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /** Adds everything in the value that breaks the schema to the problems. */
  public void check(Element element, Problems problems) {
    for (ValidationMessage finding : schema.validate(element.node())) {
      Element place = descend(element, finding.getInstanceLocation());
      if (finding.getType().equals("additionalProperties")) {
        place = place.child(finding.getProperty()).orElse(place);
      }
      problems.add(place, SchemaMessage.of(finding, schemaOf(finding)));
    }
  }

  /** The field names that the schema's outermost object may have. */
  public JsonNode properties() {
    return source.path("properties");
  }

  /** The names of the fields that must be there. */
  public JsonNode required() {
    return source.path("required");
  }

  private static Element descend(Element from, JsonNodePath path) {
    Element at = from;
    for (int i = 0; i < path.getNameCount(); i++) {
      at =
          path.getElement(i) instanceof Integer index
              ? at.entries().get(index)
              : at.child(path.getName(i)).orElse(at);
    }
    return at;
  }

  /** The part of the schema whose keyword made the finding. */
  private JsonNode schemaOf(ValidationMessage finding) {
    JsonNodePath path = finding.getSchemaLocation().getFragment();
    JsonPointer pointer = JsonPointer.empty();
    for (int i = 0; i < path.getNameCount() - 1; i++) {
      pointer = pointer.appendProperty(path.getName(i));
    }
    return source.at(JsonPointer.compile(pointer.toString()));
  }
}
