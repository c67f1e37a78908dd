package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.Usage;
import io.lakebill.schemas.document.InvalidDocuments;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceDocumentTest {

  @TempDir Path directory;

  /** A row per model, and one per term that any model may have. */
  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          model: unit, unit_amount: "0.10"                                                    | 15   | 1.50
          model: tiered, tiers: [{ last_unit: "10", unit_amount: "10", flat_amount: "2" }, { unit_amount: "5" }] | 12 | 112.00
          model: tiered, tiers: [{ unit_amount: "1", flat_amount: "4" }], flat_at_zero: true  | 0    | 4.00
          model: bulk, tiers: [{ last_unit: "200", unit_amount: "2" }, { unit_amount: "1.5" }], bounds: exclusive | 200 | 300.00
          model: package, package_size: "10", package_amount: "50"                            | 11   | 100.00
          model: package, package_size: "100", package_amount: "1300", free_units: "10"       | 121  | 2600.00
          model: matrix, dimensions: [region], cells: [{ region: eu, unit_amount: "2" }], default_unit_amount: "3" | 5 | 15.00
          model: stair_step, steps: [{ last_unit: "10", amount: "5" }, { amount: "50" }]      | 11   | 50.00
          model: percentage, percent: "2.9"                                                   | 100  | 2.90
          model: percentage, percent: "1", fixed_amount: "0.30", free_events: 1, free_amount: "50" | 100 | 1.40
          model: graduated_percentage, tiers: [{ last_amount: "100", percent: "3", flat_amount: "1" }, { percent: "2" }] | 150 | 5.00
          model: grouped, dimensions: [region], price: { model: tiered, tiers: [{ last_unit: "10", unit_amount: "2" }, { unit_amount: "1" }] } | 12 | 22.00
          model: window_maximum, price: { model: unit, unit_amount: "3" }                     | 4    | 12.00
          model: event_amount                                                                 | 12.345 | 12.35
          model: unit, unit_amount: "0.10", conversion: { factor: "1024", rounding: up }      | 10241 | 1.10
          model: unit, unit_amount: "1", included_units: "10"                                 | 12   | 2.00
          model: unit, unit_amount: "0.01", cap: "50"                                         | 9000 | 50.00
          model: unit, unit_amount: "0.01", minimum: "20", cap: "50"                          | 100  | 20.00
          """)
  void chargesWhatItSaysAndIsWrittenAsItIsRead(String terms, String quantity, String amount) {
    Price price = read("currency: USD, " + terms);

    assertEquals(amount, price.charge(usage(price, quantity)).amount().amount().toPlainString());
    ObjectNode written = PriceWriter.write(price, Optional.empty()).put("currency", "USD");
    assertEquals(price, read(stripped(written)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          model: unit, unit_amount: "1"                 | : 'currency' is missing
          currency: USX, model: unit, unit_amount: "1"  | currency: unknown currency USX
          currency: USD, unit_amount: "1"               | : 'model' is missing
          currency: USD, model: unit, unit_amount: 1    | unit_amount: 1 must be text; quote it: "1"
          currency: USD, model: tiered, tiers: []       | tiers: must have at least 1 items but found 0
          """)
  void saysWhatIsWrong(String terms, String problem) {
    var error = assertThrows(InvalidDocuments.class, () -> read(terms));

    assertEquals(
        directory.resolve("price.yaml") + ":1: " + problem.replaceFirst("^: ", ""),
        error.getMessage());
  }

  @Test
  void namesAllThatIsWrongAtOnce() {
    var error =
        assertThrows(
            InvalidDocuments.class,
            () -> read("currency: XAU, model: unit, unit_amount: \"-1\", cap: 5"));

    assertEquals(3, error.problems().size());
  }

  private static Usage usage(Price price, String quantity) {
    List<String> values = new ArrayList<>();
    price.model().dimensions().forEach(dimension -> values.add("us"));
    BigDecimal total = new BigDecimal(quantity);
    return new Usage(Collections.singletonMap(values, total))
        .withEvents(price.model().events(List.of(total, BigDecimal.ZERO, BigDecimal.ZERO)));
  }

  private static String stripped(ObjectNode price) {
    String json = price.toString();
    return json.substring(1, json.length() - 1);
  }

  private Price read(String terms) {
    try {
      return PriceDocument.read(
          Files.writeString(directory.resolve("price.yaml"), "{ " + terms + " }"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
