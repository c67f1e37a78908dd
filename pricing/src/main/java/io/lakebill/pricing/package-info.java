/**
 * Usage and contract in, charges and invoices out. Amounts stay exact until a charge is complete;
 * it is then rounded once and the rounded amount is shared over its lines, so lines always add up.
 *
 * <p>Everything here is a value: immutable, valid once it exists, and the same input always gives
 * the same output. There is no I/O, no clock and no framework. Constructors refuse wrong values
 * with an {@link IllegalArgumentException} that states the fact; whoever read the value adds where
 * it was found. The decimals of all records are held without trailing zeros and without exponent,
 * so that {@code equals} on a record compares values.
 */
package io.lakebill.pricing;
