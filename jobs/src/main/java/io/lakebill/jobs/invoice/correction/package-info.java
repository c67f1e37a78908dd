/** What invoices of earlier periods lack or have too much. */
package io.lakebill.jobs.invoice.correction;
