/** Airflow's REST interface: runs, backfills, what became of them. */
package io.lakebill.airflow.scheduler;
