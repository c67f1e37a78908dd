package io.lakebill.airflow.cli;

import io.lakebill.airflow.scheduler.AirflowClient;
import io.lakebill.airflow.scheduler.DagRun;
import io.lakebill.airflow.scheduler.RunState;
import io.lakebill.airflow.scheduler.TaskInstance;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Says what became of runs, with the reasons of what failed. */
final class Report {

  private final AirflowClient airflow;
  private final String dag;
  private final PrintWriter out;

  Report(AirflowClient airflow, String dag, PrintWriter out) {
    this.airflow = airflow;
    this.dag = dag;
    this.out = out;
  }

  /** One run with its tasks. */
  void detailed(DagRun run) {
    line(run);
    for (TaskInstance task : airflow.tasks(dag, run.dagRunId())) {
      out.printf(
          Locale.ROOT,
          "  %-10s %-14s attempt %d%n",
          task.taskId(),
          task.stateName(),
          task.tryNumber());
      if (List.of("failed", "up_for_retry").contains(task.stateName())) {
        reasons(run, task);
      }
    }
    out.flush();
  }

  /** One run in one line. */
  void line(DagRun run) {
    out.printf(
        Locale.ROOT,
        "%-8s %-45s %s%n",
        run.state().name().toLowerCase(Locale.ROOT),
        run.dagRunId(),
        run.startDate() == null ? "not started" : "started " + run.startDate());
    out.flush();
  }

  /** The exit code of a command that waited for runs. */
  static int exitCode(List<DagRun> runs) {
    return runs.stream().allMatch(run -> run.state() == RunState.SUCCESS)
        ? AirflowCommand.DONE
        : AirflowCommand.FAILED;
  }

  private void reasons(DagRun run, TaskInstance task) {
    airflow.log(dag, run.dagRunId(), task).stream()
        .filter(line -> line.startsWith("error: "))
        .distinct()
        .forEach(line -> out.println("    " + line));
  }
}
