package io.lakebill.jobs.document.pdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.Drafted;
import io.lakebill.jobs.document.Drafted.Rate;
import io.lakebill.jobs.document.Rendering;
import io.lakebill.jobs.document.page.Language;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Pages as PDF, drawn with the font that comes with the program. */
class PdfPagesTest {

  private static final Rate VAT = Rate.standard("19");

  private static Rendering.Done pdf(BillingDocument document, Language language) {
    return (Rendering.Done)
        new PdfPages(Optional.of(language), Fonts.broughtAlong()).render(document);
  }

  private static Drafted named(String name) {
    return Drafted.invoice("INV-7", "EUR")
        .buyer(Drafted.party(name, "DE", "DE1", "Town"))
        .line("calls", "Calls: tier 1", "1000", "0.006", "1", VAT, false)
        .used("calls", 3, 0, 12);
  }

  private static Drafted long300() {
    Drafted drafted = Drafted.invoice("INV-300", "EUR");
    for (int i = 1; i <= 300; i++) {
      drafted.line(
          "charge" + i / 7, "Charge " + i / 7 + ": tier " + i, "3", "0.25", "0", VAT, false);
    }
    return drafted;
  }

  private static String text(byte[] pdf, int page) throws IOException {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setStartPage(page);
      stripper.setEndPage(page);
      return stripper.getText(read);
    }
  }

  @Test
  void aPageSaysWhatTheDocumentComesTo() throws IOException {
    String text = text(pdf(named("Zoë Łuków ΑΒΓ Жук").build(), Language.EN).content(), 1);

    for (String said :
        new String[] {"Invoice INV-7", "Zoë Łuków ΑΒΓ Жук", "0.006", "5.95 EUR", "1 / 1"}) {
      assertTrue(text.contains(said), () -> said + " is missing in " + text);
    }
  }

  @Test
  void headsOfTablesAndNumbersOfPagesAreOnEveryPageOfALongDocument() throws IOException {
    byte[] pdf = pdf(long300().build(), Language.DE).content();

    try (PDDocument read = Loader.loadPDF(pdf)) {
      int pages = read.getNumberOfPages();
      assertTrue(pages > 5, () -> pages + " pages");
      for (int page = 1; page < pages; page++) {
        String text = text(pdf, page);
        assertTrue(text.contains("Einzelpreis"), text);
        assertTrue(text.contains(page + " / " + pages), text);
      }
      String all = new PDFTextStripper().getText(read);
      for (int line = 1; line <= 300; line++) {
        assertTrue(all.contains("tier " + line), "line " + line + " is missing");
      }
    }
  }

  @Test
  void theSameDocumentIsTheSameFile() {
    assertArrayEquals(
        pdf(long300().used("a", 1, 2).build(), Language.FR).content(),
        pdf(long300().used("a", 1, 2).build(), Language.FR).content());
  }

  @Test
  void whatNoFontHasIsMarkedAndTold() throws IOException {
    Rendering.Done done = pdf(named("山田 & sons").build(), Language.EN);

    assertTrue(text(done.content(), 1).contains("□□ & sons"));
    assertEquals(1, done.remarks().size());
    assertTrue(
        done.remarks().get(0).startsWith("2 characters are in none of the fonts and were marked"),
        done.remarks().toString());
    assertTrue(done.remarks().get(0).contains("山 (U+5C71)"), done.remarks().toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"EN", "DE", "FR", "ES"})
  void languagesInLatinLettersNeedNoOtherFont(Language language) {
    assertEquals(List.of(), pdf(named("Acme").build(), language).remarks());
    assertEquals(List.of(), pdf(named("Acme").creditNote().build(), language).remarks());
  }

  @Test
  void aNameFromRightToLeftIsDrawnInItsOrder() throws IOException {
    Rendering.Done done = pdf(named("חברת דוגמה").build(), Language.EN);

    assertEquals(List.of(), done.remarks());
    assertTrue(text(done.content(), 1).contains("חברת דוגמה"), text(done.content(), 1));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          plain & simple 12,  plain & simple 12
          אבג 12 (דה),        (הד) 12 גבא
          abc אב 1,           abc 1 בא
          سلام,               ﻡﻼﺳ
          """)
  void lettersStandInTheOrderInWhichAPenWritesThem(String text, String drawn) {
    assertEquals(drawn, VisualOrder.of(text));
  }

  @ParameterizedTest
  @FieldSource("io.lakebill.jobs.document.page.Hostile#NAMES")
  void aNameIsTextAndNothingElse(String name) throws IOException {
    String text = text(pdf(named(name).build(), Language.EN).content(), 1);

    assertTrue(text.contains("Calls: tier 1") && text.contains("5.95 EUR"), text);
  }
}
