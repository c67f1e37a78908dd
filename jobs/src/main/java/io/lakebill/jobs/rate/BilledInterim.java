package io.lakebill.jobs.rate;

import io.lakebill.pricing.money.Money;
import java.time.LocalDate;

/**
 * Usage that was billed before its period ended, or, as a negative amount, what was taken off for
 * it.
 *
 * @param start the first day of the period
 */
record BilledInterim(String charge, LocalDate start, Money amount) {}
