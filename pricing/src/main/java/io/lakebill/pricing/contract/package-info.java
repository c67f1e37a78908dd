/**
 * What a contract adds to prices: values that change over time, trials, plan changes, counters,
 * composites, minimums and commitments. Each term is a value that says what it comes to; when it is
 * asked, and in which order, is the invoice's affair.
 */
package io.lakebill.pricing.contract;
