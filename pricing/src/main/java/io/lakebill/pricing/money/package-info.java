/**
 * Exact decimals and amounts: what amounts are counted in, the one rounding, and the sharing of
 * what was rounded.
 */
package io.lakebill.pricing.money;
