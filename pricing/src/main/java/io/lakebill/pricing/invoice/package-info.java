/**
 * Invoices: from what subscriptions are charged to the amount that is due. {@link
 * io.lakebill.pricing.invoice.InvoiceBasis#invoice()} holds the order of the steps; the {@link
 * io.lakebill.pricing.invoice.Invoice} shows each of them and checks that they add up.
 */
package io.lakebill.pricing.invoice;
