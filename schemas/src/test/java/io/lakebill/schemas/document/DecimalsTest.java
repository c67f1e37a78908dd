package io.lakebill.schemas.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "10,10",
    "10.00,10",
    "-0.50,-0.5",
    "00,0",
    "99999999999999999999.000000000000000001,"
  })
  void readsANumberAsTheSameHoweverItIsWritten(String text, String shortest) {
    assertEquals(shortest == null ? text : shortest, Decimals.parse(text).toPlainString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.",
        ".5",
        "+1",
        "1e1000000",
        "100000000000000000000",
        "0.0000000000000000001",
        "\u0661"
      })
  void refusesWhatNoTableCouldHoldBeforeItIsMadeANumber(String text) {
    NumberFormatException refusal =
        assertThrows(NumberFormatException.class, () -> Decimals.parse(text));

    assertEquals(
        "'%s' is not a decimal number of at most 20 digits before and 18 behind the point"
            .formatted(text),
        refusal.getMessage());
  }
}
