package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.XmlText;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes one XML document: elements of namespaces that prefixes stand for. Text is escaped, and has
 * no character that XML cannot hold.
 */
final class Elements {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter xml;
  private final Map<String, String> namespaces;

  /** What an element has in it. */
  @FunctionalInterface
  interface Content {
    void write() throws XMLStreamException;
  }

  /**
   * A document.
   *
   * @param namespaces by prefix; the one of no prefix is the default
   */
  Elements(Map<String, String> namespaces) throws XMLStreamException {
    this.xml =
        XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    this.namespaces = Map.copyOf(namespaces);
  }

  /** All of it, in an element. */
  byte[] document(String prefix, String name, Content content) throws XMLStreamException {
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    xml.writeStartElement(prefix, name, namespaces.get(prefix));
    for (String each : namespaces.keySet().stream().sorted().toList()) {
      if (each.isEmpty()) {
        xml.writeDefaultNamespace(namespaces.get(each));
      } else {
        xml.writeNamespace(each, namespaces.get(each));
      }
    }
    content.write();
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
    return bytes.toByteArray();
  }

  /** An element with others in it. */
  void around(String prefix, String name, Content content) throws XMLStreamException {
    xml.writeStartElement(prefix, name, namespaces.get(prefix));
    content.write();
    xml.writeEndElement();
  }

  /** An element with text, and attributes as name, value, name, value. */
  void text(String prefix, String name, String text, String... attributes)
      throws XMLStreamException {
    xml.writeStartElement(prefix, name, namespaces.get(prefix));
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
    xml.writeCharacters(XmlText.of(text).strip());
    xml.writeEndElement();
  }

  /** A number as XML has it: never with an exponent. */
  static String figure(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.signum() == 0 ? "0" : plain.toPlainString();
  }
}
