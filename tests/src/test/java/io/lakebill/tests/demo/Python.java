package io.lakebill.tests.demo;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Python that has the packages of the notebooks. */
final class Python {

  private static final Path PROJECT = Path.of(System.getProperty("lakebill.project"));

  /** The program that executes them. */
  static final String EXECUTE = PROJECT.resolve("notebooks/execute.py").toString();

  private Python() {}

  /** Its executable; without one the test is skipped, or fails where CI is set. */
  static Path ofTheNotebooks() {
    String named = System.getenv("LAKEBILL_PYTHON");
    Path python =
        named == null || named.isEmpty()
            ? PROJECT.resolve(".ci/python/bin/python")
            : Path.of(named);
    if (Files.isExecutable(python)) {
      return python;
    }
    String reason =
        "there is no Python with the notebooks' packages: set LAKEBILL_PYTHON, or run .ci/run";
    return "true".equals(System.getenv("CI")) ? fail(reason) : abort("skipped: " + reason);
  }
}
