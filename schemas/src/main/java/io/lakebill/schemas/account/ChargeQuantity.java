package io.lakebill.schemas.account;

import io.lakebill.pricing.money.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * How often a fixed charge of a subscription counts, from a day on until the next such row.
 *
 * @param chargeId of a recurring or one-time charge of its plan
 * @param quantity not negative
 * @param fromDate the first day, in the account's time zone
 */
public record ChargeQuantity(
    String subscriptionId, String chargeId, BigDecimal quantity, LocalDate fromDate)
    implements AccountRow {

  /** Refuses a negative quantity. */
  public ChargeQuantity {
    quantity = Decimals.notNegative("quantity", quantity);
  }

  @Override
  public RowKind kind() {
    return RowKind.QUANTITIES;
  }

  @Override
  public String id() {
    return RowKind.id(subscriptionId, chargeId, fromDate.toString());
  }
}
