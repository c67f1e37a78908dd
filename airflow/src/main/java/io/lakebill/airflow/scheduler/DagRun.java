package io.lakebill.airflow.scheduler;

import java.time.Instant;

/**
 * One night, as Airflow has it.
 *
 * @param dataIntervalEnd its date is what the night bills, unless the run was asked for another
 *     one; null for some runs by hand
 * @param startDate when its first task began; null before
 * @param endDate null while it runs
 */
public record DagRun(
    String dagRunId,
    RunState state,
    String runType,
    Instant dataIntervalEnd,
    Instant startDate,
    Instant endDate) {}
