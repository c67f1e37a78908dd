package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import org.apache.spark.sql.Row;

/**
 * What {@code credit_ledger} says of a grant of an account, or of one in which it comes back.
 *
 * @param granted what the account was given of it by the seller
 * @param burned what paid invoices
 * @param expired what expired
 * @param received what rolled over from the one before
 * @param passedOn what rolled over to the next
 * @param burnedElsewhere what paid invoices of accounts that had it before
 * @param isEntered whether it has any entry
 */
public record GrantLedger(
    Money granted,
    Money burned,
    Money expired,
    Money received,
    Money passedOn,
    Money burnedElsewhere,
    boolean isEntered) {

  /** Of a grant that the ledger does not know. */
  static GrantLedger empty(PricingUnit unit) {
    Money zero = Money.zero(unit);
    return new GrantLedger(zero, zero, zero, zero, zero, zero, false);
  }

  /** Reads the columns of these names. */
  static GrantLedger of(Row row, PricingUnit unit) {
    return new GrantLedger(
        money(row, "granted", unit),
        money(row, "burned", unit),
        money(row, "expired", unit),
        money(row, "received", unit),
        money(row, "passed_on", unit),
        money(row, "burned_elsewhere", unit),
        true);
  }

  GrantLedger receiving(Money amount) {
    return new GrantLedger(
        granted, burned, expired, received.plus(amount), passedOn, burnedElsewhere, isEntered);
  }

  GrantLedger passingOn(Money amount) {
    return new GrantLedger(
        granted, burned, expired, received, passedOn.plus(amount), burnedElsewhere, isEntered);
  }

  private static Money money(Row row, String column, PricingUnit unit) {
    return Money.round(row.<BigDecimal>getAs(column), unit);
  }
}
