package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.jobs.lake.ContentHash;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a subscription is quoted from a lake is what the night of that date drafts, line by line:
 * for random contracts with credits, commitments, minimums and taxes. A quote writes nothing. A
 * night meters January; quotes as of 1 February come before the night that bills it, and after.
 */
@ExtendWith(SparkExtension.class)
class UpcomingInvoiceTest {

  private static final long SEED = Long.getLong("lakebill.seed", 23);

  private static final int NUMBER = Integer.getInteger("lakebill.quoted", 8);

  private static final List<String> LINE =
      List.of(
          "line_number",
          "subscription_id",
          "charge_id",
          "line_type",
          "description",
          "period_start",
          "period_end",
          "quantity",
          "unit_amount",
          "exact_amount",
          "amount",
          "discount",
          "tax",
          "price_currency",
          "price_amount",
          "exchange_rate",
          "exchange_date");

  private static final List<RandomContract> CONTRACTS =
      IntStream.range(0, NUMBER).mapToObj(number -> new RandomContract(number, SEED)).toList();

  private static final String LAST = CONTRACTS.get(NUMBER - 1).id();

  private static TestLake lake;
  private static Outcome beforeAnyNight;
  private static Map<String, String> quotedInJanuary;
  private static Map<String, String> draftedInJanuary;
  private static Map<String, String> filesBefore;
  private static Map<String, String> filesAfter;
  private static Map<String, String> quotedAhead;
  private static Map<String, String> billedInFebruary;
  private static Map<String, String> quotedInFebruary;
  private static Map<String, String> draftedInFebruary;

  @BeforeAll
  static void quoteBeforeAndAfterNights() {
    Path inputs = Scratch.directory("upcoming");
    for (int i = 0; i < NUMBER; i += 2) {
      CONTRACTS.get(i).plan().put("tax", "standard");
    }
    CONTRACTS.get(NUMBER - 1).plan().put("minimum", "25");
    new ContractFiles(inputs).write(CONTRACTS);
    agree(inputs.resolve("accounts"));
    lake = TestLake.at(Scratch.directory("upcoming-lake"));
    lake.run("land", "--source", inputs.resolve("source.yaml").toString()).done();
    lake.run("catalog", "apply", "--catalog", inputs.resolve("catalog.json").toString()).done();
    lake.run("accounts", "import", inputs.resolve("accounts").toString()).done();
    beforeAnyNight = lake.run("quote", "--subscription", "sub-c0", "--as-of", "2026-01-31");

    lake.nightly("2026-01-31").done();
    draftedInJanuary = drafted("9999-12-31");
    Set<String> billedInJanuary = lines("invoice_lines", "invoices", "2026-02-01").keySet();
    filesBefore = files(lake.directory());
    quotedInJanuary = quoted("2026-01-31", "9999-12-31");
    quotedAhead = quoted("2026-02-01", "2026-02-01");
    filesAfter = files(lake.directory());

    lake.nightly("2026-02-01").done();
    draftedInFebruary = drafted("9999-12-31");
    billedInFebruary = drafted("2026-02-01");
    billedInFebruary.putAll(lines("invoice_lines", "invoices", "2026-02-01"));
    billedInFebruary.keySet().removeAll(billedInJanuary);
    quotedInFebruary = quoted("2026-02-01", "9999-12-31");
  }

  @Test
  void aQuoteIsTheDraftOfItsDate() {
    assertEquals(draftedInJanuary, quotedInJanuary, "seed " + SEED);
    assertEquals(draftedInFebruary, quotedInFebruary, "seed " + SEED);
  }

  @Test
  void aQuoteBeforeTheNightIsWhatThatNightBills() {
    assertEquals(billedInFebruary, quotedAhead, "seed " + SEED);
  }

  @Test
  void contractsHaveAllThatMayBeOnAnInvoice() {
    assertTrue(
        lake.rows("SELECT DISTINCT line_type FROM invoice_lines")
            .containsAll(List.of("usage", "recurring_fee", "true_up", "invoice_minimum")));
    assertEquals(
        "true,true,true",
        lake.value(
            "SELECT max(discount) > 0, max(tax) > 0, max(paid_by_credits) > 0 FROM invoices"));
  }

  @Test
  void everyFileOfTheLakeIsAsBefore() {
    assertEquals(filesBefore, filesAfter);
  }

  @Test
  void peopleReadATableAndWhatItRestsOn() {
    lake.run("accounts", "import", inputsOfOthers()).done();

    String text = lake.run("quote", "--subscription", "sub-gone", "--as-of", "2026-02-01").done();

    assertEquals(
        List.of(
            "Invoice of 2026-01-11 for gone, due; not issued before 2026-01-11",
            "usage as run 2026-02-01-001 metered it, as of 2026-02-01",
            "changed since: accounts, subscriptions; the next night meters what is new"),
        text.lines().filter(line -> line.matches("(Invoice|usage as|changed).*")).toList());
    refused(
        "sub-gone",
        "2026-01-31",
        "the lake is billed as of 2026-02-01 already, by run 2026-02-01-001; ask for that day or a"
            + " later one");
    refused(
        "sub-late", "2026-02-27", "subscription sub-late starts on 2026-03-01; ask for that day");
    refused(
        "sub-never",
        "2026-02-01",
        "subscription sub-never ended on 2025-12-02, and all of it is invoiced");
    refused("sub-x", "2026-02-01", "there is no subscription 'sub-x'; `lakebill sql` lists all");
  }

  @Test
  void whatIsNotMeteredOrNotThereIsRefusedWithAdvice() {
    assertEquals(78, beforeAnyNight.exitCode());
    assertTrue(
        beforeAnyNight.err().contains("yet, so nothing is metered; run `nightly`"),
        beforeAnyNight::err);
    Outcome ambiguous = lake.run("quote", "--subscription", "sub-c0", "--plan", "c0");
    assertEquals(2, ambiguous.exitCode());
    assertTrue(ambiguous.err().contains("either --price or --plan or --subscription"));
  }

  private static void refused(String subscription, String asOf, String message) {
    Outcome outcome = lake.run("quote", "--subscription", subscription, "--as-of", asOf);
    assertEquals(2, outcome.exitCode());
    assertTrue(outcome.err().contains(message), outcome::err);
  }

  /** One that ended before anybody knew it, one that is to come, and one that never was. */
  private static String inputsOfOthers() {
    Path folder = Scratch.directory("others");
    ContractFiles.write(
        folder.resolve("accounts.csv"), List.of("account_id,name,country", "gone,Gone,DE"));
    ContractFiles.write(
        folder.resolve("subscriptions.csv"),
        List.of(
            "subscription_id,account_id,plan_id,start_date,end_date,trial_days",
            "sub-gone,gone,%s,2026-01-01,2026-01-11,0".formatted(LAST),
            "sub-late,gone,%s,2026-03-01,,0".formatted(LAST),
            "sub-never,gone,%s,2025-12-02,2025-12-02,0".formatted(LAST)));
    return folder.toString();
  }

  private static void agree(Path folder) {
    List<String> accounts =
        new ArrayList<>(List.of("account_id,name,country,currency,invoice_minimum"));
    List<String> grants =
        new ArrayList<>(List.of("credit_grant_id,account_id,kind,amount,currency,valid_from"));
    List<String> commitments =
        new ArrayList<>(
            List.of("commitment_id,account_id,kind,amount,currency,start_date,end_date,tax"));
    for (int i = 0; i < NUMBER; i++) {
      String agreed = i % 3 == 0 ? "USD,5000" : i % 3 == 1 ? "," : "EUR,";
      accounts.add("c%d,Case c%d,DE,%s".formatted(i, i, agreed));
      grants.add("p%d,c%d,prepaid,%d,USD,2026-01-01".formatted(i, i, 40 + 100 * i));
      grants.add("g%d,c%d,promotional,%d,USD,2026-01-01".formatted(i, i, 3 + i));
      grants.add("u%d,c%d,prepaid,%d,CCU,2026-01-01".formatted(i, i, 10 * i + 5));
      if (i % 3 == 1) {
        commitments.add(
            "k%d,c%d,postpaid,90000,USD,2026-01-01,2026-02-01,%s"
                .formatted(i, i, i % 2 == 0 ? "" : "standard"));
      }
    }
    ContractFiles.write(folder.resolve("accounts.csv"), accounts);
    ContractFiles.write(folder.resolve("credit_grants.csv"), grants);
    ContractFiles.write(folder.resolve("commitments.csv"), commitments);
    ContractFiles.write(
        folder.resolve("exchange_rates.csv"),
        List.of("from_currency,to_currency,date,rate", "USD,EUR,2026-01-01,0.91"));
    ContractFiles.write(
        folder.resolve("tax_rates.csv"),
        List.of(
            "tax_rate_id,name,category,percent,country,from,until",
            "standard,VAT,S,19,DE,2020-01-01,"));
  }

  /** What quotes say, by invoice and line, of invoices up to a billing date. */
  private static Map<String, String> quoted(String asOf, String last) {
    Map<String, String> quoted = new TreeMap<>();
    for (RandomContract contract : CONTRACTS) {
      String id = "sub-" + contract.id();
      if (contract.start().toString().compareTo(asOf) <= 0) {
        JsonNode quote =
            TestLake.json(lake.run("quote", "--subscription", id, "--as-of", asOf, "--json"));
        for (JsonNode invoice : quote.get("invoices")) {
          if (invoice.get("billing_date").asText().compareTo(last) <= 0) {
            String invoiceId = invoice.get("invoice_id").asText();
            quoted.put(invoiceId, text(invoice, TOTALS));
            for (JsonNode line : invoice.get("invoice_lines")) {
              quoted.put(invoiceId + " " + line.get("line_number").asText(), text(line, LINE));
            }
          }
        }
      }
    }
    return quoted;
  }

  private static final List<String> TOTALS =
      List.of("billing_date", "subtotal", "discount", "tax", "total", "amount_due");

  private static Map<String, String> drafted(String last) {
    return lines("draft_invoice_lines", "draft_invoices", last);
  }

  private static Map<String, String> lines(String lines, String invoices, String last) {
    Map<String, String> found = new TreeMap<>();
    JsonNode rows =
        TestLake.json(
            lake.run(
                "sql",
                "--json",
                "SELECT * FROM %s WHERE billing_date <= DATE '%s'".formatted(invoices, last)));
    rows.forEach(row -> found.put(row.get("invoice_id").asText(), text(row, TOTALS)));
    TestLake.json(
            lake.run(
                "sql",
                "--json",
                "SELECT * FROM %s WHERE billing_date <= DATE '%s'".formatted(lines, last)))
        .forEach(
            row ->
                found.put(
                    row.get("invoice_id").asText() + " " + row.get("line_number").asText(),
                    text(row, LINE)));
    return found;
  }

  private static String text(JsonNode row, List<String> columns) {
    return columns.stream().map(name -> plain(row.path(name))).collect(Collectors.joining(" | "));
  }

  /** Numbers with as many decimals as they need. */
  private static String plain(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "null";
    }
    String text = value.asText();
    return text.matches("-?\\d+(\\.\\d+)?")
        ? new BigDecimal(text).stripTrailingZeros().toPlainString()
        : text;
  }

  /** All files with what is in them. */
  private static Map<String, String> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      Map<String, String> found = new TreeMap<>();
      for (Path file : new TreeSet<>(files.filter(Files::isRegularFile).toList())) {
        found.put(root.relativize(file).toString(), ContentHash.of(file));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
