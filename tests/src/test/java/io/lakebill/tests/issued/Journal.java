package io.lakebill.tests.issued;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.tests.fixture.TestLake;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What a journal must come to. */
final class Journal {

  private Journal() {}

  /** Each booking balances, and receivables and unmatched payments are those of accounts. */
  static void requireRight(TestLake lake, String asOf) {
    Map<String, BigDecimal> bookings = new TreeMap<>();
    Map<String, BigDecimal> owed = new TreeMap<>();
    for (JsonNode line : TestLake.json(lake.run("journal", "--json"))) {
      BigDecimal amount = decimal(line, "debit").subtract(decimal(line, "credit"));
      bookings.merge(line.get("booking").asText(), amount, BigDecimal::add);
      if (line.get("ledger_account").asText().equals("receivables")) {
        owed.merge(key(line), amount, BigDecimal::add);
      }
    }
    assertFalse(bookings.isEmpty());
    bookings.values().removeIf(sum -> sum.signum() == 0);
    assertEquals(Map.of(), bookings, "bookings that do not balance");

    for (JsonNode account : TestLake.json(lake.run("receivables", "--as-of", asOf, "--json"))) {
      BigDecimal is = decimal(account, "owed").subtract(decimal(account, "owed_to_it"));
      owed.merge(key(account), is.negate(), BigDecimal::add);
    }
    owed.values().removeIf(difference -> difference.signum() == 0);
    assertEquals(Map.of(), owed, "booked otherwise than owed");
  }

  private static String key(JsonNode row) {
    return row.get("account_id").asText() + " " + row.get("currency").asText();
  }

  private static BigDecimal decimal(JsonNode row, String name) {
    return new BigDecimal(row.get(name).asText());
  }
}
