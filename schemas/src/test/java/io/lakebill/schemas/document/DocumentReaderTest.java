package io.lakebill.schemas.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no                  | "no"
          yes                 | "yes"
          true                | true
          "true"              | "true"
          12                  | 12
          '12'                | "12"
          1.50                | 1.50
          007                 | "007"
          1_000               | "1_000"
          12:30               | "12:30"
          2026-01-31          | "2026-01-31"
          2026-01-31T00:00:00Z| "2026-01-31T00:00:00Z"
          .inf                | ".inf"
          ~                   | null
          !!str 12            | "12"
          """)
  void readsAYamlScalarAsAPersonMeansIt(String yaml, String json) {
    Document document = DocumentReader.parse("a.yaml", "value: " + yaml);

    assertEquals(json, document.root().get("value").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:\n  - b: 1\n    c:\n      d: 2\n",
        "a:\n- {b: 1,\n c:\n {d: 2}}",
      })
  void knowsTheLineOfEveryYamlValue(String yaml) {
    Document document = DocumentReader.parse("a.yaml", yaml);

    assertEquals(1, document.line(JsonPointer.compile("/a")));
    assertEquals(2, document.line(JsonPointer.compile("/a/0/b")));
    assertEquals(3, document.line(JsonPointer.compile("/a/0/c")));
    assertEquals(4, document.line(JsonPointer.compile("/a/0/c/d")));
    assertEquals(4, document.line(JsonPointer.compile("/a/0/c/d/absent")));
  }

  @Test
  void knowsTheLineOfEveryJsonValueAlsoWhenItIsIndentedWithTabs() {
    Document document =
        DocumentReader.parse(
            "a.json", "{\n\t\"a\": [\n\t\t1.50,\n\t\t{\"b\": \"\\u00e9\"}\n\t]\n}\n");

    assertEquals("{\"a\":[1.50,{\"b\":\"é\"}]}", document.root().toString());
    assertEquals(2, document.line(JsonPointer.compile("/a")));
    assertEquals(3, document.line(JsonPointer.compile("/a/0")));
    assertEquals(4, document.line(JsonPointer.compile("/a/1/b")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a.yaml | a: 1\\nb: 2\\na: 3    | a.yaml:3: 'a' is given twice
          a.yaml | a: &x\\n  - *x        | a.yaml:1: an alias stands inside the value it repeats
          a.yaml | a: [1\\nb: 2          | a.yaml:2: not YAML: expected ',' or ']', but got :
          a.yaml | [a, b]: 1             | a.yaml:1: a field's name must be plain text
          a.yaml | # nothing             | a.yaml: the file is empty
          a.json | {"a": 1,\\n "a": 2}   | a.json:2: not JSON: Duplicate field 'a'
          a.json | {"a": 1}\\n{}         | a.json:2: unexpected text after the end of the JSON value
          a.json | {"a": 1e999,\\n"b": -1E+1000} | a.json:2: an exponent has at most three digits
          """)
  void refusesWhatIsNotWellFormed(String file, String text, String problem) {
    var error =
        assertThrows(
            InvalidDocuments.class, () -> DocumentReader.parse(file, text.replace("\\n", "\n")));

    assertEquals(problem, error.getMessage());
  }

  @Test
  void refusesJsonThatStopsInTheMiddle() {
    var error =
        assertThrows(
            InvalidDocuments.class, () -> DocumentReader.parse("a.json", "{\n\"a\": [1,\n"));

    assertEquals(3, error.problems().get(0).line());
  }

  @Test
  void saysWhatIsWrongWithAPath(@TempDir Path directory) throws IOException {
    Path latin =
        Files.write(directory.resolve("a.yaml"), "a: é".getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(
        directory + "/absent.yaml: no such file or directory",
        message(() -> DocumentReader.files(directory.resolve("absent.yaml"))));
    assertEquals(
        directory + ": is a directory; name a file", message(() -> DocumentReader.text(directory)));
    assertEquals(
        latin + ": is not UTF-8; save it in that encoding",
        message(() -> DocumentReader.text(latin)));
  }

  @Test
  void ignoresAByteOrderMark(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("a.json"), "\uFEFF{}");

    assertEquals("{}", DocumentReader.read(file).root().toString());
  }

  private static String message(Runnable reading) {
    return assertThrows(InvalidDocuments.class, reading::run).getMessage();
  }
}
