package io.lakebill.jobs.document.pdf;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

/**
 * The texts of a page in the order in which they are drawn. Every character of them is drawn, or
 * told and marked in its place.
 */
final class Drawable {

  /** Stands for a character that no font has; the font that comes with the program has it. */
  private static final int MARK = '□';

  private final Document page;

  /** Puts the texts of a page in order. */
  Drawable(Document page) {
    this.page = page;
    texts(page.getDocumentElement(), text -> text.setNodeValue(seen(text.getNodeValue())));
  }

  /** The characters that are to be drawn. */
  Set<Integer> characters() {
    Set<Integer> all = new TreeSet<>();
    texts(
        page.getDocumentElement(),
        text ->
            text.getNodeValue()
                .codePoints()
                .filter(character -> !Character.isWhitespace(character))
                .forEach(all::add));
    return all;
  }

  /** Puts marks in the place of characters. */
  void mark(Set<Integer> missing) {
    if (!missing.isEmpty()) {
      texts(
          page.getDocumentElement(),
          text ->
              text.setNodeValue(
                  text.getNodeValue()
                      .codePoints()
                      .map(character -> missing.contains(character) ? MARK : character)
                      .mapToObj(Character::toString)
                      .collect(Collectors.joining())));
    }
  }

  /** Names the fonts that the page, and what stands in its margins, are drawn with. */
  void families(List<String> names) {
    Node style = page.getElementsByTagName("style").item(0);
    String fonts = "font-family: " + String.join(", ", names) + ";";
    style.setTextContent(
        style.getTextContent().replace("/*FONTS*/", fonts) + "body { " + fonts + " }\n");
  }

  private static void texts(Node node, Consumer<Node> reader) {
    if (node.getNodeType() == Node.TEXT_NODE) {
      reader.accept(node);
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (!child.getNodeName().equals("style") && !child.getNodeName().equals("svg")) {
        texts(child, reader);
      }
    }
  }

  /** Characters that only say how others are read have done so, and are never drawn. */
  private static String seen(String text) {
    return VisualOrder.of(text)
        .codePoints()
        .filter(character -> Character.getType(character) != Character.FORMAT)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
