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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** E-invoices before the rules of EN 16931 and Peppol, and those that cannot be one. */
class UblDocumentsTest {

  private static byte[] ubl(BillingDocument document) {
    Rendering rendering = new UblDocuments().render(document);
    return ((Rendering.Done) rendering).content();
  }

  private static List<String> refused(Drafted drafted) {
    return ((Rendering.Refused) new UblDocuments().render(drafted.build())).reasons();
  }

  @Test
  void whateverCanBeOnADocumentPassesAllRules() {
    Invented.documents()
        .forEach(
            document -> {
              byte[] ubl = ubl(document);
              assertEquals(
                  List.of(),
                  Judges.ofUbl(ubl, document.isCreditNote()),
                  () -> new String(ubl, StandardCharsets.UTF_8));
            });
  }

  @Test
  void theJudgesDoObject() {
    String wrong =
        new String(ubl(Invented.made(1)), StandardCharsets.UTF_8)
            .replaceFirst("(<cbc:PayableAmount[^>]*>)[^<]*", "$17.77");

    assertFalse(
        Judges.ofUbl(wrong.getBytes(StandardCharsets.UTF_8), Invented.made(1).isCreditNote())
            .isEmpty());
  }

  @ParameterizedTest
  @FieldSource("io.lakebill.jobs.document.page.Hostile#NAMES")
  void aNameIsTextAndNothingElse(String name) {
    BillingDocument document =
        Drafted.invoice("INV-7", "EUR")
            .buyer(Drafted.party(name, "FR", "FR40303265045", name))
            .line(name, "1", "20", Rate.standard("19"))
            .build();

    assertEquals(List.of(), Judges.ofUbl(ubl(document), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KWD | FR | FR40303265045 | S   | KWD has 3 decimals, and EN 16931 two at most
          EUR | DE | DE123456788   | S   | seller and buyer are in Germany, where Peppol wants a contact
          EUR | FR |               | AE  | the buyer owes the tax and has no VAT number of its country
          EUR | FR | FR40303265045 | S+S | line 1 has several rates of tax, and EN 16931 knows one
          """)
  void whatCannotBeSaidIsRefusedWithItsReason(
      String currency, String country, String taxId, String category, String reason) {
    Rate rate =
        new Rate("vat", category, category.equals("AE") ? "0" : "19", java.util.Optional.empty());
    List<String> reasons =
        refused(
            Drafted.invoice("INV-1", currency)
                .buyer(Drafted.party("Acme", country, taxId, "Town"))
                .line("Fee", "1", "20", rate));

    assertEquals(1, reasons.size(), reasons::toString);
    assertTrue(reasons.get(0).startsWith(reason), reasons::toString);
  }

  @Test
  void insideGermanyTheContactOfTheSellerIsNamed() {
    BillingDocument document =
        Drafted.invoice("INV-1", "EUR")
            .contact(new Party.Contact("Receivables", "+49 30 1234567", "billing@seller.example"))
            .buyer(Drafted.party("Muster AG", "DE", "DE129273398", "Ulm"))
            .line("Fee", "1", "20", Rate.standard("19"))
            .build();
    byte[] ubl = ubl(document);

    assertEquals(List.of(), Judges.ofUbl(ubl, false));
    assertTrue(
        new String(ubl, StandardCharsets.UTF_8).contains(">billing@seller.example</cbc:Elec"));
  }

  @Test
  void aDocumentOfBeforePartiesWereKeptIsRefused() {
    List<String> reasons =
        refused(
            Drafted.invoice("INV-1", "EUR")
                .seller(Party.named("us"))
                .buyer(Party.named("Acme"))
                .line("Fee", "1", "20", null));

    assertEquals(
        List.of(
            "who the seller was is not kept with documents of this age",
            "who the buyer was is not kept with documents of this age"),
        reasons);
  }
}
