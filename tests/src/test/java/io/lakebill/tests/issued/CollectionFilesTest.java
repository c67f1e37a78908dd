package io.lakebill.tests.issued;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a night asks to collect, as banks and Stripe take it, judged by their own rules. */
@ExtendWith(SparkExtension.class)
class CollectionFilesTest {

  private static final Scenario SCENARIO = Scenario.named("issued");

  private static final TestLake LAKE = TestLake.at(Scratch.directory("collections"));

  private static final Path OUT = Scratch.directory("collections-out");

  private static Outcome debits;
  private static Outcome items;

  @BeforeAll
  static void exportANight() throws IOException {
    Path accounts = Files.createDirectories(Scratch.directory("collections-accounts"));
    for (String same : List.of("subscriptions", "credit_grants")) {
      Files.copy(
          Path.of(SCENARIO.file("accounts/" + same + ".csv")), accounts.resolve(same + ".csv"));
    }
    Files.writeString(
        accounts.resolve("sellers.csv"),
        """
        seller_id,name,invoice_prefix,country,city,postal_code,address,iban,bic,creditor_id
        house,Häuser & Söhne <GmbH>,I-,DE,Ulm,89073,Weg 1,DE02120300000000202051,BYLADEM1001,DE98ZZZ09999999999
        """);
    Files.writeString(
        accounts.resolve("accounts.csv"),
        """
        account_id,name,country,city,postal_code,address,iban,bic,mandate_id,mandate_date
        pays,"Żółć, Łukasz",PL,Łódź,90-001,ul. Prosta 1,PL61109010140000071219812874,,M-1,2025-12-01
        partly,株式会社,DE,Köln,50667,,DE89 3704 0044 0532 0130 00,COBADEFFXXX,M-2,2025-12-31
        double,%s,DE,,,,DE89370400440532013000,,M-3,2025-12-31
        void,No Mandate,DE,,,,DE89370400440532013000,,,
        credited,Credited,DE,,,,,,,
        fails,Fails,DE,,,,,,,
        gift,Gift,DE,,,,,,,
        held,Held,DE,,,,,,,
        units,Units,DE,,,,,,,
        """
            .formatted("X".repeat(300)));
    Files.writeString(
        accounts.resolve("tax_rates.csv"),
        """
        tax_rate_id,name,category,percent,country,from,until
        standard,VAT,S,19,DE,2020-01-01,
        standard,VAT,S,19,PL,2020-01-01,
        """);
    Files.writeString(
        accounts.resolve("account_keys.csv"),
        "key,account_id\ncus_A1,pays\ncus_B2,partly\ncus_C3,double\ncus_D4,double\n");
    LAKE.when("2026-02-01T01:00:00Z");
    LAKE.run("catalog", "apply", "--catalog", SCENARIO.file("catalog.yaml")).done();
    LAKE.run("accounts", "import", accounts.toString()).done();
    LAKE.run("land", "--source", SCENARIO.file("source.yaml"), SCENARIO.file("events.jsonl"))
        .done();
    LAKE.nightly("2026-02-01").done();
    debits = export("pain008");
    items = export("stripe");
  }

  private static Outcome export(String format) {
    return LAKE.run("payments", "export", "--format", format, "--out", OUT.toString());
  }

  @Test
  void directDebitsAreWhatTheSchemaOfBanksAsksFor() throws Exception {
    SchemaFactory schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);

    schemas
        .newSchema(Judges.schema("pain.008.001.08").toFile())
        .newValidator()
        .validate(new StreamSource(OUT.resolve("payments-0001.pain008.xml").toFile()));
  }

  @Test
  void directDebitsSayWhoPaysWhatAndByWhichMandate() throws IOException {
    assertTrue(debits.done().startsWith("3 requests in "), debits.out());
    String text = Files.readString(OUT.resolve("payments-0001.pain008.xml"));
    for (String part :
        List.of(
            "<NbOfTxs>3</NbOfTxs><CtrlSum>392.70</CtrlSum>",
            "<Nm>Hauser . Sohne .GmbH.</Nm>",
            "<ReqdColltnDt>2026-02-15</ReqdColltnDt>",
            "<InstdAmt Ccy=\"EUR\">130.90</InstdAmt>",
            "<MndtId>M-2</MndtId><DtOfSgntr>2025-12-31</DtOfSgntr>",
            "<PstCd>90-001</PstCd><TwnNm>Lodz</TwnNm><Ctry>PL</Ctry>",
            "<IBAN>DE89370400440532013000</IBAN>")) {
      assertTrue(text.contains(part), () -> part + " is not in " + text);
    }
  }

  @Test
  void whatCannotBeCollectedIsNamed() {
    assertTrue(debits.err().contains("account void has no mandate"), debits.err());
    assertEquals(6, debits.err().lines().count(), debits.err());
    assertTrue(items.done().startsWith("2 requests in "), items.out());
    assertTrue(
        items.err().contains("account double has not one key that Stripe gave it"), items.err());
  }

  @Test
  void theSameExportIsTheSameBytes() throws IOException {
    byte[] before = Files.readAllBytes(OUT.resolve("payments-0001.pain008.xml"));

    export("pain008").done();

    assertArrayEquals(before, Files.readAllBytes(OUT.resolve("payments-0001.pain008.xml")));
  }

  @Test
  void aFakeOfStripeTakesTheInvoiceItems() throws Exception {
    List<String> lines = Files.readAllLines(OUT.resolve("payments-0001.stripe.jsonl"));
    try (FakeStripe stripe = FakeStripe.start()) {
      Map<String, String> customers =
          Map.of("cus_A1", stripe.customer("pays"), "cus_B2", stripe.customer("partly"));
      List<Long> amounts = new ArrayList<>();
      for (String line : lines) {
        JsonNode request = new ObjectMapper().readTree(line);
        JsonNode item = request.get("invoice_item");
        JsonNode taken =
            stripe.post(
                "invoiceitems",
                Map.of(
                    "customer", customers.get(item.get("customer").asText()),
                    "amount", item.get("amount").asText(),
                    "currency", item.get("currency").asText(),
                    "description", item.get("description").asText(),
                    "metadata[invoice_id]", item.get("metadata").get("invoice_id").asText()));
        amounts.add(taken.get("amount").asLong());
      }
      assertEquals(List.of(13090L, 13090L), amounts);
    }
  }

  /** What comes back names the reference that banks and Stripe were given. */
  @Test
  void whatComesBackIsKnownByItsReference() throws IOException {
    String text = Files.readString(OUT.resolve("payments-0001.pain008.xml"));
    String reference =
        text.substring(text.indexOf("<EndToEndId>") + 12, text.indexOf("</EndToEndId>"));
    Path file = OUT.resolve("back.xml");
    Files.writeString(
        file,
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
        <GrpHdr><MsgId>M-1</MsgId></GrpHdr><Ntfctn><Ntry><Amt Ccy="EUR">130.90</Amt>
        <CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-02-15</Dt></BookgDt>
        <NtryDtls><TxDtls><Refs><EndToEndId>%s</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
        </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
        """
            .formatted(reference));

    Outcome imported = LAKE.run("payments", "import", file.toString());

    assertEquals("", imported.err());
    assertTrue(imported.done().startsWith("1 added"), imported.out());
    assertTrue(
        LAKE.run("payments", "import", file.toString()).done().startsWith("0 added, 1 unchanged"),
        "told twice is told once");
  }

  /** A server on the loopback address that behaves like Stripe's API, until it is closed. */
  private record FakeStripe(Process process, int port) implements AutoCloseable {

    static FakeStripe start() throws Exception {
      int port;
      try (var free = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      String program =
          "from localstripe.server import app; from aiohttp import web;"
              + " web.run_app(app, host='127.0.0.1', port=%d, print=None)".formatted(port);
      Process process =
          new ProcessBuilder(Judges.python().toString(), "-c", program)
              .directory(Files.createDirectories(Scratch.directory("stripe")).toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      FakeStripe stripe = new FakeStripe(process, port);
      for (int tries = 0; tries < 100 && process.isAlive(); tries++) {
        try {
          new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port).close();
          return stripe;
        } catch (IOException notYet) {
          Thread.sleep(100);
        }
      }
      stripe.close();
      throw new IllegalStateException("the fake of Stripe does not answer");
    }

    String customer(String name) throws Exception {
      return post("customers", Map.of("name", name)).get("id").asText();
    }

    JsonNode post(String path, Map<String, String> values) throws Exception {
      String form =
          values.entrySet().stream()
              .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
              .collect(Collectors.joining("&"));
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          java.net.URI.create("http://127.0.0.1:" + port + "/v1/" + path))
                      .header("Authorization", "Bearer sk_test_12345")
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(HttpRequest.BodyPublishers.ofString(form))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      return new ObjectMapper().readTree(answer.body());
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
