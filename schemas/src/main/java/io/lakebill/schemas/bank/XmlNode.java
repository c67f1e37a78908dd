package io.lakebill.schemas.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An element of an XML document, with its own text and the elements in it.
 *
 * @param name without the namespace, which {@code namespace} has
 * @param currency the value of its attribute {@code Ccy}; empty without one
 * @param text what stands in it itself, with blanks made one
 * @param line where it ends
 */
record XmlNode(
    String namespace, String name, String currency, String text, int line, List<XmlNode> children) {

  XmlNode {
    children = List.copyOf(children);
  }

  /** The elements down a path such as {@code NtryDtls/TxDtls}, in their order. */
  List<XmlNode> all(String path) {
    List<XmlNode> found = List.of(this);
    for (String step : path.split("/", -1)) {
      List<XmlNode> next = new ArrayList<>();
      for (XmlNode node : found) {
        node.children.stream().filter(child -> child.name.equals(step)).forEach(next::add);
      }
      found = next;
    }
    return found;
  }

  /** The first of them. */
  Optional<XmlNode> at(String path) {
    return all(path).stream().findFirst();
  }

  /** The text of the first of them, unless it is empty. */
  Optional<String> text(String path) {
    return at(path).map(XmlNode::text).filter(text -> !text.isEmpty());
  }

  /** The texts of all of them that are not empty. */
  List<String> texts(String path) {
    return all(path).stream().map(XmlNode::text).filter(text -> !text.isEmpty()).toList();
  }
}
