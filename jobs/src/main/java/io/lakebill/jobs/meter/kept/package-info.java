/** What of the published state still holds, and of which accounts it does not. */
package io.lakebill.jobs.meter.kept;
