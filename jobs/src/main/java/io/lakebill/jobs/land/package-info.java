/** From files to events: every row handed over ends in exactly one state. */
package io.lakebill.jobs.land;
