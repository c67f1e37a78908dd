/** Queries over all events of some payers, for meters that do not fold. */
package io.lakebill.jobs.meter.count;
