package io.lakebill.airflow.cli;

import io.lakebill.airflow.scheduler.AirflowClient;
import io.lakebill.airflow.scheduler.Login;
import java.net.URI;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which Airflow and which DAG. */
final class Connection {

  private static final Duration DEADLINE = Duration.ofSeconds(20);

  @Option(
      names = "--airflow",
      paramLabel = "URL",
      defaultValue = "${env:LAKEBILL_AIRFLOW_URL:-http://localhost:8080}",
      description = "Airflow's web server, or LAKEBILL_AIRFLOW_URL; default: ${DEFAULT-VALUE}.")
  private URI airflow;

  @Option(
      names = "--user",
      defaultValue = "${env:LAKEBILL_AIRFLOW_USER:-admin}",
      description = "Who asks, or LAKEBILL_AIRFLOW_USER; default: ${DEFAULT-VALUE}.")
  private String user;

  @Option(
      names = "--dag",
      defaultValue = "lakebill_nightly",
      description = "The nightly DAG; default: ${DEFAULT-VALUE}.")
  private String dag;

  String dag() {
    return dag;
  }

  /** The password comes from the environment, where the list of processes does not show it. */
  AirflowClient client() {
    String password = System.getenv("LAKEBILL_AIRFLOW_PASSWORD");
    if (password == null) {
      throw new IllegalArgumentException(
          "LAKEBILL_AIRFLOW_PASSWORD is not set: the password of %s at %s"
              .formatted(user, airflow));
    }
    return new AirflowClient(new Login(airflow, user, password), DEADLINE);
  }
}
