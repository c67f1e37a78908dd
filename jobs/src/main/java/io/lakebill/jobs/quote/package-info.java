/**
 * Prices without a lake: what a price or a plan comes to, computed as runs compute it. No Spark.
 */
package io.lakebill.jobs.quote;
