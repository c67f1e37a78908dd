package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Money;
import java.io.Serializable;
import java.time.LocalDate;

/**
 * What is left of a grant.
 *
 * @param left from nothing to the whole grant
 */
public record GrantBalance(CreditGrant grant, Money left) implements Serializable {

  /** Refuses less than nothing and more than was granted: a grant is never over-consumed. */
  public GrantBalance {
    if (left.signum() < 0 || left.compareTo(grant.amount()) > 0) {
      throw new IllegalArgumentException(
          "grant " + grant.id() + " cannot have " + left + " left of " + grant.amount());
    }
  }

  /** A grant of which nothing is used. */
  public static GrantBalance whole(CreditGrant grant) {
    return new GrantBalance(grant, grant.amount());
  }

  /** Refuses to use more than is left. */
  public GrantBalance minus(Money used) {
    return new GrantBalance(grant, left.minus(used));
  }

  /** What expires unused: what is left once its last day is over. */
  public Money expiredBy(LocalDate date) {
    return grant.hasExpiredBy(date) ? left : Money.zero(left.currency());
  }
}
