package io.lakebill.jobs.document.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.Drafted;
import io.lakebill.jobs.document.Drafted.Rate;
import io.lakebill.jobs.document.Party;
import io.lakebill.jobs.document.XmlText;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a page says, whoever is on it. */
class HtmlPageTest {

  private static final Rate VAT = Rate.standard("19");

  private static Document page(BillingDocument document, Language language) {
    String markup = new HtmlPage(Optional.of(language)).markup(document);
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(markup)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("not well-formed: " + markup, e);
    }
  }

  private static Stream<Element> elements(Document page, String name) {
    NodeList found = page.getElementsByTagName(name);
    return Stream.iterate(0, i -> i < found.getLength(), i -> i + 1)
        .map(i -> (Element) found.item(i));
  }

  private static Drafted full() {
    return Drafted.invoice("INV-7", "EUR")
        .line("calls", "Calls: tier 1", "1000", "0.006", "1", VAT, false)
        .line("calls", "Calls: tier 2", "500", "0.0045", "0", VAT, false)
        .line("calls", "Calls: correction of INV-6", "1", "0.75", "0", VAT, true)
        .line("Seats", "3", "20", Rate.nothing("E", "Research"))
        .used("calls", 3, 0, 12)
        .paidByCredits("5");
  }

  @Test
  void aPageSaysWhatTheDocumentComesTo() {
    String text = page(full().build(), Language.EN).getDocumentElement().getTextContent();

    for (String said :
        new String[] {
          "Invoice INV-7",
          "Beispiel GmbH",
          "DE123456788",
          "Exemple SARL",
          "PO-7",
          "14 days",
          "Corrects 2026-09-01 to 2026-09-30",
          "8.25",
          "0.0045",
          "Exempt from tax (E)",
          "Research",
          "Standard rate (S)",
          "1.52",
          "DE89370400440532013000",
          "COBADEFFXXX",
          "69.00 EUR",
          "\u22121.00 EUR",
          "69.52 EUR",
          "\u22125.00 EUR",
          "64.52 EUR"
        }) {
      assertTrue(text.contains(said), () -> said + " is missing in " + text);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageIsToldAndHasNoEnglishAroundTheNames(Language language) {
    Document page = page(full().build(), language);

    assertEquals(
        language.tag(), page.getDocumentElement().getAttribute("lang"), "language of the page");
    String title = elements(page, "h1").findFirst().orElseThrow().getTextContent();
    assertEquals(Texts.in(language).of("invoice") + " INV-7", title);
    if (language != Language.EN) {
      assertFalse(page.getDocumentElement().getTextContent().contains("Payment terms"));
    }
  }

  @ParameterizedTest
  @FieldSource("io.lakebill.jobs.document.page.Hostile#NAMES")
  void aNameIsTextThatStandsByItselfAndNothingElse(String name) {
    Party named = Drafted.party(name, "DE", name, name);
    Document honest = page(full().build(), Language.EN);
    Document page =
        page(full().seller(named).buyer(named).line(name, "1", "1", VAT).build(), Language.EN);

    assertEquals(names(honest), names(page));
    assertEquals(
        5,
        elements(page, "bdi")
            .filter(one -> one.getAttribute("dir").equals("auto"))
            .filter(one -> one.getTextContent().equals(XmlText.of(name)))
            .count());
  }

  private static Set<String> names(Document page) {
    Set<String> names = new TreeSet<>();
    elements(page, "*").map(Element::getTagName).forEach(names::add);
    return names;
  }

  @Test
  void everyTableHasACaptionAndEveryHeadAScope() {
    Document page = page(full().build(), Language.EN);

    assertEquals(elements(page, "table").count(), elements(page, "caption").count());
    assertTrue(elements(page, "th").allMatch(head -> head.hasAttribute("scope")));
    elements(page, "tr")
        .filter(row -> row.getAttribute("class").equals("step"))
        .forEach(row -> assertEquals("row", ((Element) row.getFirstChild()).getAttribute("scope")));
  }

  @Test
  void aCreditNoteSaysWhatIsGivenBackAndAsksForNothing() {
    BillingDocument note =
        Drafted.invoice("CN-1", "JPY").creditNote().line("Fee", "1", "1500", VAT).build();
    String text = page(note, Language.EN).getDocumentElement().getTextContent();

    assertTrue(text.contains("Amount credited1,785 JPY"), text);
    assertFalse(text.contains("Due"), text);
    assertFalse(text.contains("IBAN"), text);
  }

  @Test
  void aDocumentNamesTheOneItTakesBackAndWhy() {
    BillingDocument note =
        Drafted.invoice("CN-1", "EUR")
            .creditNote()
            .takesBack("INV-9", "Sent twice")
            .line("Fee", "1", "2", VAT)
            .build();
    String text = page(note, Language.EN).getDocumentElement().getTextContent();

    assertTrue(text.contains("Takes back invoiceINV-9") && text.contains("ReasonSent twice"), text);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          EN, Takes back invoice,     Replaces invoice
          DE, Gutschrift zu Rechnung, Ersetzt Rechnung
          FR, Avoir sur la facture,   Remplace la facture
          ES, Abona la factura,       Sustituye a la factura
          JA, 返還対象の請求書,           差し替え対象の請求書
          """)
  void everyLanguageTellsWhatIsTakenBackFromWhatIsReplaced(
      Language language, String takenBack, String replaced) {
    Drafted note = Drafted.invoice("CN-1", "EUR").creditNote().takesBack("INV-9", "Sent twice");
    Drafted again = Drafted.invoice("INV-10", "EUR").replaces("INV-9", "Wrong name");

    String ofNote = text(note.line("Fee", "1", "2", VAT).build(), language);
    String ofAgain = text(again.line("Fee", "1", "2", VAT).build(), language);

    assertTrue(ofNote.contains(takenBack + "INV-9") && !ofNote.contains(replaced), ofNote);
    assertTrue(ofAgain.contains(replaced + "INV-9") && !ofAgain.contains(takenBack), ofAgain);
  }

  private static String text(BillingDocument document, Language language) {
    return page(document, language).getDocumentElement().getTextContent();
  }

  @ParameterizedTest
  @CsvSource({"de, DE", "ja, JA", "JA, JA", "nl, EN"})
  void aPageIsInTheLanguageOfItsAccountIfThatIsOneOfOurs(String code, Language language) {
    BillingDocument document =
        Drafted.invoice("INV-1", "EUR").language(code).line("Fee", "1", "2", VAT).build();

    assertEquals(language, Language.of(document, Optional.empty()));
    assertEquals(Language.FR, Language.of(document, Optional.of(Language.FR)));
  }

  @Test
  void whatWasNotKeptIsSaid() {
    BillingDocument old =
        Drafted.invoice("INV-1", "EUR")
            .seller(Party.named("us"))
            .buyer(Party.named("Acme"))
            .line("Fee", "1", "2", null)
            .build();

    assertTrue(
        page(old, Language.DE)
            .getDocumentElement()
            .getTextContent()
            .contains("nicht festgehalten"));
  }

  @Test
  void aDayHasABarAsHighAsItsPart() {
    Document page = page(full().build(), Language.EN);

    assertEquals(
        Set.of("18.00", "72.00"),
        Set.copyOf(elements(page, "rect").map(bar -> bar.getAttribute("height")).toList()));
  }

  @Test
  void theSameDocumentIsTheSamePage() {
    HtmlPage html = new HtmlPage(Optional.empty());

    assertEquals(html.markup(full().build()), html.markup(full().build()));
  }
}
