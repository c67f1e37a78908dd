/** Spark sessions and the Delta tables of a lake. */
package io.lakebill.jobs.lake;
