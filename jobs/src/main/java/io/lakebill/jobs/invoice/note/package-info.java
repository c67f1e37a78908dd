/** Credit notes that people ask for, and what credits get back by them. */
package io.lakebill.jobs.invoice.note;
