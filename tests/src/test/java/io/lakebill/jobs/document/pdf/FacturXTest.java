package io.lakebill.jobs.document.pdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentFormat;
import io.lakebill.jobs.document.Drafted;
import io.lakebill.jobs.document.Drafted.Rate;
import io.lakebill.jobs.document.Rendering;
import io.lakebill.jobs.document.einvoice.CiiDocuments;
import io.lakebill.jobs.document.einvoice.Invented;
import io.lakebill.jobs.document.einvoice.Mustang;
import io.lakebill.jobs.document.einvoice.UblDocuments;
import io.lakebill.jobs.document.page.Language;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Pages with the e-invoice inside, before Mustang's validator; and UBL, too. */
class FacturXTest {

  private static final Rate VAT = Rate.standard("19");

  private static byte[] written(DocumentFormat format, BillingDocument document) {
    return ((Rendering.Done) format.render(document)).content();
  }

  private static byte[] pdf(BillingDocument document) {
    return written(new FacturX(Optional.empty(), Fonts.broughtAlong()), document);
  }

  private static Drafted drafted() {
    return Drafted.invoice("INV-7", "EUR")
        .line("calls", "Calls: tier 1", "1000", "0.006", "1", VAT, false)
        .used("calls", 3, 0, 12);
  }

  @Test
  void whateverCanBeOnADocumentIsAnArchivedPageAndAnEInvoice() {
    UblDocuments ubl = new UblDocuments();
    Invented.few()
        .forEach(
            document -> {
              String number = document.number();
              assertEquals(List.of(), Mustang.objections(pdf(document), number + ".pdf"), number);
              assertEquals(
                  List.of(), Mustang.objections(written(ubl, document), number + ".xml"), number);
            });
  }

  @Test
  void theJudgeDoesObject() {
    byte[] noArchive =
        written(new PdfPages(Optional.empty(), Fonts.broughtAlong()), drafted().build());

    assertEquals(1, Mustang.objections(noArchive, "INV-7.pdf").size());
  }

  @ParameterizedTest
  @FieldSource("io.lakebill.jobs.document.page.Hostile#NAMES")
  void aNameIsTextAndNothingElse(String name) {
    BillingDocument document =
        drafted().buyer(Drafted.party(name, "FR", "FR40303265045", name)).used(name, 1, 2).build();

    assertEquals(List.of(), Mustang.objections(pdf(document), "INV-7.pdf"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Language.class,
      names = {"DE", "FR", "ES"})
  void everyLanguageIsWrittenWithCharactersThatAreThere(Language language) {
    byte[] pdf =
        written(new FacturX(Optional.of(language), Fonts.broughtAlong()), drafted().build());

    assertEquals(List.of(), Mustang.objections(pdf, "INV-7.pdf"));
  }

  @Test
  void theFileInsideIsTheEInvoice() throws IOException {
    BillingDocument document = drafted().build();

    try (PDDocument read = Loader.loadPDF(pdf(document))) {
      assertArrayEquals(
          written(new CiiDocuments(), document),
          read.getDocumentCatalog()
              .getNames()
              .getEmbeddedFiles()
              .getValue("factur-x.xml")
              .getEmbeddedFile()
              .toByteArray());
    }
  }

  @Test
  void theSameDocumentIsTheSameFile() {
    assertArrayEquals(pdf(drafted().build()), pdf(drafted().build()));
  }

  @Test
  void whatCannotBeAnEInvoiceIsRefusedAndNotLeftWithoutOne() {
    Rendering rendering =
        new FacturX(Optional.empty(), Fonts.broughtAlong())
            .render(Drafted.invoice("INV-1", "KWD").line("Fee", "1", "20", VAT).build());

    assertTrue(
        ((Rendering.Refused) rendering).reasons().get(0).startsWith("KWD has 3 decimals"),
        rendering.toString());
  }
}
