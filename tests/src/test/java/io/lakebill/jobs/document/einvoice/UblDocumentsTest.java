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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** E-invoices before the rules of EN 16931 and Peppol, and those that cannot be one. */
class UblDocumentsTest {

  private static final int SEEDS = 300;

  private static final List<Rate> TAXED =
      List.of(
          Rate.standard("19"),
          Rate.standard("7"),
          Rate.standard("8.875"),
          Rate.nothing("Z", "Zero rated"),
          Rate.nothing("E", "Research"));

  private static final List<Rate> UNTAXED =
      List.of(
          Rate.nothing("AE", "Reverse charge"),
          Rate.nothing("K", "Intra-Community supply"),
          Rate.nothing("G", "Export"),
          Rate.nothing("O", "Not subject to VAT"));

  private static byte[] ubl(BillingDocument document) {
    Rendering rendering = new UblDocuments().render(document);
    return ((Rendering.Done) rendering).content();
  }

  private static List<String> refused(Drafted drafted) {
    return ((Rendering.Refused) new UblDocuments().render(drafted.build())).reasons();
  }

  /** Biased to what is at an edge: nothing, one, 18 decimals, thousands, lines that take away. */
  private static BillingDocument made(int seed) {
    Random random = new Random(seed);
    String[] currencies = {"EUR", "EUR", "USD", "JPY", "GBP"};
    Drafted drafted = Drafted.invoice("INV-" + seed, currencies[random.nextInt(5)]);
    List<Rate> rates =
        switch (random.nextInt(4)) {
          case 0 -> List.of(UNTAXED.get(random.nextInt(UNTAXED.size())));
          case 1 -> List.of(TAXED.get(0));
          default -> TAXED;
        };
    boolean namesNoRate = random.nextInt(10) == 0;
    drafted.line("fee", "Fee", "1", "90000", "0", namesNoRate ? null : rates.get(0), false);
    String[] quantities = {"0", "1", "-1", "1000", "0.000000000000000001", "12.345", "100"};
    String[] prices = {"0", "0.005", "1", "-2.5", "0.000000000000000001", "33.333333"};
    for (int line = random.nextInt(12); line > 0; line--) {
      drafted.line(
          "charge" + line % 3,
          "Charge " + line + ": tier <1> & \"2\"",
          quantities[random.nextInt(quantities.length)],
          prices[random.nextInt(prices.length)],
          new String[] {"0", "0", "1", "-1"}[random.nextInt(4)],
          namesNoRate ? null : rates.get(random.nextInt(rates.size())),
          random.nextBoolean());
    }
    if (random.nextBoolean()) {
      drafted.paidByCredits(new String[] {"0", "1", "100"}[random.nextInt(3)]);
    }
    if (random.nextBoolean()) {
      drafted.refersTo("INV-0", "Asked for");
    }
    if (random.nextBoolean()) {
      drafted.bare();
    }
    return random.nextInt(3) == 0 ? drafted.creditNote().build() : drafted.build();
  }

  @Test
  void whateverCanBeOnADocumentPassesAllRules() {
    for (int seed = 0; seed < SEEDS; seed++) {
      BillingDocument document = made(seed);
      byte[] ubl = ubl(document);
      int which = seed;
      assertEquals(
          List.of(),
          Judges.objections(ubl, document.isCreditNote()),
          () -> "seed " + which + ": " + new String(ubl, StandardCharsets.UTF_8));
    }
  }

  @Test
  void theJudgesDoObject() {
    String wrong =
        new String(ubl(made(1)), StandardCharsets.UTF_8)
            .replaceFirst("(<cbc:PayableAmount[^>]*>)[^<]*", "$17.77");

    assertFalse(
        Judges.objections(wrong.getBytes(StandardCharsets.UTF_8), made(1).isCreditNote())
            .isEmpty());
  }

  @ParameterizedTest
  @FieldSource("io.lakebill.jobs.document.page.Hostile#NAMES")
  void aNameIsTextAndNothingElse(String name) {
    BillingDocument document =
        Drafted.invoice("INV-7", "EUR")
            .buyer(Drafted.party(name, "FR", "FR40303265045", name))
            .line(name, "1", "20", TAXED.get(0))
            .build();

    assertEquals(List.of(), Judges.objections(ubl(document), false));
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
            .line("Fee", "1", "20", TAXED.get(0))
            .build();
    byte[] ubl = ubl(document);

    assertEquals(List.of(), Judges.objections(ubl, false));
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
