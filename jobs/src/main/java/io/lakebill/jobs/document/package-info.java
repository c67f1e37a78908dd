/**
 * Finalized invoices and credit notes as files that a customer can be sent. The room itself has
 * what a document says, as plain records without Spark, and reads them from the published tables;
 * {@code page} makes HTML of them, {@code pdf} PDF of that, {@code einvoice} UBL.
 */
package io.lakebill.jobs.document;
