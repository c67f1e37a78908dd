/**
 * What groups of events add up to, folded into what earlier events did, by hand: everything of an
 * account comes together in one task, which goes through it once and writes all that metering
 * leaves behind. The same in SQL took a dozen queries, each to be planned, compiled and shuffled.
 */
package io.lakebill.jobs.meter.fold;
