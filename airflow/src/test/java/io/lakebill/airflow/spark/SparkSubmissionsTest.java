package io.lakebill.airflow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebill.airflow.Answers;
import io.lakebill.airflow.http.RemoteException;
import io.lakebill.airflow.http.RemoteException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkSubmissionsTest {

  private static final SecretKey KEY =
      SecretKey.parse(Base64.getUrlEncoder().encodeToString(new byte[32]));

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-03T02:30:00Z"), ZoneOffset.UTC);

  private static final Submission NIGHT =
      new Submission(
          "file:/opt/lakebill.jar",
          "io.lakebill.jobs.cli.Lakebill",
          List.of("nightly"),
          Map.of("spark.master", "spark://m:7077", "spark.app.name", "night"),
          Map.of());

  @Test
  void aSubmissionHasWhatTheServerAsksFor() throws Exception {
    String accepted = "{\"success\": true, \"submissionId\": \"driver-1\"}";
    try (Answers server = new Answers().to("POST /v1/submissions/create", 200, accepted)) {
      assertEquals("driver-1", spark(server).create(NIGHT));

      Answers.Call call = server.calls().get(0);
      assertEquals("Bearer " + KEY.token(CLOCK.instant()), call.authorization());
      JsonNode body = new ObjectMapper().readTree(call.body());
      assertEquals("CreateSubmissionRequest", body.path("action").asText());
      assertEquals("nightly", body.path("appArgs").get(0).asText());
      assertEquals(
          "cluster", body.path("sparkProperties").path("spark.submit.deployMode").asText());
    }
  }

  @Test
  void aMasterThatIsRecoveringMayBeAskedAgain() {
    String refused =
        "{\"success\": false, \"message\": \"Current state is not alive: RECOVERING\"}";
    try (Answers server = new Answers().to("POST /v1/submissions/create", 200, refused)) {
      RemoteException e = assertThrows(RemoteException.class, () -> spark(server).create(NIGHT));
      assertEquals(Kind.UNAVAILABLE, e.kind());
      assertTrue(e.getMessage().contains("RECOVERING"), e.getMessage());
    }
  }

  @Test
  void aSubmissionWhoseAnswerWasLostIsNotRepeated() {
    try (Answers server = new Answers().hangUpOn("POST /v1/submissions/create")) {
      assertThrows(RemoteException.class, () -> spark(server).create(NIGHT));
      assertEquals(1, server.calls().size());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"success": true, "driverState": "SUBMITTED"}  | SUBMITTED | true
          {"success": true, "driverState": "RUNNING"}    | RUNNING   | true
          {"success": true, "driverState": "FINISHED"}   | FINISHED  | false
          {"success": true, "driverState": "FAILED"}     | FAILED    | false
          {"success": false, "submissionId": "driver-1"} | NOT_KNOWN | false
          """)
  void aDriverIsWhereTheMasterSaysOrNotKnown(String answer, DriverState state, boolean isActive) {
    try (Answers server = new Answers().to("GET /v1/submissions/status/driver-1", 200, answer)) {
      assertEquals(state, spark(server).status("driver-1"));
      assertEquals(isActive, state.isActive());
    }
  }

  @Test
  void aDriverThatHasEndedCannotBeKilled() {
    String answer = "{\"success\": false, \"message\": \"Driver has already finished\"}";
    try (Answers server = new Answers().to("POST /v1/submissions/kill/driver-1", 200, answer)) {
      assertFalse(spark(server).kill("driver-1"));
    }
  }

  @Test
  void aRefusedTokenNamesTheSetting() {
    try (Answers server = new Answers().to("GET /v1/submissions/status/driver-1", 403, "{}")) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> spark(server).status("driver-1"));
      assertEquals(Kind.REFUSED, e.kind());
      assertTrue(e.getMessage().contains("JWSFilter.param.secretKey"), e.getMessage());
    }
  }

  @Test
  void aSubmissionWithoutAMasterIsRefusedBeforeAnyCall() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Submission("a.jar", "Main", List.of(), Map.of(), Map.of()));
    assertTrue(e.getMessage().contains("spark.master"), e.getMessage());
  }

  private static SparkSubmissions spark(Answers server) {
    return new SparkSubmissions(server.url(), KEY, Duration.ofSeconds(5), CLOCK);
  }
}
