package io.lakebill.tests.issued;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.jobs.load.PaymentInputs;
import io.lakebill.schemas.account.PaymentResult;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.tests.fixture.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bank tells of bookings in camt.054, as payments. */
class BankMessagesTest {

  private static final Path BANK = Path.of("src/test/resources/bank").toAbsolutePath();

  private static final List<String> PREFIXES = List.of("", "I-", "INV-");

  @ParameterizedTest(name = "version {0}")
  @ValueSource(strings = {"02", "03", "04", "05", "06", "07", "08"})
  void everyVersionTellsTheSame(String version) throws Exception {
    Path file = inVersion(version);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Judges.schema("camt.054.001." + version).toFile())
        .newValidator()
        .validate(new StreamSource(file.toFile()));

    PaymentInputs read = PaymentInputs.read(List.of(file), PREFIXES);

    assertEquals(
        Files.readAllLines(BANK.resolve("bookings.csv")),
        read.results().stream().map(BankMessagesTest::line).toList());
    assertEquals(
        List.of("1 entries are not booked yet", "1 debits name no invoice and return nothing"),
        read.leftOut().stream().map(told -> told.substring(told.indexOf(": ") + 2)).toList());
    assertEquals(read, PaymentInputs.read(List.of(file), PREFIXES), "the same file is the same");
  }

  /** Version 7 says how an entry stands as version 8 does, those before it as version 4. */
  private static Path inVersion(String version) throws IOException {
    String base =
        switch (version) {
          case "02" -> "02";
          case "07", "08" -> "08";
          default -> "04";
        };
    String text = Files.readString(BANK.resolve("bookings-" + base + ".xml"));
    return put(
        "version-" + version, text.replace("camt.054.001." + base, "camt.054.001." + version));
  }

  private static String line(PaymentResult one) {
    return Stream.of(
            one.paymentId(),
            one.kindOfResult(),
            one.invoice(),
            one.amount().toPlainString(),
            one.currency(),
            one.reason(),
            one.reference())
        .map(value -> value == null ? "" : value.toString())
        .collect(Collectors.joining(","));
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          camt.054.001.08 | camt.053.001.08 | is camt.053, a statement of an account; payments are read from camt.054
          camt.054.001.08 | camt.054.001.09 | is version 09 of camt.054; known are 02, 03, 04, 05, 06, 07, 08
          urn:iso         | urn:six         | is no message of ISO 20022
          <MsgId>M-1</MsgId> | <MsgId></MsgId> | its message has no id
          <Document       | <Documnt        | is not XML
          <?xml version="1.0" encoding="UTF-8"?> | <!DOCTYPE Document [<!ENTITY a "I-000001">]> | has a document type, which is not read
          <NbOfTxs>2      | <NbOfTxs>3      | entry E1: is a batch of 3 transactions, of which the file has 2; ask the bank for the details
          <Amt Ccy="EUR">261.80 | <Amt Ccy="EUR">261.81 | entry E1: books 261.81 EUR, but its transactions come to 261.8
          <CdtDbtInd>DBIT | <CdtDbtInd>BOTH | is neither CRDT nor DBIT: 'BOTH'
          <BookgDt><Dt>2026-03-02 | <BookgDt><Dt>2026-02-31 | entry E1: Text '2026-02-31' could not be parsed
          Ccy="JPY">1000  | Ccy="XYZ">1000  | payments/M-1/E10
          Ccy="JPY">1000  | Ccy="JPY">1000.50  | payments/M-1/E10
          Ccy="JPY">1000  | Ccy="JPY">=1+1  | '=1+1' is not a decimal number
          """)
  void whatIsWrongIsNamedAndNothingIsRead(String found, String instead, String message)
      throws IOException {
    String text = Files.readString(BANK.resolve("bookings-08.xml"));
    Path file = put("wrong", text.replace(found, instead));

    var error =
        assertThrows(InvalidDocuments.class, () -> PaymentInputs.read(List.of(file), PREFIXES));

    assertTrue(error.getMessage().contains(message), error.getMessage());
    assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
  }

  @Test
  void aBatchWithoutDetailsIsRefusedByItsReference() throws IOException {
    String text = Files.readString(BANK.resolve("bookings-08.xml"));
    Path file =
        put(
            "batch",
            text.replaceFirst("(?s)(<NbOfTxs>2</NbOfTxs></Btch>).*?</NtryDtls>", "$1</NtryDtls>"));

    var error =
        assertThrows(InvalidDocuments.class, () -> PaymentInputs.read(List.of(file), PREFIXES));

    assertTrue(
        error
            .getMessage()
            .contains("entry E1: is a batch of 2 transactions, of which the file has 0"),
        error.getMessage());
  }

  @Test
  void elementsAreNeverTooDeep() throws IOException {
    Path file = put("deep", "<a>".repeat(41) + "</a>".repeat(41));

    var error =
        assertThrows(InvalidDocuments.class, () -> PaymentInputs.read(List.of(file), PREFIXES));

    assertTrue(error.getMessage().contains("more than 40 deep"), error.getMessage());
  }

  private static Path put(String name, String text) throws IOException {
    Path file = Files.createDirectories(Scratch.directory("bank-" + name)).resolve("told.xml");
    return Files.writeString(file, text);
  }
}
