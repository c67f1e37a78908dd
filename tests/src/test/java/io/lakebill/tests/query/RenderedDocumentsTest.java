package io.lakebill.tests.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.FirstNights;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents of a lake with accounts that are taxed, exempt, abroad and not taxed at all. */
@ExtendWith(SparkExtension.class)
class RenderedDocumentsTest {

  private static TestLake lake;

  @BeforeAll
  static void lake() {
    lake = FirstNights.over("taxed", "2026-02-01");
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static Map<String, String> written(String... options) throws IOException {
    Path folder = Files.createDirectories(Scratch.directory("documents"));
    lake.run(
            Stream.concat(Stream.of("documents", "--out", folder.toString()), Stream.of(options))
                .toArray(String[]::new))
        .done();
    return files(folder);
  }

  @Test
  void everyDocumentIsAPageWithItsLinesAndSums() throws IOException {
    Map<String, String> pages = written();

    assertEquals(
        lake.rows("SELECT concat('house/', number, '.html') FROM invoices ORDER BY 1"),
        List.copyOf(pages.keySet()));
    for (String line :
        lake.rows(
            "SELECT i.number, l.description, i.account_name FROM invoices i JOIN invoice_lines l"
                + " ON i.number = l.number")) {
      String[] parts = line.split(",", -1);
      String page = pages.get("house/" + parts[0] + ".html");
      // What steps of a charge begin with stands above them.
      for (String said : parts[1].split(": ", -1)) {
        assertTrue(page.contains(said) && page.contains(parts[2]), () -> line + page);
      }
    }
    for (String sums : lake.rows("SELECT number, currency, total FROM invoices")) {
      String[] parts = sums.split(",", -1);
      String page = pages.get("house/" + parts[0] + ".html");
      assertTrue(page.contains(parts[2] + " " + parts[1]), () -> sums + page);
    }
  }

  @Test
  void whoSellsAndBuysIsSaidAsItWasAndWhatWasExchangedByWhichRate() throws IOException {
    String all = String.join("\n", written().values());

    for (String said :
        List.of("House Ltd", "DE123", "Village", "PO-7", "Research", "ATU1", "1 EUR = 1.1 USD")) {
      assertTrue(all.contains(said), said);
    }
    assertTrue(all.contains("<rect"), "no day of usage is drawn");
  }

  @Test
  void twiceIsTheSameAndChangesNothingInTheLake() throws IOException {
    Map<String, Long> versions = lake.versions();

    assertEquals(written(), written());

    assertEquals(versions, lake.versions());
  }

  @Test
  void oneMayChooseByNumberAccountTimeAndRun() throws IOException {
    String number = lake.value("SELECT min(number) FROM invoices");
    String account = lake.value("SELECT account_id FROM invoices WHERE number = '" + number + "'");
    String run = lake.value("SELECT DISTINCT run_id FROM invoices");

    assertEquals(List.of("house/" + number + ".html"), names("--number", number));
    assertEquals(
        lake.rows(
            "SELECT concat('house/', number, '.html') FROM invoices WHERE account_id = '"
                + account
                + "' ORDER BY 1"),
        names("--account", account));
    assertEquals(List.of(), names("--since", "2026-02-02"));
    assertEquals(names(), names("--run", run));
    assertEquals(List.of(), names("--run", "another"));
  }

  private static List<String> names(String... options) throws IOException {
    return List.copyOf(written(options).keySet());
  }

  @Test
  void pagesAreInTheLanguageThatIsAskedFor() throws IOException {
    assertTrue(
        written("--language", "ja").values().stream().allMatch(page -> page.contains("請求書")));
  }

  @Test
  void severalFormatsAreWrittenAtOnceAndAFolderWithoutFontsIsRefused() throws IOException {
    Path folder = Files.createDirectories(Scratch.directory("formats"));
    String number = lake.value("SELECT min(number) FROM invoices");

    lake.run("documents", "--out", folder.toString(), "--number", number, "--format", "html,pdf")
        .done();
    Outcome refused =
        lake.run(
            "documents",
            "--out",
            folder.toString(),
            "--format",
            "pdf",
            "--fonts",
            folder.toString());

    assertTrue(Files.exists(folder.resolve("house/" + number + ".pdf")));
    assertTrue(Files.exists(folder.resolve("house/" + number + ".html")));
    assertEquals(78, refused.exitCode());
    assertTrue(refused.err().contains("there is no TrueType font"), refused.err());
  }

  @Test
  void whatCannotBeAnEInvoiceIsNamedWithItsReasonsAndStillIsAPage() throws IOException {
    Path folder = Files.createDirectories(Scratch.directory("refused"));

    Outcome outcome = lake.run("documents", "--out", folder.toString(), "--format", "ubl,html");

    assertEquals(65, outcome.exitCode());
    for (String number :
        lake.rows("SELECT number FROM invoices WHERE account_id IN ('plain', 'none')")) {
      assertTrue(outcome.err().contains(number + " is not written as ubl.xml: "), outcome.err());
      assertTrue(Files.exists(folder.resolve("house/" + number + ".html")));
    }
    assertTrue(outcome.err().contains("seller and buyer are in Germany"), outcome.err());
  }

  @Test
  void aNumberThatIsNotThereIsSaid() {
    Outcome outcome =
        lake.run("documents", "--out", Scratch.directory("none").toString(), "--number", "T-404");

    assertEquals(2, outcome.exitCode());
    assertTrue(outcome.err().contains("there is no finalized document T-404"), outcome.err());
  }
}
