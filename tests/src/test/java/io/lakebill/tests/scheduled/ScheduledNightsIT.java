package io.lakebill.tests.scheduled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.airflow.http.RemoteException;
import io.lakebill.airflow.http.RemoteException.Kind;
import io.lakebill.airflow.scheduler.AirflowClient;
import io.lakebill.airflow.scheduler.DagRun;
import io.lakebill.airflow.scheduler.Dates;
import io.lakebill.airflow.scheduler.RunState;
import io.lakebill.airflow.scheduler.TaskInstance;
import io.lakebill.airflow.spark.DriverState;
import io.lakebill.airflow.spark.SecretKey;
import io.lakebill.airflow.spark.SparkSubmissions;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nights that a real Airflow schedules and a real cluster runs. The tests follow one lake through
 * its nights, in their order.
 */
@Tag("slow")
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScheduledNightsIT {

  private static final LocalDate FIRST_NIGHT = LocalDate.parse(September.MONTH_END);

  private static final List<LocalDate> NIGHTS_GONE_BY =
      LocalDate.of(2026, 11, 2).datesUntil(LocalDate.of(2026, 11, 5)).toList();

  private Path input;
  private LocalNights local;
  private Trial trial;
  private AirflowClient airflow;

  @BeforeAll
  void startsEverything() {
    input = Scratch.directory("input");
    Scratch.copy(September.SCENARIO.folder(), input);
    local = LocalNights.over(input);
    trial = Trial.start(input);
    airflow = trial.airflow();
  }

  @AfterAll
  void stopsEverything() {
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  @Order(1)
  void theDagIsImportedWithoutErrorsAndItsPoolIsThere() {
    assertFalse(airflow.isPaused(Trial.DAG));
    assertEquals(List.of(), airflow.importErrors());
    assertEquals(1, airflow.pool("lakebill").slots());
    assertTrue(airflow.pool("lakebill").includeDeferred());
  }

  @Test
  @Order(2)
  void aNightTriggeredOverRestFailsWithItsReasonAndIsNotTriedAgainUntilSomebodyClearsIt()
      throws IOException {
    Path file = input.resolve("catalog.yaml");
    String catalog = Files.readString(file);
    Files.writeString(file, catalog.replace("aggregation: sum", "aggregation: total"));

    DagRun night = airflow.trigger(Trial.DAG, Optional.of(FIRST_NIGHT), false);
    DagRun failed = airflow.wait(Trial.DAG, night.dagRunId(), Trial.NIGHT);
    Files.writeString(file, catalog);

    assertEquals(RunState.FAILED, failed.state(), trial::logs);
    TaskInstance task = task(failed);
    assertEquals("failed", task.state());
    assertEquals(1, task.tryNumber());
    String log = String.join("\n", airflow.log(Trial.DAG, failed.dagRunId(), task));
    assertTrue(log.contains("error: exit code 78: "), log);
    assertTrue(
        log.contains("catalog.yaml:7: meters/stored/aggregation: 'total' is not one of"), log);
    assertEquals(List.of(), trial.runs());

    airflow.clear(Trial.DAG, failed.dagRunId());
    local.bill(FIRST_NIGHT);
    DagRun over = airflow.wait(Trial.DAG, failed.dagRunId(), Trial.NIGHT);

    assertEquals(RunState.SUCCESS, over.state(), trial::logs);
    assertEquals(2, task(over).tryNumber());
    assertFalse(trial.lake().rows("SELECT number FROM invoices").isEmpty());
    assertBilledAsLocally();
  }

  /** The driver dies in the first of them, the master in the second. */
  @Test
  @Order(3)
  void aBackfillOfThreeNightsSurvivesAKilledDriverAndARestartedMaster() throws IOException {
    LocalDate first = NIGHTS_GONE_BY.get(0);
    airflow.backfill(Trial.DAG, new Dates(first, NIGHTS_GONE_BY.get(2), ZoneOffset.UTC), false);
    trial.awaitJob(first + "-001", "meter");
    trial.killDriver();
    NIGHTS_GONE_BY.forEach(local::bill);
    trial.awaitJob(NIGHTS_GONE_BY.get(1) + "-001", "meter");
    trial.restartMaster();

    List<DagRun> nights =
        airflow.runs(Trial.DAG, 20).stream()
            .filter(run -> run.runType().equals("backfill"))
            .sorted(Comparator.comparing(DagRun::dataIntervalEnd))
            .map(run -> airflow.wait(Trial.DAG, run.dagRunId(), Trial.NIGHT))
            .toList();
    assertEquals(
        List.of(RunState.SUCCESS, RunState.SUCCESS, RunState.SUCCESS),
        nights.stream().map(DagRun::state).toList(),
        trial::logs);
    assertTrue(
        task(nights.get(0)).tryNumber() > 1, "the night whose driver was killed was tried once");
    assertEquals(
        1, task(nights.get(1)).tryNumber(), "the night whose master was restarted was tried again");
    assertBilledAsLocally();
  }

  @Test
  @Order(4)
  void wrongCredentialsAreRefused() {
    assertRefused(() -> trial.airflow("guessed").importErrors());
    SecretKey guessed = SecretKey.parse(Base64.getUrlEncoder().encodeToString(new byte[32]));
    assertRefused(() -> trial.spark(guessed, Clock.systemUTC()).status("driver-1"));
    Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    assertRefused(() -> trial.spark(yesterday).status("driver-1"));
  }

  @Test
  @Order(5)
  void theClusterTellsWhatItKnowsOfDriversAndNoMore() {
    SparkSubmissions spark = trial.spark(Clock.systemUTC());
    assertEquals(DriverState.NOT_KNOWN, spark.status("driver-that-never-was"));
    assertFalse(spark.kill("driver-that-never-was"));
  }

  /** The same rows in every table, state included, and every night published once. */
  private void assertBilledAsLocally() {
    BusinessRows.assertSame(rows(local.lake()), rows(trial.lake()));
    String published = "SELECT as_of FROM billing_runs ORDER BY published_at";
    assertEquals(local.lake().rows(published), trial.lake().rows(published));
  }

  /** A night that is repeated lands once more, nothing, under a number of its own. */
  private static Map<String, List<String>> rows(TestLake lake) {
    Map<String, List<String>> rows = BusinessRows.withState(lake);
    rows.replaceAll(
        (table, all) ->
            all.stream().map(row -> row.replaceAll("\"landing\":\\d+,", "")).sorted().toList());
    return rows;
  }

  private TaskInstance task(DagRun run) {
    List<TaskInstance> tasks = airflow.tasks(Trial.DAG, run.dagRunId());
    assertEquals(1, tasks.size());
    return tasks.get(0);
  }

  private static void assertRefused(Runnable call) {
    RemoteException refused = assertThrows(RemoteException.class, call::run);
    assertEquals(Kind.REFUSED, refused.kind(), refused::getMessage);
  }
}
