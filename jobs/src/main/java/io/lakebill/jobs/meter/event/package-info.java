/** Events as metering reads them: which columns, which of them count at all, and their groups. */
package io.lakebill.jobs.meter.event;
