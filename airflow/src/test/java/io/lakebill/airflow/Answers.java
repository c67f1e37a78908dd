package io.lakebill.airflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A server on the loopback interface that gives prepared answers: for each method and path the
 * given ones in their order, the last one again and again. What the real servers answer is tested
 * with the real ones, in the module of the tests.
 */
public final class Answers implements AutoCloseable {

  private static final int NEVER = -1;

  private final HttpServer server;
  private final Map<String, List<Answer>> answers = new LinkedHashMap<>();
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

  /** Starts on a free port. */
  public Answers() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Prepares an answer to a call such as {@code GET /health}. */
  public Answers to(String call, int status, String body) {
    answers.computeIfAbsent(call, c -> new ArrayList<>()).add(new Answer(status, body));
    return this;
  }

  /** Prepares a call that is never answered: the connection is closed. */
  public Answers hangUpOn(String call) {
    return to(call, NEVER, "");
  }

  /** The calls so far. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The server's address. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(new Call(call, exchange.getRequestHeaders().getFirst("Authorization"), body));
    Answer answer = next(call);
    if (answer.status() == NEVER) {
      exchange.close();
      return;
    }
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Answer next(String call) {
    List<Answer> left = answers.getOrDefault(call, List.of(new Answer(404, "no such call")));
    return left.size() > 1 ? left.remove(0) : left.get(0);
  }

  /**
   * A call as it arrived.
   *
   * @param authorization the header, null without one
   */
  public record Call(String line, String authorization, String body) {}

  private record Answer(int status, String body) {}
}
