package io.lakebill.jobs.document;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The tax at one rate.
 *
 * @param name as the customer reads it
 * @param category of EN 16931; empty on documents of before it was kept
 * @param reason why nothing is owed, where that is the buyer's doing
 */
public record DocumentTax(
    String rateId,
    String name,
    BigDecimal percent,
    BigDecimal net,
    BigDecimal tax,
    Optional<String> category,
    Optional<String> reason) {}
