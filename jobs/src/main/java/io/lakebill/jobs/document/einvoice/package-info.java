/**
 * Documents as e-invoices: UBL 2.1 as Peppol BIS Billing 3 wants it, and CII as Factur-X does. Both
 * say what EN 16931 knows.
 */
package io.lakebill.jobs.document.einvoice;
