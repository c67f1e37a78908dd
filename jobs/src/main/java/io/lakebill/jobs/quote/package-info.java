/**
 * What a price, a plan or a subscription comes to, computed as runs compute it, for people and for
 * machines. No Spark: prices and plans need no lake, and who looks into one brings what it found.
 */
package io.lakebill.jobs.quote;
