package io.lakebill.tests.issued;

import static org.junit.jupiter.api.Assertions.assertTrue;
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

  /** The XSD of a message of ISO 20022: sepaxml has those to banks, camt053 those from them. */
  static Path schema(String message) {
    String folder = message.startsWith("camt.") ? "camt053/xsd" : "sepaxml/schemas";
    String program = "import sysconfig; print(sysconfig.get_path('purelib'))";
    String packages = Subprocess.run(List.of(python().toString(), "-c", program)).done().strip();
    Path schema = Path.of(packages, folder, message + ".xsd");
    assertTrue(
        Files.exists(schema),
        () -> schema + " is missing: install tests/requirements-schemas.txt, or run .ci/run");
    return schema;
  }
}
