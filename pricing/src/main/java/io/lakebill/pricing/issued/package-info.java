/**
 * What becomes of an invoice once it is issued: {@link io.lakebill.pricing.issued.IssuedDocument}
 * says what of it can still be taken back, {@link io.lakebill.pricing.issued.Receivable} what is
 * still to be paid.
 */
package io.lakebill.pricing.issued;
