package io.lakebill.jobs.document;

import java.math.BigDecimal;

/**
 * Sums of a document: {@code subtotal - discount + tax = total}, and {@code total - paidByCredits =
 * amountDue}.
 */
public record Totals(
    BigDecimal subtotal,
    BigDecimal discount,
    BigDecimal tax,
    BigDecimal total,
    BigDecimal paidByCredits,
    BigDecimal amountDue) {}
