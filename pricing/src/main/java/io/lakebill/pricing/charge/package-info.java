/** Charges: exact money rounded once and shared over its lines, for usage and for fixed fees. */
package io.lakebill.pricing.charge;
