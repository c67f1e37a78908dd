package io.lakebill.airflow.cli;

import io.lakebill.airflow.http.RemoteException;
import io.lakebill.airflow.scheduler.AirflowClient;
import io.lakebill.airflow.scheduler.Pool;
import io.lakebill.airflow.spark.DriverState;
import io.lakebill.airflow.spark.SecretKey;
import io.lakebill.airflow.spark.SparkSubmissions;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lakebill airflow doctor}. */
@Command(
    name = "doctor",
    description = "Looks whether everything a night needs is there, and says what to do if not.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Connection connection;

  @Option(names = "--pool", defaultValue = "lakebill", description = "The pool of the DAG's tasks.")
  private String pool;

  @Option(
      names = "--spark",
      paramLabel = "URL",
      defaultValue = "${env:LAKEBILL_SPARK_URL}",
      description = {
        "Spark's REST submission server, or LAKEBILL_SPARK_URL; not looked at unless given.",
        "LAKEBILL_SPARK_SECRET has the master's secret key."
      })
  private URI spark;

  private boolean isWell = true;

  @Override
  public Integer call() {
    AirflowClient airflow = connection.client();
    check("Airflow", () -> parts(airflow));
    check("DAG files", () -> files(airflow));
    check("DAG " + connection.dag(), () -> dag(airflow));
    check("pool " + pool, () -> pool(airflow));
    if (spark != null) {
      check("Spark", this::spark);
    }
    return isWell ? AirflowCommand.DONE : AirflowCommand.FAILED;
  }

  private static String parts(AirflowClient airflow) {
    airflow
        .health()
        .forEach(
            (part, status) -> {
              if (status.equals("unhealthy")) {
                throw new IllegalStateException(part + " is unhealthy; look at its log");
              }
            });
    return "its parts are healthy";
  }

  private static String files(AirflowClient airflow) {
    airflow
        .importErrors()
        .forEach(
            error -> {
              throw new IllegalStateException(error.strip());
            });
    return "imported without errors";
  }

  private String dag(AirflowClient airflow) {
    if (airflow.isPaused(connection.dag())) {
      throw new IllegalStateException("is paused: no night will start; unpause it");
    }
    return "is scheduled";
  }

  private String pool(AirflowClient airflow) {
    Pool found = airflow.pool(pool);
    if (found.slots() != 1 || !found.includeDeferred()) {
      throw new IllegalStateException(
          "a lake has one writer: airflow pools set %s 1 nights --include-deferred"
              .formatted(pool));
    }
    return "one job at a time";
  }

  private String spark() {
    String secret = System.getenv("LAKEBILL_SPARK_SECRET");
    if (secret == null) {
      throw new IllegalStateException("LAKEBILL_SPARK_SECRET is not set: the master's secret key");
    }
    DriverState state =
        new SparkSubmissions(
                spark, SecretKey.parse(secret), Duration.ofSeconds(20), Clock.systemUTC())
            .status("driver-that-never-was");
    return state == DriverState.NOT_KNOWN ? "answers, and takes the token" : "answers oddly";
  }

  private void check(String what, java.util.function.Supplier<String> look) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.printf(Locale.ROOT, "well   %s: %s%n", what, look.get());
    } catch (RemoteException | IllegalStateException | IllegalArgumentException e) {
      isWell = false;
      out.printf(Locale.ROOT, "wrong  %s: %s%n", what, e.getMessage());
    }
    out.flush();
  }
}
