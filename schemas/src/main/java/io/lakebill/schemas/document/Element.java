package io.lakebill.schemas.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * A value and its place in a document. Reading is lenient, because checks look at documents that
 * are known to be wrong elsewhere: what is absent or of another type is empty.
 */
public record Element(Document document, JsonPointer pointer, JsonNode node) {

  /** The value of a field. */
  public Optional<Element> at(String field) {
    return child(field).filter(child -> !child.node.isNull());
  }

  /** Another object with the fields of this one instead of its own; at the place of this one. */
  public Element over(Element other) {
    ObjectNode merged = other.node.deepCopy();
    fields().forEach(field -> merged.set(field, node.get(field)));
    return new Element(document, pointer, merged);
  }

  /** The same object without some fields. */
  public Element without(List<String> fields) {
    ObjectNode rest = node.deepCopy();
    return new Element(document, pointer, rest.remove(fields));
  }

  /** A field, also one that is given without a value. */
  Optional<Element> child(String field) {
    return Optional.ofNullable(node.get(field))
        .map(value -> new Element(document, pointer.appendProperty(field), value));
  }

  /** The entries of a list in a field. */
  public List<Element> each(String field) {
    return at(field).map(Element::entries).orElse(List.of());
  }

  /** The entries of this list; none when it is not a list. */
  public List<Element> entries() {
    return node.isArray()
        ? IntStream.range(0, node.size())
            .mapToObj(i -> new Element(document, pointer.appendIndex(i), node.get(i)))
            .toList()
        : List.of();
  }

  /** The names of this object's fields, as written. */
  public List<String> fields() {
    return StreamSupport.stream(((Iterable<String>) node::fieldNames).spliterator(), false)
        .toList();
  }

  /** This value, when it is text. */
  public Optional<String> text() {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /** The text of a field. */
  public Optional<String> text(String field) {
    return at(field).flatMap(Element::text);
  }

  /** The text of a field that the schema requires. */
  public String required(String field) {
    return text(field)
        .orElseThrow(() -> new IllegalArgumentException("'" + field + "' is missing"));
  }

  /** The decimal number in a text field. */
  public Optional<BigDecimal> decimal(String field) {
    return text(field).map(Decimals::parse);
  }

  /** The whole number in a field, or a default. */
  public int integer(String field, int absent) {
    return at(field).map(value -> value.node.asInt(absent)).orElse(absent);
  }

  /** Whether a field says true. */
  public boolean isTrue(String field) {
    return at(field).map(value -> value.node.asBoolean()).orElse(false);
  }

  /** The texts of a list, or the one text that stands for a list of one. */
  public List<String> texts(String field) {
    return at(field)
        .map(
            value ->
                value.node.isArray()
                    ? value.entries().stream().flatMap(entry -> entry.text().stream()).toList()
                    : value.text().map(List::of).orElse(List.of()))
        .orElse(List.of());
  }

  /** Whether the other value is this one or inside it. */
  boolean contains(Element other) {
    return document.file().equals(other.document.file())
        && (other.pointer.toString() + "/").startsWith(pointer.toString() + "/");
  }

  /** A problem with this value. */
  public Problem problem(String message) {
    return new Problem(document.file(), line(), ReadablePath.of(document.root(), pointer), message);
  }

  /** Where this value is, for messages that point to a second place. */
  public String place() {
    return document.file() + ":" + line();
  }

  private int line() {
    return document.line(pointer);
  }
}
