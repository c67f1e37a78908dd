/**
 * Who buys what and when: from subscriptions, accounts and plans to stretches of time, and how far
 * they are billed for good.
 */
package io.lakebill.jobs.contract;
