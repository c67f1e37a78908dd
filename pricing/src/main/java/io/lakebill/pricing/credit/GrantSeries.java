package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A grant as it was agreed: given once, or again and again, each time for a stretch of its own. The
 * stretches follow one another without a gap from the grant's first day to its last; the day of the
 * month is remembered. What one of them leaves is gone, but for the share that rolls over to the
 * next.
 *
 * @param grant with all its days
 * @param every how often it comes back; null for once, see {@link #recurs()}
 * @param rollover the share of what is left that the next one gets: 0 for none, 1 for all
 * @param voidFrom the first day on which nothing of it pays any more; null for never
 */
public record GrantSeries(CreditGrant grant, Cadence every, BigDecimal rollover, LocalDate voidFrom)
    implements Serializable {

  /** Refuses a share that is none, and one of a grant that does not come back. */
  public GrantSeries {
    Objects.requireNonNull(grant, "grant");
    if (rollover.signum() < 0 || rollover.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("rollover " + rollover + " is not a share from 0 to 1");
    }
    if (rollover.signum() > 0 && every == null) {
      throw new IllegalArgumentException("a grant that is given once has nothing to roll over to");
    }
    if (every != null && !grant.isLimited()) {
      throw new IllegalArgumentException(
          "a percentage without an amount has nothing that could come back");
    }
  }

  /** A grant that is given once. */
  public static GrantSeries once(CreditGrant grant) {
    return new GrantSeries(grant, null, BigDecimal.ZERO, null);
  }

  /** Whether it comes back. */
  public boolean recurs() {
    return every != null;
  }

  /** How many there are that begin on or before a day; 1 for a grant that is given once. */
  public int startedBy(LocalDate day) {
    return recurs() ? schedule().startedBy(day).size() : 1;
  }

  /** Whether the grant's days have a recurrence of this number, from 1. */
  public boolean has(int number) {
    return number == 1
        || (recurs()
            && grant
                .expiry()
                .filter(end -> !schedule().withoutEnd().period(number - 1).start().isBefore(end))
                .isEmpty());
  }

  /** The recurrence of a number, from 1, whether or not the grant's days still have it. */
  public CreditGrant one(int number) {
    if (!recurs()) {
      return grant;
    }
    BillingSchedule schedule = has(number) ? schedule() : schedule().withoutEnd();
    var days = schedule.period(number - 1);
    return new CreditGrant(
        idOf(number),
        grant.kind(),
        grant.amount(),
        grant.priority(),
        days.start(),
        days.end(),
        grant.grantedAt(),
        grant.scope(),
        grant.percent());
  }

  /** Names a recurrence among all grants: no grant has a stroke in its own id. */
  public String idOf(int number) {
    return recurs() ? grant.id() + "/" + number : grant.id();
  }

  /** What of a recurrence may pay: its days before it is void; empty if there are none. */
  public Optional<CreditGrant> unlessVoid(CreditGrant one) {
    if (voidFrom == null || one.hasExpiredBy(voidFrom)) {
      return Optional.of(one);
    }
    return voidFrom.isAfter(one.validFrom()) ? Optional.of(one.until(voidFrom)) : Optional.empty();
  }

  /** What of an amount that is left at the end of one is given to the next. */
  public Money rolledOver(Money left) {
    return Money.round(left.amount().multiply(rollover), left.currency());
  }

  private BillingSchedule schedule() {
    return new BillingSchedule(
        grant.validFrom(), grant.expiry().orElse(null), every, Anchor.ANNIVERSARY);
  }
}
