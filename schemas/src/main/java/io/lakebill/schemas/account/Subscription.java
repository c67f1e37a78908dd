package io.lakebill.schemas.account;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An account buys a plan, from a day on.
 *
 * @param startDate the first day, in the account's time zone
 * @param endDate the day after the last; null while it is open-ended
 * @param trialDays instead of the plan's; null for the plan's, see {@link #trial()}
 */
public record Subscription(
    String subscriptionId,
    String accountId,
    String planId,
    LocalDate startDate,
    LocalDate endDate,
    Integer trialDays)
    implements AccountRow {

  /** As for plans; a trial of more is a mistake. */
  private static final int MOST_TRIAL_DAYS = 3650;

  /** Refuses an end before the start; one that ends on its first day never was. */
  public Subscription {
    if (endDate != null && endDate.isBefore(startDate)) {
      throw new IllegalArgumentException(
          "end_date " + endDate + " is before start_date " + startDate);
    }
    if (trialDays != null && (trialDays < 0 || trialDays > MOST_TRIAL_DAYS)) {
      throw new IllegalArgumentException(
          "trial_days %d is not 0 to %d".formatted(trialDays, MOST_TRIAL_DAYS));
    }
  }

  /** A subscription with the trial of its plan. */
  public Subscription(
      String subscriptionId,
      String accountId,
      String planId,
      LocalDate startDate,
      LocalDate endDate) {
    this(subscriptionId, accountId, planId, startDate, endDate, null);
  }

  /** The same subscription when it goes on after its end. */
  public Subscription withoutEnd() {
    return new Subscription(subscriptionId, accountId, planId, startDate, null, trialDays);
  }

  /** The day after the last, if it ends. */
  public Optional<LocalDate> end() {
    return Optional.ofNullable(endDate);
  }

  /** The days of its own trial, if it has one instead of its plan's. */
  public OptionalInt trial() {
    return trialDays == null ? OptionalInt.empty() : OptionalInt.of(trialDays);
  }

  @Override
  public RowKind kind() {
    return RowKind.SUBSCRIPTIONS;
  }

  @Override
  public String id() {
    return subscriptionId;
  }
}
