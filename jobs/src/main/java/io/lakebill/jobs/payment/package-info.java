/** What becomes of invoices once they are issued: they are collected, paid, given up. */
package io.lakebill.jobs.payment;
