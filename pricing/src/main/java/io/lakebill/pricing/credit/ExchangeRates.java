package io.lakebill.pricing.credit;

import io.lakebill.pricing.money.PricingUnit;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Exchange rates by date. A pair is found only in the direction in which it was given: a rate back
 * is a rate of its own.
 *
 * @param rates in any order, at most one per pair and day
 */
public record ExchangeRates(List<ExchangeRate> rates) implements Serializable {

  /** No rates: nothing can be converted. */
  public static final ExchangeRates NONE = new ExchangeRates(List.of());

  /** Refuses two rates of a pair for one day. */
  public ExchangeRates {
    rates = List.copyOf(rates);
    Set<List<Object>> seen = new HashSet<>();
    for (ExchangeRate rate : rates) {
      if (!seen.add(List.of(rate.from(), rate.to(), rate.date()))) {
        throw new IllegalArgumentException(
            "two exchange rates from " + rate.from() + " to " + rate.to() + " on " + rate.date());
      }
    }
  }

  /**
   * The rate in force on a day: the latest on or before it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ExchangeRate on(LocalDate date, PricingUnit from, PricingUnit to) {
    return rates.stream()
        .filter(rate -> rate.from().equals(from) && rate.to().equals(to))
        .filter(rate -> !rate.date().isAfter(date))
        .max(Comparator.comparing(ExchangeRate::date))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no exchange rate from "
                        + from
                        + " to "
                        + to
                        + " on or before "
                        + date
                        + "; add one"));
  }
}
