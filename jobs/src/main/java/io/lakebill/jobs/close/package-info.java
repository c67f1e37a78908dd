/** Months that somebody signs, which nothing changes afterwards. */
package io.lakebill.jobs.close;
