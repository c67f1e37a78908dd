package io.lakebill.tests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is benchmarked, as people write it. */
class SizeTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          TEXT   | EVENTS   | SUBSCRIPTIONS | RATIOS
          1000   | 990      | 20            | false
          5k     | 4980     | 24            | false
          99989  | 99960    | 499           | false
          100k   | 99990    | 499           | true
          200K   | 199980   | 999           | true
          2m     | 1999980  | 9999          | true
          19m    | 18999990 | 94999         | true
          20m    | 19999980 | 99000         | true
          100m   | 99999990 | 99000         | true
          """)
  void isReadAsPeopleWriteIt(
      String text, long events, long subscriptions, boolean isEnoughForRatios) {
    Size size = Size.parse(text);

    assertEquals(events, size.events());
    assertEquals(subscriptions, size.subscriptions());
    assertEquals(isEnoughForRatios, size.isEnoughForRatios());
  }

  @ParameterizedTest(name = "''{0}''")
  @ValueSource(strings = {"", "m", "many", "-1", "2.5m", "2g", "999", "1001m", "99999999999"})
  void isRefusedWhenItIsNone(String text) {
    assertThrows(IllegalArgumentException.class, () -> Size.parse(text));
  }
}
