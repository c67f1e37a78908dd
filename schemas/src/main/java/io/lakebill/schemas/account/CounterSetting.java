package io.lakebill.schemas.account;

import io.lakebill.pricing.contract.Counter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a counter, such as licences, stands at from a day on: the absolute quantity, not a
 * difference.
 *
 * @param counter id of the counter, as charges of plans name it
 * @param subscriptionId the one subscription it is for; null when it is for the account
 * @param fromDate the first day, in the account's time zone
 * @param quantity not negative
 */
public record CounterSetting(
    String counter,
    String accountId,
    String subscriptionId,
    LocalDate fromDate,
    BigDecimal quantity)
    implements AccountRow {

  /** Refuses a negative quantity. */
  public CounterSetting {
    quantity = new Counter.Setting(fromDate, quantity).quantity();
  }

  /** The one subscription it is for, if any. */
  public Optional<String> subscription() {
    return Optional.ofNullable(subscriptionId);
  }

  @Override
  public RowKind kind() {
    return RowKind.COUNTERS;
  }

  @Override
  public String id() {
    return RowKind.id(accountId, subscriptionId, counter, fromDate.toString());
  }
}
