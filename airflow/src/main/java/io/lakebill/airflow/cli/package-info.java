/** The commands of {@code lakebill airflow}. */
package io.lakebill.airflow.cli;
