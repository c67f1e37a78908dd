package io.lakebill.schemas.bank;

import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML of which nobody knows who wrote it. Document types are refused, so that no entity grows
 * and no other file is read; size, depth and texts are bounded.
 */
final class XmlTree {

  private static final long MOST_BYTES = 64L << 20;
  private static final int DEEPEST = 40;
  private static final int MOST_ELEMENTS = 4_000_000;
  private static final int LONGEST_TEXT = 20_000;

  private final String file;
  private final Deque<Open> open = new ArrayDeque<>();
  private int elements;

  private XmlTree(String file) {
    this.file = file;
  }

  /** An element whose end was not seen yet. */
  private record Open(
      String namespace, String name, String currency, StringBuilder text, List<XmlNode> children) {}

  /**
   * The element that a document is.
   *
   * @throws InvalidDocuments if it is not XML, or more of it than anybody needs
   */
  static XmlNode read(Path file) {
    XmlTree tree = new XmlTree(file.toString());
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw InvalidDocuments.of(
            file.toString(),
            "has more than %d MiB; ask for smaller ones".formatted(MOST_BYTES >> 20));
      }
      try (InputStream bytes = Files.newInputStream(file)) {
        return tree.root(factory().createXMLStreamReader(bytes));
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new InvalidDocuments(
          List.of(new Problem(file.toString(), Math.max(0, line), "", "is not XML: " + plain(e))));
    } catch (IOException e) {
      throw InvalidDocuments.of(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /** That of the JDK, whatever else is about. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    return factory;
  }

  /** The parser's sentence without the place, which the problem has. */
  private static String plain(XMLStreamException e) {
    String[] lines = e.getMessage().split("\n", -1);
    return lines[lines.length - 1].replaceFirst("^Message: ", "");
  }

  private XmlNode root(XMLStreamReader xml) throws XMLStreamException {
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> begin(xml);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(xml);
        case XMLStreamConstants.END_ELEMENT -> {
          XmlNode ended = end(xml);
          if (open.isEmpty()) {
            return ended;
          }
          open.peek().children().add(ended);
        }
        case XMLStreamConstants.DTD -> throw refused(xml, "has a document type, which is not read");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw refused(xml, "names the entity '%s'".formatted(xml.getLocalName()));
        default -> {}
      }
    }
  }

  private void begin(XMLStreamReader xml) {
    elements++;
    if (elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
      throw refused(
          xml,
          elements > MOST_ELEMENTS
              ? "has more than %d elements".formatted(MOST_ELEMENTS)
              : "has elements more than %d deep".formatted(DEEPEST));
    }
    String currency = xml.getAttributeValue(null, "Ccy");
    open.push(
        new Open(
            xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI(),
            xml.getLocalName(),
            currency == null ? "" : currency,
            new StringBuilder(),
            new ArrayList<>()));
  }

  private void text(XMLStreamReader xml) {
    if (open.isEmpty()) {
      return;
    }
    StringBuilder text = open.peek().text();
    if (text.length() + xml.getTextLength() > LONGEST_TEXT) {
      throw refused(xml, "has a text of more than %d characters".formatted(LONGEST_TEXT));
    }
    text.append(xml.getText());
  }

  private XmlNode end(XMLStreamReader xml) {
    Open ended = open.pop();
    return new XmlNode(
        ended.namespace(),
        ended.name(),
        ended.currency(),
        ended.text().toString().strip().replaceAll("\\s+", " "),
        xml.getLocation().getLineNumber(),
        ended.children());
  }

  private InvalidDocuments refused(XMLStreamReader xml, String why) {
    return new InvalidDocuments(
        List.of(new Problem(file, xml.getLocation().getLineNumber(), "", why)));
  }
}
