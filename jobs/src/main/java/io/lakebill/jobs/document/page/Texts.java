package io.lakebill.jobs.document.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The words and the figures' signs of a language, from {@code documents/texts_LANGUAGE.properties}.
 * They are not the machine's, so a document looks the same wherever it is made.
 */
public final class Texts {

  private static final Map<Language, Texts> ALL =
      Arrays.stream(Language.values()).collect(Collectors.toMap(Function.identity(), Texts::new));

  private final Language language;
  private final Map<String, String> texts;

  private Texts(Language language) {
    this.language = language;
    Properties read = new Properties();
    String file = "/documents/texts_" + language.tag() + ".properties";
    try (InputStream in = Texts.class.getResourceAsStream(file)) {
      read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    this.texts =
        read.stringPropertyNames().stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), read::getProperty));
  }

  /** Those of a language. */
  public static Texts in(Language language) {
    return ALL.get(language);
  }

  /** The language they are in. */
  public Language language() {
    return language;
  }

  /** The text of a name. */
  public String of(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new IllegalArgumentException("there is no text " + name + " in " + language);
    }
    return text;
  }

  /** The text of a name with {@code {0}}, {@code {1}} ... filled in. */
  public String of(String name, Object... values) {
    String text = of(name);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** The texts that there are. */
  Map<String, String> asMap() {
    return texts;
  }
}
