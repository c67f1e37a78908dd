package io.lakebill.schemas.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.Element;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Ready-made mappings of events that other systems send, {@code /mappings/<name>.yaml}. What a
 * source document says itself goes before.
 */
final class Mappings {

  private static final Set<String> NAMES =
      Set.of("cloudevents", "stripe_meter_events", "lago_events");

  private Mappings() {}

  /** A source document with what its mapping adds; the document itself when it names none. */
  static Element completed(Element source) {
    return source
        .text("mapping")
        .filter(NAMES::contains)
        .map(name -> completed(source, read(name)))
        .orElse(source);
  }

  private static Element completed(Element source, Element mapping) {
    ObjectNode columns = mapping.node().get("columns").deepCopy();
    source.at("constants").ifPresent(constants -> columns.remove(constants.fields()));
    if (source.isTrue("generate_ids")) {
      columns.remove("id");
    }
    source
        .at("columns")
        .filter(own -> own.node().isObject())
        .ifPresent(own -> own.fields().forEach(name -> columns.set(name, own.node().get(name))));
    Element completed = source.over(mapping);
    ((ObjectNode) completed.node()).set("columns", columns);
    return completed;
  }

  private static Element read(String name) {
    String resource = "/mappings/" + name + ".yaml";
    try (InputStream in = Mappings.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the application lacks its resource " + resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return DocumentReader.parse(resource, text).element();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
