package io.lakebill.airflow.scheduler;

/**
 * How many tasks may work at once.
 *
 * @param includeDeferred whether a task that waits for its job keeps its slot
 */
public record Pool(String name, int slots, boolean includeDeferred) {}
