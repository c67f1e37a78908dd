/** From usage to charges: the one place where rows meet {@code pricing}. */
package io.lakebill.jobs.rate;
