/**
 * What a meter asks of an event, as columns: properties and numbers, structured rules, and a user's
 * SQL, which is parsed by Spark, translated part by part and refused where it does what no meter
 * needs.
 */
package io.lakebill.jobs.meter.expression;
