package io.lakebill.tests.scheduled;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Python that has Airflow, and the tools that check the DAGs. */
final class AirflowPython {

  private AirflowPython() {}

  /** Its executable; without one the test is skipped, or fails where CI is set. */
  static String executable() {
    String named = System.getenv("LAKEBILL_AIRFLOW_PYTHON");
    Path python =
        named == null || named.isEmpty()
            ? Path.of(System.getProperty("lakebill.project"), ".ci", "airflow", "bin", "python")
            : Path.of(named);
    if (Files.isExecutable(python)) {
      return python.toString();
    }
    String reason =
        "there is no Python with Airflow: set LAKEBILL_AIRFLOW_PYTHON to one that has"
            + " airflow/requirements.txt installed, or run .ci/run";
    return "true".equals(System.getenv("CI")) ? fail(reason) : abort("skipped: " + reason);
  }
}
