package io.lakebill.jobs.rate;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What usage of a billing period came to that counts towards a cap of several periods, whether it
 * is billed or will be.
 *
 * @param period the first day of the period; null for one that a quote knows no more of
 * @param amount in the unit of the charge
 */
record BilledUsage(String charge, LocalDate period, BigDecimal amount) {}
