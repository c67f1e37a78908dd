/** The steps of a run in their order, in one process or one by one. */
package io.lakebill.jobs.nightly;
