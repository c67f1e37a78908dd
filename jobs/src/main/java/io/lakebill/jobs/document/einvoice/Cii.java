package io.lakebill.jobs.document.einvoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * Writes elements of UN/CEFACT's Cross Industry Invoice, D16B: {@code b} elements have text, {@code
 * a} elements have others in them, and dates and indicators have an element of their own inside.
 */
final class Cii {

  private static final String NAMES = "urn:un:unece:uncefact:data:standard:";

  /** Format 102 of UN/EDIFACT 2379: CCYYMMDD. */
  private static final String DAY = "102";

  private final Elements elements;

  Cii() throws XMLStreamException {
    this.elements =
        new Elements(
            Map.of(
                "rsm", NAMES + "CrossIndustryInvoice:100",
                "ram", NAMES + "ReusableAggregateBusinessInformationEntity:100",
                "qdt", NAMES + "QualifiedDataType:100",
                "udt", NAMES + "UnqualifiedDataType:100"));
  }

  byte[] document(Elements.Content content) throws XMLStreamException {
    return elements.document("rsm", "CrossIndustryInvoice", content);
  }

  /** One of the parts that a document has. */
  void part(String name, Elements.Content content) throws XMLStreamException {
    elements.around("rsm", name, content);
  }

  void a(String name, Elements.Content content) throws XMLStreamException {
    elements.around("ram", name, content);
  }

  /** Text with attributes as name, value, name, value. */
  void b(String name, String text, String... attributes) throws XMLStreamException {
    elements.text("ram", name, text, attributes);
  }

  /** An amount of the document's currency, with two decimals at most. */
  void amount(String name, BigDecimal amount) throws XMLStreamException {
    b(name, Elements.figure(amount));
  }

  void day(String name, LocalDate day) throws XMLStreamException {
    day(name, "udt", day);
  }

  /** A day whose type is one that the standard has qualified. */
  void qualifiedDay(String name, LocalDate day) throws XMLStreamException {
    day(name, "qdt", day);
  }

  private void day(String name, String prefix, LocalDate day) throws XMLStreamException {
    String text = DateTimeFormatter.BASIC_ISO_DATE.format(day);
    a(name, () -> elements.text(prefix, "DateTimeString", text, "format", DAY));
  }

  void indicator(String name, boolean value) throws XMLStreamException {
    a(name, () -> elements.text("udt", "Indicator", String.valueOf(value)));
  }
}
