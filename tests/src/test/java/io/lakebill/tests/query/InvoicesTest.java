package io.lakebill.tests.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invoices and drafts, listed and shown. */
@ExtendWith(SparkExtension.class)
class InvoicesTest {

  private static TestLake lake;
  private static JsonNode all;

  @BeforeAll
  static void list() {
    lake = September.reference();
    all = TestLake.json(lake.run("invoices", "list", "--json"));
  }

  private static List<String> of(JsonNode documents, String field) {
    List<String> values = new ArrayList<>();
    documents.forEach(document -> values.add(document.get(field).asText()));
    return values;
  }

  @Test
  void everyInvoiceAndDraftIsListed() {
    assertEquals(
        lake.rows("SELECT number FROM invoices ORDER BY 1"),
        of(all, "number").stream().filter(number -> !number.equals("null")).sorted().toList());
    assertEquals(
        lake.value("SELECT count(*) FROM draft_invoices"),
        String.valueOf(of(all, "number").stream().filter("null"::equals).count()));
  }

  @Test
  void aListMayBeOfAnAccountAStateOrTimeAlone() {
    String account = all.get(0).get("account_id").asText();
    for (String[] only :
        List.of(
            new String[] {"--account", account, "account_id"},
            new String[] {"--state", "final", "state"})) {
      JsonNode some = TestLake.json(lake.run("invoices", "list", only[0], only[1], "--json"));
      assertEquals(of(all, only[2]).stream().filter(only[1]::equals).toList(), of(some, only[2]));
      assertTrue(some.size() > 0 && some.size() < all.size());
    }
    String last = all.get(0).get("billing_date").asText();
    assertEquals(
        of(all, "billing_date").stream().filter(last::equals).toList(),
        of(TestLake.json(lake.run("invoices", "list", "--since", last, "--json")), "billing_date"));
  }

  @Test
  void anInvoiceIsShownWithItsLinesWhichAddUp() {
    for (JsonNode one : all) {
      boolean isFinal = one.get("state").asText().equals("final");
      String name = one.get(isFinal ? "number" : "invoice_id").asText();

      JsonNode shown = TestLake.json(lake.run("invoices", "show", name, "--json"));
      String text = lake.run("invoices", "show", name).done();

      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode line : shown.get("line_rows")) {
        sum = sum.add(new BigDecimal(line.get("amount").asText()));
        assertTrue(text.contains(line.get("description").asText()), text);
      }
      assertEquals(0, sum.compareTo(new BigDecimal(shown.get("subtotal").asText())), text);
      assertTrue(text.contains(shown.get("total").asText()), text);
    }
  }

  @Test
  void whatIsNotThereIsSaid() {
    Outcome none = lake.run("invoices", "show", "INV-404");
    Outcome state = lake.run("invoices", "list", "--state", "paid");

    assertEquals(2, none.exitCode());
    assertTrue(none.err().contains("there is no invoice 'INV-404'; `invoices list`"), none.err());
    assertEquals(2, state.exitCode());
    assertTrue(state.err().contains("final, open, due or held, not 'paid'"), state.err());
  }
}
