package io.lakebill.jobs.document.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every language says all there is to say. */
class TextsTest {

  private static final Pattern FILLED_IN = Pattern.compile("\\{\\d}");

  private static Map<String, Long> shape(Language language) {
    Map<String, Long> values = new TreeMap<>();
    Texts.in(language)
        .asMap()
        .forEach((name, text) -> values.put(name, FILLED_IN.matcher(text).results().count()));
    return values;
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void allLanguagesHaveTheSameTextsWithTheSameValuesToFillIn(Language language) {
    assertEquals(shape(Language.EN), shape(language));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void noTextIsEmpty(Language language) {
    assertFalse(
        Texts.in(language).asMap().values().stream().anyMatch(String::isEmpty),
        () ->
            Texts.in(language).asMap().entrySet().stream()
                .filter(text -> text.getValue().isEmpty())
                .collect(Collectors.toList())
                .toString());
  }
}
