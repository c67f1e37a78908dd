package io.lakebill.airflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lakebill.airflow.http.RemoteException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * JSON to and from one server. Every call has a deadline. A GET without an answer is asked once
 * more; anything else is not, as it may have been done.
 */
public final class JsonHttp {

  /** Documents of servers: snake case, and later versions may add fields. */
  public static final ObjectMapper DOCUMENTS =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private static final int LONGEST_EXCERPT = 500;

  private final HttpClient client;
  private final String server;
  private final Duration deadline;

  /**
   * @param server scheme, host and port, perhaps with a path that all calls begin with
   * @param deadline for connecting, and again for the answer
   */
  public JsonHttp(URI server, Duration deadline) {
    this.server = server.toString().replaceAll("/+$", "");
    this.deadline = deadline;
    // Airflow's server refuses the attempt to upgrade to HTTP/2.
    this.client =
        HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(deadline).build();
  }

  /** Asks for something. */
  public JsonNode get(String path, Optional<String> token) {
    HttpRequest request = request(path, token).GET().build();
    try {
      return answer(request);
    } catch (RemoteException e) {
      if (e.kind() != Kind.UNAVAILABLE) {
        throw e;
      }
      return answer(request);
    }
  }

  /** Does something. */
  public JsonNode post(String path, Optional<String> token, Object body) {
    return send("POST", path, token, body);
  }

  /** Changes something. */
  public JsonNode patch(String path, Optional<String> token, Object body) {
    return send("PATCH", path, token, body);
  }

  /** The server, as messages name it. */
  public String server() {
    return server;
  }

  private JsonNode send(String method, String path, Optional<String> token, Object body) {
    try {
      String json = DOCUMENTS.writeValueAsString(body);
      return answer(request(path, token).method(method, BodyPublishers.ofString(json)).build());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot write " + body, e);
    }
  }

  private HttpRequest.Builder request(String path, Optional<String> token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(deadline)
            .header("Content-Type", "application/json;charset=UTF-8")
            .header("Accept", "application/json");
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    return request;
  }

  private JsonNode answer(HttpRequest request) {
    String call = request.method() + " " + request.uri();
    HttpResponse<String> response;
    try {
      response = client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new RemoteException(
          Kind.UNAVAILABLE, "%s: no answer (%s); is it running?".formatted(call, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RemoteException(Kind.UNAVAILABLE, call + ": interrupted", e);
    }
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return json(call, response.body());
    }
    throw new RemoteException(
        kind(status), "%s: %d %s".formatted(call, status, excerpt(response.body())));
  }

  private static JsonNode json(String call, String body) {
    try {
      return body.isEmpty() ? DOCUMENTS.nullNode() : DOCUMENTS.readTree(body);
    } catch (JsonProcessingException e) {
      throw new RemoteException(
          Kind.INVALID,
          "%s: the answer is not JSON but begins with: %s; is the URL right?"
              .formatted(call, excerpt(body)),
          e);
    }
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 401, 403 -> Kind.REFUSED;
      case 404 -> Kind.NOT_FOUND;
      case 409 -> Kind.CONFLICT;
      default -> status >= 500 || status == 429 ? Kind.UNAVAILABLE : Kind.INVALID;
    };
  }

  private static String excerpt(String body) {
    String line = body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST_EXCERPT ? line.substring(0, LONGEST_EXCERPT) + "..." : line;
  }
}
