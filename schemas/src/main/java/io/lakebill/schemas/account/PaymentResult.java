package io.lakebill.schemas.account;

import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What a payment system or a bank tells of.
 *
 * @param paymentId its id there
 * @param invoice number or id of the invoice, or the key of an export; null if it names none
 * @param accountId the account; null if it names none
 * @param amount not negative, whole minor units of the currency
 * @param reason why it failed or went back; null if not told
 * @param reference what else it is known by; null if not told
 */
public record PaymentResult(
    String paymentId,
    Kind kindOfResult,
    String invoice,
    String accountId,
    BigDecimal amount,
    String currency,
    LocalDate date,
    String reason,
    String reference)
    implements AccountRow {

  /** What happened. */
  public enum Kind {
    /** Money came. */
    PAYMENT,
    /** An attempt to collect it failed. */
    FAILURE,
    /** Money was given back. */
    REFUND,
    /** The customer's bank took it back. */
    CHARGEBACK,
    /** The payment system kept it. */
    FEE
  }

  /** Refuses an amount that the currency cannot have. */
  public PaymentResult {
    Objects.requireNonNull(kindOfResult, "kind");
    amount = new Money(amount, PricingUnit.currency(currency)).amount();
  }

  /** The invoice that it names, if any. */
  public Optional<String> namedInvoice() {
    return Optional.ofNullable(invoice);
  }

  @Override
  public RowKind kind() {
    return RowKind.PAYMENTS;
  }

  @Override
  public String id() {
    return paymentId;
  }
}
