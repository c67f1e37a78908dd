package io.lakebill.airflow.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebill.airflow.Answers;
import io.lakebill.airflow.http.RemoteException;
import io.lakebill.airflow.http.RemoteException.Kind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AirflowClientTest {

  private static final String LOG_IN = "POST /auth/token";
  private static final String TRIGGER = "POST /api/v2/dags/night/dagRuns";
  private static final String BACKFILLS = "GET /api/v2/backfills?dag_id=night";
  private static final String NONE = "{\"backfills\": []}";
  private static final String RUN = "GET /api/v2/dags/night/dagRuns/one";
  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(5), Duration.ofMillis(10));

  @Test
  void aTokenThatRanOutIsRenewedOnce() {
    try (Answers server =
        new Answers()
            .to(LOG_IN, 201, token("first"))
            .to(LOG_IN, 201, token("second"))
            .to(RUN, 200, run("running"))
            .to(RUN, 401, "expired")
            .to(RUN, 200, run("success"))) {
      AirflowClient airflow = client(server);
      assertEquals(RunState.RUNNING, airflow.run("night", "one").state());
      assertEquals(RunState.SUCCESS, airflow.run("night", "one").state());
      assertEquals("Bearer second", server.calls().get(4).authorization());
    }
  }

  @Test
  void aWrongPasswordIsSaidAsSuchAndNotShown() {
    try (Answers server = new Answers().to(LOG_IN, 401, "Invalid credentials")) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> client(server).run("night", "one"));
      assertEquals(Kind.REFUSED, e.kind());
      assertTrue(e.getMessage().contains("user or password"), e.getMessage());
      assertTrue(!e.getMessage().contains("s3cret"), e.getMessage());
    }
  }

  @Test
  void aTriggerWhoseAnswerWasLostIsLookedUpAndNotRepeated() throws Exception {
    try (Answers server = loggedIn().hangUpOn(TRIGGER)) {
      RemoteException e =
          assertThrows(
              RemoteException.class,
              () -> client(server).trigger("night", Optional.of(LocalDate.of(2026, 10, 3)), true));

      assertEquals(Kind.NOT_FOUND, e.kind());
      List<Answers.Call> calls = server.calls();
      assertEquals(3, calls.size());
      JsonNode body = new ObjectMapper().readTree(calls.get(1).body());
      assertEquals("2026-10-03", body.path("conf").path("as_of").asText());
      assertTrue(body.path("conf").path("full").asBoolean());
      assertTrue(calls.get(2).line().endsWith(body.path("dag_run_id").asText()));
    }
  }

  @Test
  void waitingOutlastsAServerThatDoesNotAnswerForAWhile() {
    try (Answers server =
        loggedIn()
            .to(RUN, 200, run("queued"))
            .to(RUN, 503, "")
            .to(RUN, 503, "")
            .to(RUN, 503, "")
            .to(RUN, 200, run("failed"))) {
      assertEquals(RunState.FAILED, client(server).wait("night", "one", PATIENCE).state());
    }
  }

  @Test
  void waitingEndsAndSaysThatTheRunGoesOn() {
    try (Answers server = loggedIn().to(RUN, 200, run("running"))) {
      Patience none = new Patience(Duration.ZERO, Duration.ofMillis(10));
      RemoteException e =
          assertThrows(RemoteException.class, () -> client(server).wait("night", "one", none));
      assertEquals(Kind.UNAVAILABLE, e.kind());
      assertTrue(e.getMessage().contains("it goes on without us"), e.getMessage());
    }
  }

  @Test
  void nightsAreAskedForByTheDatesThatTheirIntervalsBeginOn() throws Exception {
    String created =
        """
        {"id": 7, "dag_id": "night", "from_date": "2026-11-01T00:00:00Z",
         "to_date": "2026-11-03T23:59:59Z", "completed_at": null}
        """;
    try (Answers server =
        loggedIn().to(BACKFILLS, 200, NONE).to("POST /api/v2/backfills", 200, created)) {
      Dates nights =
          new Dates(
              LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 4), ZoneId.of("Europe/Berlin"));

      assertEquals(7, client(server).backfill("night", nights, false).id());

      JsonNode body = new ObjectMapper().readTree(server.calls().get(2).body());
      assertEquals("2026-11-01T00:00+01:00", body.path("from_date").asText());
      assertEquals("2026-11-03T23:59:59+01:00", body.path("to_date").asText());
      assertEquals("failed", body.path("reprocess_behavior").asText());
      assertEquals(1, body.path("max_active_runs").asInt());
    }
  }

  @Test
  void aBackfillThatWasMadeAlthoughTheAnswerSaidNoIsNotMadeAgain() {
    Dates nights =
        new Dates(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 4), ZoneId.of("UTC"));
    String made =
        """
        {"backfills": [
          {"id": 7, "dag_id": "night", "from_date": "2026-10-01T00:00:00Z",
           "to_date": "2026-11-03T23:59:59Z", "completed_at": null},
          {"id": 8, "dag_id": "night", "from_date": "2026-11-01T00:00:00Z",
           "to_date": "2026-11-03T23:59:59Z", "completed_at": null}]}
        """;
    try (Answers server =
        loggedIn()
            .to(BACKFILLS, 200, NONE)
            .to(BACKFILLS, 200, made)
            .to("POST /api/v2/backfills", 503, "Database is locked")) {
      assertEquals(8, client(server).backfill("night", nights, false).id());
      assertEquals(
          1,
          server.calls().stream().filter(c -> c.line().equals("POST /api/v2/backfills")).count());
    }
  }

  @Test
  void nightsInTheWrongOrderAreRefused() {
    LocalDate today = LocalDate.of(2026, 11, 4);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Dates(today, today.minusDays(1), ZoneId.of("UTC")));
    assertTrue(e.getMessage().contains("2026-11-03"), e.getMessage());
  }

  private static Answers loggedIn() {
    return new Answers().to(LOG_IN, 201, token("token"));
  }

  private static AirflowClient client(Answers server) {
    return new AirflowClient(new Login(server.url(), "ann", "s3cret"), Duration.ofSeconds(5));
  }

  private static String token(String token) {
    return "{\"access_token\": \"" + token + "\"}";
  }

  private static String run(String state) {
    return """
        {"dag_run_id": "one", "state": "%s", "run_type": "manual", "new_field": 1}
        """
        .formatted(state);
  }
}
