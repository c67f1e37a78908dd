package io.lakebill.airflow.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.airflow.Answers;
import io.lakebill.airflow.http.RemoteException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonHttpTest {

  private static final Duration DEADLINE = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          400, INVALID
          401, REFUSED
          403, REFUSED
          404, NOT_FOUND
          409, CONFLICT
          422, INVALID
          429, UNAVAILABLE
          500, UNAVAILABLE
          503, UNAVAILABLE
          """)
  void anErrorSaysWhatACallerCanDo(int status, Kind kind) {
    try (Answers server = new Answers().to("POST /x", status, "<b>the reason</b>")) {
      RemoteException e =
          assertThrows(
              RemoteException.class,
              () -> http(server.url()).post("/x", Optional.empty(), Map.of()));
      assertEquals(kind, e.kind());
      assertEquals("POST %s/x: %d the reason".formatted(server.url(), status), e.getMessage());
    }
  }

  @Test
  void aQuestionWithoutAnAnswerIsAskedOnceMore() {
    try (Answers server = new Answers().to("GET /x", 503, "").to("GET /x", 200, "{\"a\": 1}")) {
      assertEquals(1, http(server.url()).get("/x", Optional.empty()).path("a").asInt());
      assertEquals(2, server.calls().size());
    }
  }

  @Test
  void anOrderWithoutAnAnswerIsNotGivenAgain() {
    try (Answers server = new Answers().to("POST /x", 503, "")) {
      assertThrows(
          RemoteException.class, () -> http(server.url()).post("/x", Optional.empty(), Map.of()));
      assertEquals(1, server.calls().size());
    }
  }

  @Test
  void aConnectionThatIsClosedIsNoAnswer() {
    try (Answers server = new Answers().hangUpOn("POST /x")) {
      RemoteException e =
          assertThrows(
              RemoteException.class,
              () -> http(server.url()).post("/x", Optional.empty(), Map.of()));
      assertEquals(Kind.UNAVAILABLE, e.kind());
      assertTrue(e.getMessage().contains("is it running?"), e.getMessage());
    }
  }

  @Test
  void anotherServerIsRecognised() {
    try (Answers server = new Answers().to("GET /x", 200, "<html>Welcome</html>")) {
      RemoteException e =
          assertThrows(RemoteException.class, () -> http(server.url()).get("/x", Optional.empty()));
      assertEquals(Kind.INVALID, e.kind());
      assertTrue(e.getMessage().contains("is the URL right?"), e.getMessage());
    }
  }

  private static JsonHttp http(URI server) {
    return new JsonHttp(server, DEADLINE);
  }
}
