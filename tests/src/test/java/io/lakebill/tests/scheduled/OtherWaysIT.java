package io.lakebill.tests.scheduled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lakebill.airflow.scheduler.AirflowClient;
import io.lakebill.airflow.scheduler.DagRun;
import io.lakebill.airflow.scheduler.RunState;
import io.lakebill.airflow.scheduler.TaskInstance;
import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.September;
import io.lakebill.tests.fixture.SparkExtension;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A night for clusters without the REST server: the tables are those of the other way. */
@Tag("long")
@ExtendWith(SparkExtension.class)
class OtherWaysIT {

  private static final LocalDate NIGHT = LocalDate.parse(September.MONTH_END);

  private Path input;

  @BeforeEach
  void copiesTheInput() {
    input = Scratch.directory("input");
    Scratch.copy(September.SCENARIO.folder(), input);
  }

  @Test
  void sparkSubmitBillsTheSame() {
    assertEquals(Set.of("nightly"), tasksThatBillWhatALocalRunBills("--submit", "spark-submit"));
  }

  private Set<String> tasksThatBillWhatALocalRunBills(String... options) {
    try (Trial trial = Trial.start(input, options)) {
      AirflowClient airflow = trial.airflow();
      DagRun night = airflow.trigger(Trial.DAG, Optional.of(NIGHT), false);
      LocalNights local = LocalNights.over(input);
      local.bill(NIGHT);
      DagRun over = airflow.wait(Trial.DAG, night.dagRunId(), Trial.NIGHT);
      assertEquals(RunState.SUCCESS, over.state(), trial::logs);

      assertFalse(trial.lake().rows("SELECT number FROM invoices").isEmpty());
      BusinessRows.assertSame(local.lake(), trial.lake());
      List<TaskInstance> tasks = airflow.tasks(Trial.DAG, over.dagRunId());
      tasks.forEach(task -> assertEquals(1, task.tryNumber(), trial::logs));
      return tasks.stream().map(TaskInstance::taskId).collect(Collectors.toSet());
    }
  }
}
