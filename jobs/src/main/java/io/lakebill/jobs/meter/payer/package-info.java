/** Who pays for an event: names, stretches of time, and what was billed of them. */
package io.lakebill.jobs.meter.payer;
