package io.lakebill.jobs.document.einvoice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.Drafted;
import io.lakebill.jobs.document.Drafted.Rate;
import io.lakebill.jobs.document.Party;
import io.lakebill.jobs.document.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** E-invoices in CII before the rules of EN 16931. */
class CiiDocumentsTest {

  private static final Rate VAT = Rate.standard("19");

  private static byte[] cii(BillingDocument document) {
    return ((Rendering.Done) new CiiDocuments().render(document)).content();
  }

  private static String text(BillingDocument document) {
    return new String(cii(document), StandardCharsets.UTF_8);
  }

  @Test
  void whateverCanBeOnADocumentPassesAllRules() {
    Invented.documents()
        .forEach(
            document -> assertEquals(List.of(), Judges.ofCii(cii(document)), () -> text(document)));
  }

  @Test
  void theJudgesDoObject() {
    String wrong = text(Invented.made(1)).replaceFirst("(<ram:DuePayableAmount>)[^<]*", "$17.77");

    assertFalse(Judges.ofCii(wrong.getBytes(StandardCharsets.UTF_8)).isEmpty());
  }

  @ParameterizedTest
  @FieldSource("io.lakebill.jobs.document.page.Hostile#NAMES")
  void aNameIsTextAndNothingElse(String name) {
    BillingDocument document =
        Drafted.invoice("INV-7", "EUR")
            .buyer(Drafted.party(name, "FR", "FR40303265045", name))
            .line(name, "1", "20", VAT)
            .build();

    assertEquals(List.of(), Judges.ofCii(cii(document)));
  }

  @Test
  void anInvoiceNamesTheOneThatItReplacesAndANoteTheOneThatItTakesBack() {
    Drafted again = Drafted.invoice("INV-10", "EUR").replaces("INV-9", "Wrong name");
    Drafted note = Drafted.invoice("CN-1", "EUR").creditNote().takesBack("INV-9", "Sent twice");

    String ofAgain = text(again.line("Fee", "1", "2", VAT).build());
    String ofNote = text(note.line("Fee", "1", "2", VAT).build());

    String other = "<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>INV-9<";
    assertTrue(ofAgain.contains(other) && ofAgain.contains("TypeCode>380<"), ofAgain);
    assertTrue(ofNote.contains(other) && ofNote.contains("TypeCode>381<"), ofNote);
  }

  /** Who is reached how is Peppol's question. */
  @Test
  void whoHasNoElectronicAddressMayHaveOneAndInsideGermanyNobodyNeedsAContact() {
    Optional<String> none = Optional.empty();
    Party nowhere =
        new Party("Acme", true, Optional.of("DE"), none, none, none, none, none, Optional.empty());
    BillingDocument document =
        Drafted.invoice("INV-1", "EUR").buyer(nowhere).line("Fee", "1", "2", VAT).build();

    assertEquals(List.of(), Judges.ofCii(cii(document)));
    assertEquals(2, ((Rendering.Refused) new UblDocuments().render(document)).reasons().size());
  }
}
