package io.lakebill.jobs.run;

import java.time.LocalDate;
import java.util.Map;

/**
 * What the published state of metering stands for, so that a run can fold into it only what came
 * since.
 *
 * @param runId the run that readers see
 * @param asOf its as-of date
 * @param landing the last landing that it metered
 * @param catalogHash the catalog that it metered with
 * @param inputVersions version of each input table that it read, by table name
 * @param token its place among the runs
 */
public record Basis(
    String runId,
    LocalDate asOf,
    long landing,
    String catalogHash,
    Map<String, Long> inputVersions,
    long token) {

  /** Copies the map. */
  public Basis {
    inputVersions = Map.copyOf(inputVersions);
  }
}
