package io.lakebill.pricing;

import java.util.Currency;

/** The currencies that can be billed: those of ISO 4217 that have a minor unit. */
public final class Currencies {

  private Currencies() {}

  /**
   * The currency with this ISO 4217 code, in capitals.
   *
   * @throws IllegalArgumentException if there is none, or if it has no minor unit (XAU, XXX)
   */
  public static Currency of(String code) {
    return requireBillable(known(code));
  }

  static Currency requireBillable(Currency currency) {
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(
          "currency " + currency + " has no minor unit and cannot be billed");
    }
    return currency;
  }

  private static Currency known(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown currency " + code, e);
    }
  }
}
