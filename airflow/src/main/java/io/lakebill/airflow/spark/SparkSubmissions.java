package io.lakebill.airflow.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.airflow.http.JsonHttp;
import io.lakebill.airflow.http.RemoteException;
import io.lakebill.airflow.http.RemoteException.Kind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Drivers of a standalone cluster through its REST submission server. Every call carries a token of
 * its own. What became of a job is not known here: Spark keeps neither exit codes nor reasons, so
 * the job's own record decides.
 */
public final class SparkSubmissions {

  private static final String VERSION = "4.2.0";

  private final JsonHttp http;
  private final SecretKey key;
  private final Clock clock;

  /**
   * @param server such as {@code http://master:6066}
   */
  public SparkSubmissions(URI server, SecretKey key, Duration deadline, Clock clock) {
    this.http = new JsonHttp(server, deadline);
    this.key = key;
    this.clock = clock;
  }

  /**
   * Submits, once: the server has no way to recognise a copy.
   *
   * @return the driver's id
   * @throws RemoteException UNAVAILABLE if there is no answer, or the master is recovering; REFUSED
   *     if the token is
   */
  public String create(Submission submission) {
    Map<String, String> properties = new LinkedHashMap<>(submission.properties());
    properties.put("spark.submit.deployMode", "cluster");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("action", "CreateSubmissionRequest");
    body.put("appResource", submission.application());
    body.put("mainClass", submission.mainClass());
    body.put("appArgs", submission.arguments());
    body.put("clientSparkVersion", VERSION);
    body.put("environmentVariables", submission.environment());
    body.put("sparkProperties", properties);
    JsonNode answer = explained(() -> http.post("/v1/submissions/create", token(), body));
    if (!answer.path("success").asBoolean() || !answer.hasNonNull("submissionId")) {
      throw new RemoteException(
          Kind.UNAVAILABLE,
          "%s did not take the submission: %s"
              .formatted(http.server(), answer.path("message").asText(answer.toString())));
    }
    return answer.get("submissionId").asText();
  }

  /** Where a driver stands. */
  public DriverState status(String driver) {
    JsonNode answer = explained(() -> http.get("/v1/submissions/status/" + driver, token()));
    return answer.path("success").asBoolean() && answer.hasNonNull("driverState")
        ? DriverState.of(answer.get("driverState").asText())
        : DriverState.NOT_KNOWN;
  }

  /**
   * Asks for a driver's end; asking again does no harm.
   *
   * @return false if it has ended, or the master does not know it
   */
  public boolean kill(String driver) {
    return explained(() -> http.post("/v1/submissions/kill/" + driver, token(), Map.of()))
        .path("success")
        .asBoolean();
  }

  /** A token for one call, for tools such as curl. */
  public String signedToken() {
    return key.token(clock.instant());
  }

  private Optional<String> token() {
    return Optional.of(signedToken());
  }

  private JsonNode explained(java.util.function.Supplier<JsonNode> call) {
    try {
      return call.get();
    } catch (RemoteException e) {
      if (e.kind() != Kind.REFUSED) {
        throw e;
      }
      throw new RemoteException(
          Kind.REFUSED,
          e.getMessage()
              + "; the key must be the master's"
              + " spark.org.apache.spark.ui.JWSFilter.param.secretKey, and both clocks must agree",
          e);
    }
  }
}
