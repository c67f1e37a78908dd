/** Documents as e-invoices: UBL 2.1 as Peppol BIS Billing 3 and EN 16931 want it. */
package io.lakebill.jobs.document.einvoice;
