package io.lakebill.pricing.money;

import java.io.Serializable;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What amounts are counted in: a currency, or a unit of the seller's own, such as compute credits.
 * Both are rounded to their smallest part; only a currency can be paid.
 *
 * @param code of ISO 4217, or of the seller's own unit
 * @param decimals of the smallest part: JPY 0, USD 2, KWD 3
 * @param isCurrency whether invoices may be written in it
 */
public record PricingUnit(String code, int decimals, boolean isCurrency) implements Serializable {

  private static final int MOST_DECIMALS = 12;

  private static final Map<String, PricingUnit> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .map(currency -> currency(currency.getCurrencyCode()))
          .collect(
              Collectors.toMap(PricingUnit::code, unit -> unit, (one, same) -> one, TreeMap::new));

  /** Refuses a currency that ISO 4217 does not know or gives other decimals. */
  public PricingUnit {
    if (isCurrency && decimals != fractionDigits(code)) {
      throw new IllegalArgumentException(
          "currency " + code + " has " + fractionDigits(code) + " decimals, not " + decimals);
    }
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "pricing unit " + code + " has " + decimals + " decimals; 0 to " + MOST_DECIMALS + " go");
    }
  }

  /**
   * The currency with this ISO 4217 code, in capitals.
   *
   * @throws IllegalArgumentException if there is none, or if it has no minor unit (XAU, XXX)
   */
  public static PricingUnit currency(String code) {
    return new PricingUnit(code, fractionDigits(code), true);
  }

  /** All currencies that can be billed: those with a minor unit. */
  public static List<PricingUnit> currencies() {
    return List.copyOf(CURRENCIES.values());
  }

  /** The currency with a code, if there is one and it can be billed. */
  public static Optional<PricingUnit> knownCurrency(String code) {
    return Optional.ofNullable(CURRENCIES.get(code));
  }

  /**
   * A unit of the seller's own.
   *
   * @throws IllegalArgumentException if a currency has this code
   */
  public static PricingUnit custom(String code, int decimals) {
    if (Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code))) {
      throw new IllegalArgumentException(
          "pricing unit " + code + " has the code of a currency; choose another");
    }
    return new PricingUnit(code, decimals, false);
  }

  /** Its code. */
  @Override
  public String toString() {
    return code;
  }

  private static int fractionDigits(String code) {
    int decimals = known(code).getDefaultFractionDigits();
    if (decimals < 0) {
      throw new IllegalArgumentException(
          "currency " + code + " has no minor unit and cannot be billed");
    }
    return decimals;
  }

  private static Currency known(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("unknown currency " + code, e);
    }
  }
}
