/** From charges to invoices and on to the payment system. */
package io.lakebill.jobs.invoice;
