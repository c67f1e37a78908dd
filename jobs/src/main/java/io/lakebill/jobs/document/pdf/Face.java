package io.lakebill.jobs.document.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A font file, read once for all documents. */
final class Face {

  private static final String BROUGHT_ALONG =
      "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final TrueTypeFont font;
  private final CmapLookup characters;

  private Face(TrueTypeFont font) throws IOException {
    this.font = font;
    this.characters = font.getUnicodeCmapLookup();
  }

  /** The font that comes with the program: Latin, Greek, Cyrillic and Hebrew letters. */
  static Face broughtAlong() {
    try (InputStream in = PDFont.class.getResourceAsStream(BROUGHT_ALONG)) {
      return new Face(new TTFParser().parse(new RandomAccessReadBuffer(in)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the font " + BROUGHT_ALONG, e);
    }
  }

  /** The font of a TrueType file. */
  static Face read(Path file) throws IOException {
    return new Face(new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile())));
  }

  /** Whether it can draw a character. */
  boolean draws(int character) {
    return characters.getGlyphId(character) != 0;
  }

  /** The font for one document, which gets the characters that it uses. */
  PDFont in(PDDocument document) {
    try {
      return PDType0Font.load(document, font, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot put a font into a document", e);
    }
  }
}
