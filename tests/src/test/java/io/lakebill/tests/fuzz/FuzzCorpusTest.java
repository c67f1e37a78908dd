package io.lakebill.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.SparkExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every input that fuzzing begins with or has found: none ends in an error that nobody documents.
 */
@ExtendWith(SparkExtension.class)
class FuzzCorpusTest {

  @TestFactory
  Stream<DynamicTest> sources() {
    return corpus("source", SourceFuzz::fuzzerTestOneInput);
  }

  @TestFactory
  Stream<DynamicTest> catalogs() {
    return corpus("catalog", CatalogFuzz::fuzzerTestOneInput);
  }

  @TestFactory
  Stream<DynamicTest> filters() {
    return corpus("filter", FilterFuzz::fuzzerTestOneInput);
  }

  private static Stream<DynamicTest> corpus(String name, Consumer<byte[]> target) {
    List<Path> inputs = inputs(Scenario.resource("/fuzz/" + name));
    assertTrue(inputs.size() > 5, () -> "only " + inputs);
    return inputs.stream()
        .map(
            input ->
                DynamicTest.dynamicTest(
                    name + "/" + input.getFileName(),
                    () -> target.accept(Files.readAllBytes(input))));
  }

  private static List<Path> inputs(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
