/** Spark's REST submission server, as its standalone master has it. */
package io.lakebill.airflow.spark;
