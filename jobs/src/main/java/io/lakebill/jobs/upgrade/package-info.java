/** Brings the tables of an older lake to today's columns. */
package io.lakebill.jobs.upgrade;
