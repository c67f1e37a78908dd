/** What people read: statistics, extracts, queries. */
package io.lakebill.jobs.report;
