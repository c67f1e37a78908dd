/**
 * Billing periods: which days a subscription is billed for together, and when it is due. Periods
 * are half-open, whole days, and tile the subscription: each begins where the one before it ends.
 */
package io.lakebill.pricing.period;
