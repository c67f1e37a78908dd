package io.lakebill.schemas.account;

import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.period.Cadence;
import java.io.Serializable;
import java.math.BigDecimal;

/**
 * What a prepaid commitment costs.
 *
 * @param amount null for that of the commitment
 * @param every how far installments are apart; null for a fee that is billed at once
 * @param installments null for as many as begin before the commitment ends
 */
public record CommitmentFee(BigDecimal amount, Cadence every, Integer installments)
    implements Serializable {

  /** Nothing was said. */
  public static final CommitmentFee NONE = new CommitmentFee(null, null, null);

  /** Refuses installments of which nobody knows when they are. */
  public CommitmentFee {
    amount = amount == null ? null : Decimals.plain(amount);
    if (installments != null && every == null) {
      throw new IllegalArgumentException("installments need every: how far they are apart");
    }
  }
}
