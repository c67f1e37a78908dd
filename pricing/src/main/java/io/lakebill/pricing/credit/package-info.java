/**
 * Credits and conversions: grants in money or in a unit of the seller's own, how they are burned
 * down, and how one unit becomes another.
 */
package io.lakebill.pricing.credit;
