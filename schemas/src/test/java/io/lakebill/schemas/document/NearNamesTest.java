package io.lakebill.schemas.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNamesTest {

  private static final List<String> KNOWN =
      List.of("events", "event_ledger", "invoices", "invoice_lines", "users", "usage", "amount");

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "invoice, invoices invoice_lines",
    "Invoices, invoices",
    "invocies, invoices",
    "event, events event_ledger",
    "amonut, amount",
    "amounts, amount",
    "usages, usage",
    "x, ''",
    "ev, ''",
    "something_else, ''"
  })
  void areThoseThatSomebodyMayHaveMeant(String name, String near) {
    assertEquals(near, String.join(" ", NearNames.of(name, KNOWN)));
  }
}
