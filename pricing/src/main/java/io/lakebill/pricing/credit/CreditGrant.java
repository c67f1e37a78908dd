package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * An amount that a customer may use up: money, or units of the seller's own. A discount may be a
 * percentage: then it pays so much of what it covers on each invoice, and the amount is the most
 * that it pays of all of them together.
 *
 * @param amount that was granted, above 0. A grant pays in this currency or unit only
 * @param priority the smallest is burned first
 * @param validFrom the first day
 * @param validUntil the day after the last; null for no end, see {@link #expiry()}
 * @param grantedAt decides between grants that are otherwise equal, the earlier first
 * @param percent of what it covers, above 0; null for all of it, see {@link #part(Money)}
 */
public record CreditGrant(
    String id,
    Kind kind,
    Money amount,
    int priority,
    LocalDate validFrom,
    LocalDate validUntil,
    Instant grantedAt,
    Scope scope,
    BigDecimal percent)
    implements Serializable {

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** More than any currency has: a percentage of this amount never ends. */
  private static final BigDecimal NO_LIMIT = BigDecimal.TEN.pow(18);

  /**
   * The order in which grants are burned: by priority, then the one that expires first (never comes
   * last), then the one granted first, then by id. It is the same whatever order they came in.
   */
  public static final Comparator<CreditGrant> BURN_ORDER =
      Comparator.comparingInt(CreditGrant::priority)
          .thenComparing(grant -> grant.expiry().orElse(LocalDate.MAX))
          .thenComparing(CreditGrant::grantedAt)
          .thenComparing(CreditGrant::id);

  /** How a grant in money stands to tax; for units of the seller's own there is no difference. */
  public enum Kind {
    /** It was paid for: it pays what is due, tax included, and lowers no tax. */
    PREPAID,
    /** It was given: it is a discount, and what it takes off is not taxed. */
    PROMOTIONAL
  }

  /** Refuses an amount that is not above 0, no days, and a percentage of what was paid for. */
  public CreditGrant {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(grantedAt, "granted at");
    Objects.requireNonNull(scope, "scope");
    if (amount.signum() <= 0) {
      throw new IllegalArgumentException("grant " + id + ": amount " + amount + " is not above 0");
    }
    if (validUntil != null && !validFrom.isBefore(validUntil)) {
      throw new IllegalArgumentException(
          "grant " + id + ": end " + validUntil + " is not after its start " + validFrom);
    }
    if (percent != null) {
      requirePercentage(id, kind, percent);
    }
  }

  private static void requirePercentage(String id, Kind kind, BigDecimal percent) {
    if (kind != Kind.PROMOTIONAL) {
      throw new IllegalArgumentException(
          "grant " + id + ": only promotional credits may be a percentage");
    }
    if (percent.signum() <= 0 || percent.compareTo(ALL) > 0) {
      throw new IllegalArgumentException(
          "grant "
              + id
              + ": percent "
              + percent.toPlainString()
              + " is not above 0 and at most 100");
    }
  }

  /** A grant that pays all of what it covers. */
  public CreditGrant(
      String id,
      Kind kind,
      Money amount,
      int priority,
      LocalDate validFrom,
      LocalDate validUntil,
      Instant grantedAt,
      Scope scope) {
    this(id, kind, amount, priority, validFrom, validUntil, grantedAt, scope, null);
  }

  /** The amount of a percentage that has none. */
  public static Money unlimited(PricingUnit unit) {
    return new Money(NO_LIMIT, unit);
  }

  /** Whether there is an end to what it pays. */
  public boolean isLimited() {
    return percent == null || amount.amount().compareTo(NO_LIMIT) < 0;
  }

  /** What it may pay of an amount that it covers, whatever is left of it. */
  Money part(Money covered) {
    return percent == null
        ? covered
        : Money.round(covered.amount().multiply(percent).movePointLeft(2), covered.currency());
  }

  /** The first day on which what is left of it has expired, if it ever does. */
  public Optional<LocalDate> expiry() {
    return Optional.ofNullable(validUntil);
  }

  /** The same with another end. */
  public CreditGrant until(LocalDate end) {
    return new CreditGrant(id, kind, amount, priority, validFrom, end, grantedAt, scope, percent);
  }

  /** The same of another amount. */
  public CreditGrant of(Money other) {
    return new CreditGrant(
        id, kind, other, priority, validFrom, validUntil, grantedAt, scope, percent);
  }

  /** Whether it may pay for what is earned on this day. */
  public boolean isValidOn(LocalDate date) {
    return !date.isBefore(validFrom) && !hasExpiredBy(date);
  }

  /** Whether its last day is over. */
  public boolean hasExpiredBy(LocalDate date) {
    return expiry().filter(end -> !date.isBefore(end)).isPresent();
  }

  /** Whether it may pay for this line. */
  public boolean covers(CreditLine line) {
    return amount.currency().equals(line.amount().currency())
        && scope.includes(line)
        && isValidOn(line.earnedOn());
  }
}
