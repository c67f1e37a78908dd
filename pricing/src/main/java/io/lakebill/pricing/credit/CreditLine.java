package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Money;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * An amount that credits may pay.
 *
 * @param charge its id
 * @param product of the charge; null for none, see {@link #productId()}
 * @param earnedOn the day that decides which grants are valid for it: the last day of the time it
 *     pays for, or the first when it is billed in advance
 * @param amount may be negative; credits never pay that, but it lowers what there is to pay
 */
public record CreditLine(String charge, String product, LocalDate earnedOn, Money amount)
    implements Serializable {

  public CreditLine {
    Objects.requireNonNull(charge, "charge");
    Objects.requireNonNull(earnedOn, "earned on");
    Objects.requireNonNull(amount, "amount");
  }

  /** The product of the charge, if it has one. */
  public Optional<String> productId() {
    return Optional.ofNullable(product);
  }
}
