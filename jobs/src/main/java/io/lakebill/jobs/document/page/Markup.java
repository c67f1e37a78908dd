package io.lakebill.jobs.document.page;

import io.lakebill.jobs.document.XmlText;

/**
 * Builds markup that is HTML and well-formed XML at once. Whatever is given as text or as the value
 * of an attribute is escaped here, so no caller can forget it; names and attributes' names are the
 * program's own.
 */
final class Markup {

  private final StringBuilder markup = new StringBuilder(8192);

  /** What goes inside an element. */
  @FunctionalInterface
  interface Content {
    void write(Markup markup);
  }

  /** An element with attributes as name, value, name, value. */
  Markup element(String name, Content content, String... attributes) {
    open(name, attributes).append('>');
    content.write(this);
    markup.append("</").append(name).append('>');
    return this;
  }

  /** An element with text. */
  Markup element(String name, String text, String... attributes) {
    return element(name, inside -> inside.text(text), attributes);
  }

  /** An element without content, such as {@code meta}. */
  Markup empty(String name, String... attributes) {
    open(name, attributes).append("/>");
    return this;
  }

  /**
   * A text that somebody else wrote. It stands by itself: its direction is that of its first letter
   * and changes nothing around it.
   */
  Markup foreign(String text) {
    return element("bdi", text, "dir", "auto");
  }

  Markup text(String text) {
    escape(text);
    return this;
  }

  /** Markup, or a style, of the program's own. */
  Markup own(String text) {
    markup.append(text);
    return this;
  }

  private StringBuilder open(String name, String... attributes) {
    markup.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      markup.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      markup.append('"');
    }
    return markup;
  }

  private void escape(String text) {
    String held = XmlText.of(text);
    for (int i = 0; i < held.length(); i++) {
      char each = held.charAt(i);
      switch (each) {
        case '&' -> markup.append("&amp;");
        case '<' -> markup.append("&lt;");
        case '>' -> markup.append("&gt;");
        case '"' -> markup.append("&quot;");
        case '\'' -> markup.append("&#39;");
        default -> markup.append(each);
      }
    }
  }

  @Override
  public String toString() {
    return markup.toString();
  }
}
