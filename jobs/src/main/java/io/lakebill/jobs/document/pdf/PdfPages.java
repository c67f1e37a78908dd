package io.lakebill.jobs.document.pdf;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentFormat;
import io.lakebill.jobs.document.Rendering;
import io.lakebill.jobs.document.XmlText;
import io.lakebill.jobs.document.page.HtmlPage;
import io.lakebill.jobs.document.page.Language;
import io.lakebill.jobs.document.page.Styles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A document as numbered pages of A4, in which heads of tables are repeated. Fonts are inside. A
 * character that no font can draw is marked, and told as a remark.
 */
public final class PdfPages implements DocumentFormat {

  static {
    // It would tell of every word of a style that is for screens.
    XRLog.setLoggingEnabled(false);
  }

  private final HtmlPage html;
  private final Fonts fonts;

  /** Pages that are drawn with fonts. */
  public PdfPages(Optional<Language> language, Fonts fonts) {
    this.html = new HtmlPage(language, Styles.read("paged"));
    this.fonts = fonts;
  }

  @Override
  public String extension() {
    return "pdf";
  }

  @Override
  public Rendering render(BillingDocument document) {
    return drawn(document, pdf -> {});
  }

  /** What is done to pages before they become a file. */
  @FunctionalInterface
  interface Finish {
    void on(PDDocument pdf) throws IOException;
  }

  Rendering.Done drawn(BillingDocument document, Finish finish) {
    Document page = parsed(html.markup(document));
    Drawable drawable = new Drawable(page);
    Fonts.Choice choice = fonts.choose(drawable.characters());
    drawable.mark(choice.missing());
    drawable.families(
        IntStream.range(0, choice.faces().size()).mapToObj(PdfPages::family).toList());
    try (PDDocument pdf = new PDDocument()) {
      write(page, pdf, choice.faces());
      seal(pdf, document);
      finish.on(pdf);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      pdf.save(out);
      return new Rendering.Done(out.toByteArray(), remarks(choice.missing()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a PDF of " + document.number(), e);
    }
  }

  private static Document parsed(String markup) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(markup)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("a page is not well-formed", e);
    }
  }

  private static void write(Document page, PDDocument pdf, List<Face> faces) throws IOException {
    PdfRendererBuilder builder =
        new PdfRendererBuilder()
            .usePDDocument(pdf)
            .withProducer("Lakebill")
            .useSVGDrawer(new Charts())
            .withW3cDocument(page, null);
    for (int i = 0; i < faces.size(); i++) {
      Face face = faces.get(i);
      builder.useFont(new PDFontSupplier(face.in(pdf)), family(i));
    }
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
    }
  }

  private static String family(int index) {
    return "face" + index;
  }

  /** The day of issue stands for the time of making, so that the same document is the same file. */
  private static void seal(PDDocument pdf, BillingDocument document) {
    Calendar issued = day(document.dates().issued());
    pdf.getDocumentInformation().setCreationDate(issued);
    pdf.getDocumentInformation().setModificationDate(issued);
    pdf.getDocumentInformation().setTitle(XmlText.of(document.number()));
    pdf.setDocumentId(issued.getTimeInMillis());
  }

  private static Calendar day(LocalDate day) {
    return GregorianCalendar.from(day.atStartOfDay(ZoneOffset.UTC));
  }

  private static List<String> remarks(Set<Integer> missing) {
    if (missing.isEmpty()) {
      return List.of();
    }
    String characters =
        missing.stream()
            .limit(10)
            .map(character -> "%s (U+%04X)".formatted(Character.toString(character), character))
            .collect(Collectors.joining(", "));
    return List.of(
        "%d characters are in none of the fonts and were marked: %s%s; give a directory of fonts that have them with --fonts"
            .formatted(missing.size(), characters, missing.size() > 10 ? " ..." : ""));
  }
}
