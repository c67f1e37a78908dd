package io.lakebill.airflow.scheduler;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a DAG run stands, in Airflow's words. */
public enum RunState {
  @JsonProperty("queued")
  QUEUED,
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("success")
  SUCCESS,
  @JsonProperty("failed")
  FAILED;

  /** Whether nothing more will happen unless somebody clears the run. */
  public boolean isOver() {
    return this == SUCCESS || this == FAILED;
  }
}
