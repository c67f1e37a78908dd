package io.lakebill.tests.issued;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lakebill.tests.fixture.Subprocess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Python that has what judges files: the schemas of banks, and a fake of Stripe. */
final class Judges {

  private static final Path PROJECT = Path.of(System.getProperty("lakebill.project"));

  private Judges() {}

  /** Its executable; without one the test is skipped, or fails where CI is set. */
  static Path python() {
    String named = System.getenv("LAKEBILL_JUDGES_PYTHON");
    Path python =
        named == null || named.isEmpty()
            ? PROJECT.resolve(".ci/judges/bin/python")
            : Path.of(named);
    if (Files.isExecutable(python)) {
      return python;
    }
    String reason =
        "there is no Python with tests/requirements.txt: set LAKEBILL_JUDGES_PYTHON, or run .ci/run";
    return "true".equals(System.getenv("CI")) ? fail(reason) : abort("skipped: " + reason);
  }

  /** The XSD of a message of ISO 20022, as sepaxml has it. */
  static Path schema(String message) {
    String program =
        "import os, sepaxml; print(os.path.join(os.path.dirname(sepaxml.__file__), 'schemas'))";
    String directory = Subprocess.run(List.of(python().toString(), "-c", program)).done().strip();
    return Path.of(directory, message + ".xsd");
  }
}
