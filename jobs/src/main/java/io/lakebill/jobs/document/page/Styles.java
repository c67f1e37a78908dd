package io.lakebill.jobs.document.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The styles of pages, from {@code documents/*.css}; they go into the pages as they are. */
public final class Styles {

  /** What all pages have, in the words of CSS that a PDF understands as well. */
  static final String PAGE = read("page");

  /** Narrow screens, dark ones, and printers. */
  static final String SCREEN = read("screen");

  private Styles() {}

  /** The style of a name. */
  public static String read(String name) {
    String resource = "/documents/" + name + ".css";
    try (InputStream in = Styles.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
