package io.lakebill.jobs.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A line of a document.
 *
 * @param charge what is charged: subscription and charge; lines of one are shown together
 * @param correction whether it corrects what its period was billed before
 * @param periodStart first day that it pays for
 * @param periodEnd day after the last one
 * @param unitAmount price of one, in {@code exchange}'s currency where there is one; empty where 18
 *     decimals cannot say it
 * @param amount before discount and tax
 * @param taxRateId the rate, or several with a plus between them; empty where none is named
 * @param taxCategory of EN 16931, as its rate; empty on lines of before it was kept, too
 */
public record DocumentLine(
    int number,
    String charge,
    String description,
    boolean correction,
    LocalDate periodStart,
    LocalDate periodEnd,
    BigDecimal quantity,
    Optional<BigDecimal> unitAmount,
    BigDecimal amount,
    BigDecimal discount,
    Optional<String> taxRateId,
    Optional<String> taxCategory,
    BigDecimal taxPercent,
    Optional<String> priceCurrency) {

  /** What is taxed of it. */
  public BigDecimal net() {
    return amount.subtract(discount);
  }
}
