package io.lakebill.schemas.account;

import io.lakebill.pricing.contract.Counter;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A thing that a customer has for some time and pays for, such as a seat or a device.
 *
 * @param objectKind what it is, as charges of plans name it
 * @param subscriptionId the one subscription it is for; null when it is for the account
 * @param activeFrom the first day on which it counts, in the account's time zone
 * @param activeUntil the first day on which it no longer counts; null while it does
 */
public record BillableObject(
    String objectId,
    String objectKind,
    String accountId,
    String subscriptionId,
    LocalDate activeFrom,
    LocalDate activeUntil)
    implements AccountRow {

  /** Refuses an end before the start; one that leaves on the day it came never counted. */
  public BillableObject {
    new Counter.ActiveDays(activeFrom, activeUntil);
  }

  /** The one subscription it is for, if any. */
  public Optional<String> subscription() {
    return Optional.ofNullable(subscriptionId);
  }

  @Override
  public RowKind kind() {
    return RowKind.OBJECTS;
  }

  @Override
  public String id() {
    return objectId;
  }
}
