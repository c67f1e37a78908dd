/**
 * Billing periods: which days a subscription is billed for together, when it is due, and which days
 * a fee pays for. Periods are half-open, whole days, and tile the subscription: each begins where
 * the one before it ends.
 */
package io.lakebill.pricing.period;
