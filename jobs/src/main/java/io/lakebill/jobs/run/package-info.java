/** The run protocol: lease, pinned inputs, staging, audit, publication, reversal. */
package io.lakebill.jobs.run;
