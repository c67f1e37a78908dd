package io.lakebill.jobs.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No number leads a file out of its folder, or onto another one. */
class FileNamesTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          INV-000001,     INV-000001
          INV/2026/1,     INV%2F2026%2F1
          ../../etc/x,    %2E.%2F..%2Fetc%2Fx
          .,              %2E
          ..,             %2E.
          v1.2,           v1.2
          100%,           100%25
          請-1,           %E8%AB%8B-1
          'a b',          a%20b
          """)
  void otherCharactersThanLettersAndDigitsAreWrittenAsBytes(String number, String name) {
    assertEquals(name, FileNames.of(number));
  }
}
