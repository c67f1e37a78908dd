package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that look like those of events and match none. */
class PaddedNamesTest {

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          event_name: ' call', aggregation: count                        | event_name: ' call' is not a name as events have it
          event_name: 'call ', aggregation: count                        | event_name: 'call ' is not a name as events have it
          event_name: "call\\u00a0", aggregation: count                  | is not a name as events have it
          event_name: "call\\n", aggregation: count                      | is not a name as events have it
          event_name: call, aggregation: sum, property: ' tokens'        | property: ' tokens' is not a name as events have it
          event_name: call, aggregation: count, dimensions: [a, 'b ']    | dimensions/1: 'b ' is not a property, or a name
          event_name: call, aggregation: count, where: [{ property: 'b ', operator: exists }] | where/0/property: 'b ' is not the name of a property as events have it
          event_name: call, aggregation: count, where: [{ property: [a, ' b'], operator: exists }] | where/0/property/1: ' b' is not a name as events have it
          event_name: call, profiles: [{ id: p, aggregation: max, property: 'b ' }] | property: 'b ' is not a name as events have it
          event_name: call, aggregation: unique_count, property: b, operation: { property: ' o', add: a, remove: r } | operation/property: ' o' is not a name as events have it
          """)
  void refusesANameThatNoEventHasBecauseOfWhiteSpaceAroundIt(String fields, String problem) {
    List<String> problems =
        Catalogs.problems(directory, "meters:\n  - { id: calls, " + fields + " }\n");

    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.get(0).contains(problem), problems::toString);
  }

  @Test
  void takesANameWithWhiteSpaceInside() {
    assertEquals(
        List.of(),
        Catalogs.problems(
            directory,
            """
            meters:
              - { id: m, event_name: a call, aggregation: sum, property: a b, dimensions: [x y, z] }
            """));
  }

  @ParameterizedTest
  @ValueSource(strings = {" calls", "calls ", "calls\\n", "\\tcalls"})
  void refusesAnIdWithWhiteSpaceAroundIt(String id) {
    assertEquals(
        1,
        Catalogs.problems(
                directory,
                "meters: [{ id: \"" + id + "\", event_name: call, aggregation: count }]\n")
            .size());
  }
}
