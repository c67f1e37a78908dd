package io.lakebill.tests.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The notebooks run, with their assertions, over an extract of the demo's lake. */
@ExtendWith(SparkExtension.class)
class NotebookIT {

  private static final Path PROJECT = Path.of(System.getProperty("lakebill.project"));

  @Test
  void notebooksRunOverTheDemo() {
    Path python = python();
    Path extract = Scratch.directory("extract");
    DemoLake.get().run("extract", "--output", extract.toString()).done();

    Outcome outcome =
        Subprocess.run(
            List.of(
                python.toString(),
                PROJECT.resolve("notebooks/execute.py").toString(),
                extract.toString()));

    assertEquals(0, outcome.exitCode(), outcome.out());
  }

  private static Path python() {
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
