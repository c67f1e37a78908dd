package io.lakebill.tests.scheduled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.airflow.http.RemoteException;
import io.lakebill.airflow.http.RemoteException.Kind;
import io.lakebill.airflow.scheduler.AirflowClient;
import io.lakebill.airflow.scheduler.Backfill;
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
@Tag("long")
@ExtendWith(SparkExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScheduledNightsIT {

  private static final String FIRST_NIGHT = September.MONTH_END;

  private static final Dates NIGHTS_GONE_BY =
      new Dates(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 4), ZoneOffset.UTC);

  private static final String CATALOG = "catalog.yaml";

  private Path input;
  private TestLake local;
  private Trial trial;
  private AirflowClient airflow;

  @BeforeAll
  void startsEverything() {
    input = Scratch.directory("input");
    Scratch.copy(September.SCENARIO.folder(), input);
    local = TestLake.at(Scratch.directory("local"));
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
  void aNightTriggeredOverRestBillsWhatALocalRunBills() {
    DagRun night = airflow.trigger(Trial.DAG, Optional.of(LocalDate.parse(FIRST_NIGHT)), false);

    assertSucceeds(night);
    billLocally(FIRST_NIGHT);
    assertFalse(trial.lake().rows("SELECT number FROM invoices").isEmpty());
    BusinessRows.assertSame(BusinessRows.withState(local), BusinessRows.withState(trial.lake()));
  }

  /** The driver dies in the first of them, the master in the second. */
  @Test
  @Order(3)
  void aBackfillOfThreeNightsSurvivesAKilledDriverAndARestartedMaster() throws IOException {
    Backfill backfill = airflow.backfill(Trial.DAG, NIGHTS_GONE_BY, false);

    trial.awaitJob("2026-11-02-001", "meter");
    trial.killDriver();
    trial.awaitJob("2026-11-03-001", "meter");
    trial.restartMaster();
    airflow.wait(backfill.id(), Trial.NIGHT.times(3));

    List<DagRun> nights =
        airflow.runs(Trial.DAG, 20).stream()
            .filter(run -> run.runType().equals("backfill"))
            .sorted(Comparator.comparing(DagRun::dataIntervalEnd))
            .toList();
    assertEquals(
        List.of(RunState.SUCCESS, RunState.SUCCESS, RunState.SUCCESS),
        nights.stream().map(DagRun::state).toList(),
        trial::logs);
    TaskInstance killed = task(nights.get(0));
    assertTrue(killed.tryNumber() > 1, "the night whose driver was killed was tried once");
    for (String night : List.of("2026-11-02", "2026-11-03", "2026-11-04")) {
      billLocally(night);
    }
    BusinessRows.assertSame(BusinessRows.withState(local), BusinessRows.withState(trial.lake()));
    String published = "SELECT as_of FROM billing_runs ORDER BY published_at";
    assertEquals(local.rows(published), trial.lake().rows(published));
  }

  @Test
  @Order(4)
  void aJobThatFailsShowsItsReasonAndIsNotTriedAgainUntilSomebodyClearsIt() throws IOException {
    String catalog = Files.readString(input.resolve(CATALOG));
    Files.writeString(
        input.resolve(CATALOG), catalog.replace("aggregation: sum", "aggregation: total"));

    DagRun night = airflow.trigger(Trial.DAG, Optional.of(LocalDate.parse("2026-11-05")), false);
    DagRun failed = airflow.wait(Trial.DAG, night.dagRunId(), Trial.NIGHT);

    assertEquals(RunState.FAILED, failed.state(), trial::logs);
    TaskInstance task = task(failed);
    assertEquals("failed", task.state());
    assertEquals(1, task.tryNumber());
    String log = String.join("\n", airflow.log(Trial.DAG, failed.dagRunId(), task));
    assertTrue(log.contains("error: exit code 78: "), log);
    assertTrue(
        log.contains("catalog.yaml:7: meters/stored/aggregation: 'total' is not one of"), log);

    Files.writeString(input.resolve(CATALOG), catalog);
    airflow.clear(Trial.DAG, failed.dagRunId());
    assertSucceeds(failed);
  }

  @Test
  @Order(5)
  void wrongCredentialsAreRefused() {
    assertRefused(() -> trial.airflow("guessed").importErrors());
    SecretKey guessed = SecretKey.parse(Base64.getUrlEncoder().encodeToString(new byte[32]));
    assertRefused(() -> trial.spark(guessed, Clock.systemUTC()).status("driver-1"));
    Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    assertRefused(() -> trial.spark(yesterday).status("driver-1"));
  }

  @Test
  @Order(6)
  void theClusterTellsWhatItKnowsOfDriversAndNoMore() {
    SparkSubmissions spark = trial.spark(Clock.systemUTC());
    assertEquals(DriverState.NOT_KNOWN, spark.status("driver-that-never-was"));
    assertFalse(spark.kill("driver-that-never-was"));
  }

  private void assertSucceeds(DagRun night) {
    DagRun over = airflow.wait(Trial.DAG, night.dagRunId(), Trial.NIGHT);
    assertEquals(RunState.SUCCESS, over.state(), trial::logs);
  }

  private TaskInstance task(DagRun run) {
    List<TaskInstance> tasks = airflow.tasks(Trial.DAG, run.dagRunId());
    assertEquals(1, tasks.size());
    return tasks.get(0);
  }

  /** The same command on this machine alone. */
  private void billLocally(String asOf) {
    TestLake.command(
            Clock.systemUTC(),
            "nightly",
            "--as-of",
            asOf,
            "--catalog",
            input.resolve(CATALOG).toString(),
            "--accounts",
            input.resolve("accounts").toString(),
            "--source",
            input.resolve("source.yaml").toString(),
            "--lake",
            local.directory().toString())
        .done();
  }

  private static void assertRefused(Runnable call) {
    RemoteException refused = assertThrows(RemoteException.class, call::run);
    assertEquals(Kind.REFUSED, refused.kind(), refused::getMessage);
  }
}
