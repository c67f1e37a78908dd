package io.lakebill.schemas.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeCellTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          =1+1       | '=1+1
          @SUM(A1)   | '@SUM(A1)
          +49 30     | '+49 30
          -2+3       | '-2+3
          `\t=1`     | `'\t=1`
          -12.50     | -12.50
          -7         | -7
          acme       | acme
          a=1        | a=1
          """)
  void textThatASpreadsheetWouldRunIsQuoted(String text, String cell) {
    assertEquals(cell, SafeCell.of(text));
  }
}
