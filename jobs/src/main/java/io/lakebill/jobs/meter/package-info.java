/** From events to usage: who pays for an event, which meters it counts for, how much that is. */
package io.lakebill.jobs.meter;
