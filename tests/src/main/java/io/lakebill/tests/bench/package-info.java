/**
 * {@code lakebill bench}: what nights cost, beside what the same meters cost in hand-written SQL.
 * Every contender works in a process of its own on the same files, and all must agree.
 */
package io.lakebill.tests.bench;
