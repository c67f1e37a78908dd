/**
 * All that an account is invoiced, of everything that is not billed for good: one computation for
 * one account.
 */
package io.lakebill.jobs.invoice.account;
