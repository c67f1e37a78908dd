package io.lakebill.schemas.account;

import io.lakebill.pricing.credit.CreditGrant;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.period.Cadence;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Whether and how a grant comes back.
 *
 * @param every null for a grant that is given once
 * @param rollover the share of what is left that the next one gets, 0 to 1
 * @param voidFrom the first day on which nothing of it pays any more, in the account's time zone;
 *     null for never
 */
public record GrantRecurrence(Cadence every, BigDecimal rollover, LocalDate voidFrom)
    implements Serializable {

  /** A grant that is given once, and never void. */
  public static final GrantRecurrence ONCE = new GrantRecurrence(null, BigDecimal.ZERO, null);

  /** Refuses a share that is none, and one of a grant that does not come back. */
  public GrantRecurrence {
    rollover = Decimals.plain(rollover);
    if (rollover.signum() < 0 || rollover.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("rollover " + rollover + " is not a share from 0 to 1");
    }
    if (rollover.signum() > 0 && every == null) {
      throw new IllegalArgumentException("rollover needs every: how often the grant comes back");
    }
  }

  /** What it makes of a grant. */
  GrantSeries of(CreditGrant grant) {
    return new GrantSeries(grant, every, rollover, voidFrom);
  }
}
