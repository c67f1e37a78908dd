package io.lakebill.jobs.document.einvoice;

import java.math.BigDecimal;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Writes elements of UBL: {@code b} elements have text, {@code a} elements have others in them. */
final class Ubl {

  private static final String NAMES = "urn:oasis:names:specification:ubl:schema:xsd:";

  private final String type;
  private final String currency;
  private final Elements elements;

  /**
   * A document.
   *
   * @param type such as {@code Invoice}
   * @param currency of all its amounts
   */
  Ubl(String type, String currency) throws XMLStreamException {
    this.type = type;
    this.currency = currency;
    this.elements =
        new Elements(
            Map.of(
                "", NAMES + type + "-2",
                "cac", NAMES + "CommonAggregateComponents-2",
                "cbc", NAMES + "CommonBasicComponents-2"));
  }

  byte[] document(Elements.Content content) throws XMLStreamException {
    return elements.document("", type, content);
  }

  void a(String name, Elements.Content content) throws XMLStreamException {
    elements.around("cac", name, content);
  }

  /** Text with attributes as name, value, name, value. */
  void b(String name, String text, String... attributes) throws XMLStreamException {
    elements.text("cbc", name, text, attributes);
  }

  /** An amount of the document's currency, with two decimals at most. */
  void amount(String name, BigDecimal amount) throws XMLStreamException {
    b(name, Elements.figure(amount), "currencyID", currency);
  }
}
