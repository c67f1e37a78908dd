/**
 * The meters that plans price, as columns over events, and how their usage is wanted. Nothing of
 * who pays, and no events.
 */
package io.lakebill.jobs.meter.priced;
