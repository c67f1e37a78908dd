package io.lakebill.schemas.account;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An account buys a plan, from a day on.
 *
 * @param startDate the first day, in the account's time zone
 * @param endDate the day after the last; null while it is open-ended
 */
public record Subscription(
    String subscriptionId, String accountId, String planId, LocalDate startDate, LocalDate endDate)
    implements AccountRow {

  /** Refuses an end before the start; one that ends on its first day never was. */
  public Subscription {
    if (endDate != null && endDate.isBefore(startDate)) {
      throw new IllegalArgumentException(
          "end_date " + endDate + " is before start_date " + startDate);
    }
  }

  /** The day after the last, if it ends. */
  public Optional<LocalDate> end() {
    return Optional.ofNullable(endDate);
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
