package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.XmlText;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes elements of UBL: {@code b} elements have text, {@code a} elements have others in them. */
final class Ubl {

  private static final String NAMES = "urn:oasis:names:specification:ubl:schema:xsd:";
  private static final String AGGREGATES = NAMES + "CommonAggregateComponents-2";
  private static final String BASICS = NAMES + "CommonBasicComponents-2";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter xml;
  private final String currency;

  /** What an element has in it. */
  @FunctionalInterface
  interface Content {
    void write() throws XMLStreamException;
  }

  /**
   * A document.
   *
   * @param currency of all its amounts
   */
  Ubl(String currency) throws XMLStreamException {
    this.xml =
        XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    this.currency = currency;
  }

  /** The document of a type, such as {@code Invoice}. */
  byte[] document(String type, Content content) throws XMLStreamException {
    xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
    xml.writeStartElement("", type, NAMES + type + "-2");
    xml.writeDefaultNamespace(NAMES + type + "-2");
    xml.writeNamespace("cac", AGGREGATES);
    xml.writeNamespace("cbc", BASICS);
    content.write();
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
    return bytes.toByteArray();
  }

  void a(String name, Content content) throws XMLStreamException {
    xml.writeStartElement("cac", name, AGGREGATES);
    content.write();
    xml.writeEndElement();
  }

  /** Text with attributes as name, value, name, value. */
  void b(String name, String text, String... attributes) throws XMLStreamException {
    xml.writeStartElement("cbc", name, BASICS);
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
    xml.writeCharacters(XmlText.of(text).strip());
    xml.writeEndElement();
  }

  /** An amount of the document's currency, with two decimals at most. */
  void amount(String name, BigDecimal amount) throws XMLStreamException {
    b(name, figure(amount), "currencyID", currency);
  }

  /** A number as XML has it: never with an exponent. */
  static String figure(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.signum() == 0 ? "0" : plain.toPlainString();
  }
}
