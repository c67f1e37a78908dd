package io.lakebill.airflow.scheduler;

import java.util.Optional;

/**
 * A task of a run.
 *
 * @param state such as {@code success}, {@code failed}, {@code up_for_retry}, {@code deferred};
 *     null before it is scheduled
 * @param tryNumber the attempt it is at, from 1; 0 before the first
 */
public record TaskInstance(String taskId, String state, int tryNumber) {

  /** The state, or {@code none}, as Airflow's interface shows it. */
  public String stateName() {
    return Optional.ofNullable(state).orElse("none");
  }
}
