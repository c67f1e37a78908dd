/**
 * Who buys what, when and on which terms: from subscriptions, accounts and plans to stretches of
 * time, and how far they are billed for good; from what was agreed to adjustments and tax rates.
 */
package io.lakebill.jobs.contract;
