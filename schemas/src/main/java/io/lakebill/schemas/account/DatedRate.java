package io.lakebill.schemas.account;

import io.lakebill.pricing.money.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What one unit of a currency is worth in another, from a day on until the pair's next rate.
 *
 * @param fromCurrency ISO 4217 code, or a pricing unit of the catalog
 * @param toCurrency ISO 4217 code
 * @param rate above 0
 */
public record DatedRate(String fromCurrency, String toCurrency, LocalDate date, BigDecimal rate)
    implements AccountRow {

  /** Refuses a rate that is not above 0, and one of a currency to itself. */
  public DatedRate {
    rate = Decimals.plain(rate);
    if (rate.signum() <= 0) {
      throw new IllegalArgumentException("rate " + rate.toPlainString() + " is not above 0");
    }
    if (fromCurrency.equals(toCurrency)) {
      throw new IllegalArgumentException(
          "a rate from " + fromCurrency + " to itself; leave it out");
    }
  }

  @Override
  public RowKind kind() {
    return RowKind.EXCHANGE_RATES;
  }

  @Override
  public String id() {
    return RowKind.id(fromCurrency, toCurrency, date.toString());
  }
}
