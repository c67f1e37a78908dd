package io.lakebill.tests.scheduled;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Subprocess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Python of the module airflow: its own tests, its types, its form. */
class DagsIT {

  @Test
  void theirTestsPass() {
    assertPasses("pytest", "-q", "-p", "no:cacheprovider");
  }

  @Test
  void theirTypesAgree() {
    assertPasses("mypy", "--no-incremental", "plugins", "dags", "tests");
  }

  @Test
  void theyAreFormattedAndLinted() {
    assertPasses("ruff", "check", "--no-cache", ".");
    assertPasses("ruff", "format", "--no-cache", "--check", ".");
  }

  /** Tools of the same Python, in the module's folder, where their settings are. */
  private static void assertPasses(String tool, String... arguments) {
    String command =
        "cd airflow && PYTHONDONTWRITEBYTECODE=1 exec '%s' -m %s %s"
            .formatted(AirflowPython.executable(), tool, String.join(" ", arguments));
    Outcome outcome = Subprocess.run(List.of("bash", "-c", command));
    assertEquals(0, outcome.exitCode(), outcome.out());
  }
}
