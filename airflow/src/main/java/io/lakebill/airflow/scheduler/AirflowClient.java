package io.lakebill.airflow.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.airflow.http.JsonHttp;
import io.lakebill.airflow.http.RemoteException;
import io.lakebill.airflow.http.RemoteException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Airflow through its REST interface, version 2, as people and scripts use it. Logs in when needed,
 * and once more when the token has run out.
 */
public final class AirflowClient {

  private static final String API = "/api/v2";

  private static final Patience FEW_SECONDS =
      new Patience(Duration.ofSeconds(30), Duration.ofSeconds(1));

  private final JsonHttp http;
  private final Login login;
  private Optional<String> token = Optional.empty();

  /** Does not connect yet. */
  public AirflowClient(Login login, Duration deadline) {
    this.http = new JsonHttp(login.server(), deadline);
    this.login = login;
  }

  /**
   * Starts a night by hand. Its id is chosen here, so that a call whose answer was lost can be told
   * from one that never arrived.
   *
   * @param asOf the date to bill; empty means the end of the data interval that Airflow gives
   */
  public DagRun trigger(String dag, Optional<LocalDate> asOf, boolean isFull) {
    String id =
        asOf.map(date -> "as_of_" + date + "_").orElse("manual_")
            + UUID.randomUUID().toString().substring(0, 8);
    Map<String, Object> conf = new LinkedHashMap<>();
    asOf.ifPresent(date -> conf.put("as_of", date.toString()));
    if (isFull) {
      conf.put("full", true);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("dag_run_id", id);
    body.put("logical_date", null);
    body.put("conf", conf);
    try {
      return read(call(t -> http.post(runs(dag), t, body)), DagRun.class);
    } catch (RemoteException e) {
      if (e.kind() != Kind.UNAVAILABLE) {
        throw e;
      }
      return run(dag, id);
    }
  }

  /** One run. */
  public DagRun run(String dag, String run) {
    return read(call(t -> http.get(runs(dag) + "/" + encode(run), t)), DagRun.class);
  }

  /** The newest runs, the newest first. */
  public List<DagRun> runs(String dag, int most) {
    JsonNode page =
        call(t -> http.get(runs(dag) + "?order_by=-run_after&limit=%d".formatted(most), t));
    return list(page.path("dag_runs"), DagRun.class);
  }

  /** The tasks of a run. */
  public List<TaskInstance> tasks(String dag, String run) {
    JsonNode page = call(t -> http.get(runs(dag) + "/" + encode(run) + "/taskInstances", t));
    return list(page.path("task_instances"), TaskInstance.class);
  }

  /** What an attempt at a task logged, a line per event. */
  public List<String> log(String dag, String run, TaskInstance task) {
    String path =
        "%s/%s/taskInstances/%s/logs/%d?full_content=true"
            .formatted(runs(dag), encode(run), encode(task.taskId()), task.tryNumber());
    List<String> lines = new ArrayList<>();
    for (JsonNode event : call(t -> http.get(path, t)).path("content")) {
      lines.add(event.isTextual() ? event.asText() : event.path("event").asText());
      event
          .path("error_detail")
          .forEach(error -> lines.add("error: " + error.path("exc_value").asText()));
    }
    return lines;
  }

  /** Does the failed tasks of a run again. */
  public void clear(String dag, String run) {
    Map<String, Object> body = Map.of("dry_run", false, "only_failed", true);
    call(t -> http.post(runs(dag) + "/" + encode(run) + "/clear", t, body));
  }

  /**
   * Runs nights gone by, one after the other, the oldest first. Nights that succeeded are left
   * alone unless they are to be run again. A server that could not do it now is asked again for a
   * few seconds (Airflow on SQLite is often busy), after a look whether it did it all the same.
   */
  public Backfill backfill(String dag, Dates nights, boolean isAgain) {
    Map<String, Object> body = body(dag, nights, isAgain);
    return FEW_SECONDS
        .until(
            "asking for a backfill",
            () ->
                openBackfill(dag, nights)
                    .or(
                        () ->
                            Optional.of(
                                read(
                                    call(t -> http.post(API + "/backfills", t, body)),
                                    Backfill.class))),
            Optional::isPresent)
        .orElseThrow();
  }

  private Optional<Backfill> openBackfill(String dag, Dates nights) {
    JsonNode page = call(t -> http.get(API + "/backfills?dag_id=" + encode(dag), t));
    return list(page.path("backfills"), Backfill.class).stream()
        .filter(backfill -> !backfill.isOver())
        .filter(backfill -> backfill.fromDate().equals(nights.from().toInstant()))
        .filter(backfill -> backfill.toDate().equals(nights.to().toInstant()))
        .findFirst();
  }

  /** The logical dates that a backfill would run. */
  public List<String> backfillDryRun(String dag, Dates nights, boolean isAgain) {
    JsonNode answer =
        call(t -> http.post(API + "/backfills/dry_run", t, body(dag, nights, isAgain)));
    List<String> dates = new ArrayList<>();
    answer.path("backfills").forEach(night -> dates.add(night.path("logical_date").asText()));
    return dates;
  }

  /** A backfill as it stands. */
  public Backfill backfill(long id) {
    return read(call(t -> http.get(API + "/backfills/" + id, t)), Backfill.class);
  }

  /** Waits until a run is over. */
  public DagRun wait(String dag, String run, Patience patience) {
    return patience.until("run " + run, () -> run(dag, run), now -> now.state().isOver());
  }

  /** Waits until all runs of a backfill are over. */
  public Backfill wait(long backfill, Patience patience) {
    return patience.until("backfill " + backfill, () -> backfill(backfill), Backfill::isOver);
  }

  /** Whether Airflow will start runs of a DAG by itself. */
  public boolean isPaused(String dag) {
    return call(t -> http.get(API + "/dags/" + encode(dag), t)).path("is_paused").asBoolean();
  }

  /** Lets Airflow start runs of a DAG, or not. */
  public void pause(String dag, boolean isPaused) {
    call(t -> http.patch(API + "/dags/" + encode(dag), t, Map.of("is_paused", isPaused)));
  }

  /** The parts of Airflow and how they are, such as {@code scheduler: healthy}. */
  public Map<String, String> health() {
    Map<String, String> parts = new LinkedHashMap<>();
    http.get(API + "/monitor/health", Optional.empty())
        .properties()
        .forEach(part -> parts.put(part.getKey(), part.getValue().path("status").asText("none")));
    return parts;
  }

  /** What is wrong with DAG files, as {@code file: error}. */
  public List<String> importErrors() {
    List<String> errors = new ArrayList<>();
    call(t -> http.get(API + "/importErrors", t))
        .path("import_errors")
        .forEach(
            error ->
                errors.add(
                    error.path("filename").asText() + ": " + error.path("stack_trace").asText()));
    return errors;
  }

  /** The slots of a pool, and whether a task that waits for its job keeps its slot. */
  public Pool pool(String name) {
    return read(call(t -> http.get(API + "/pools/" + encode(name), t)), Pool.class);
  }

  private JsonNode call(Function<Optional<String>, JsonNode> call) {
    boolean isFresh = token.isEmpty();
    if (isFresh) {
      token = Optional.of(logIn());
    }
    try {
      return call.apply(token);
    } catch (RemoteException e) {
      if (e.kind() != Kind.REFUSED || isFresh) {
        throw e;
      }
      token = Optional.of(logIn());
      return call.apply(token);
    }
  }

  private String logIn() {
    Map<String, String> body = Map.of("username", login.user(), "password", login.password());
    JsonNode answer;
    try {
      answer = http.post("/auth/token", Optional.empty(), body);
    } catch (RemoteException e) {
      throw e.kind() == Kind.REFUSED
          ? new RemoteException(
              Kind.REFUSED, "Airflow does not know %s: user or password".formatted(login), e)
          : e;
    }
    if (!answer.hasNonNull("access_token")) {
      throw new RemoteException(Kind.INVALID, "%s: no token in the answer".formatted(login));
    }
    return answer.get("access_token").asText();
  }

  private static Map<String, Object> body(String dag, Dates nights, boolean isAgain) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("dag_id", dag);
    body.put("from_date", nights.from().toString());
    body.put("to_date", nights.to().toString());
    body.put("run_backwards", false);
    body.put("reprocess_behavior", isAgain ? "completed" : "failed");
    body.put("max_active_runs", 1);
    return body;
  }

  private static String runs(String dag) {
    return API + "/dags/" + encode(dag) + "/dagRuns";
  }

  private static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static <T> List<T> list(JsonNode nodes, Class<T> type) {
    List<T> values = new ArrayList<>();
    nodes.forEach(node -> values.add(read(node, type)));
    return values;
  }

  private static <T> T read(JsonNode node, Class<T> type) {
    return JsonHttp.DOCUMENTS.convertValue(node, type);
  }
}
