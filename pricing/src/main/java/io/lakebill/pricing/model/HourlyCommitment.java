package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * What is committed to in each hour of a part of the day, by the clock of the account.
 *
 * @param from the first hour, 0 to 23
 * @param until the hour after the last, up to 24
 * @param commitment in the currency of the price
 */
public record HourlyCommitment(int from, int until, BigDecimal commitment) implements Serializable {

  private static final int HOURS = 24;

  /** Refuses hours that no day has, and a part of the day that ends before it begins. */
  public HourlyCommitment {
    if (from < 0 || until > HOURS || from >= until) {
      throw new IllegalArgumentException(
          ("there are no hours from %d until %d; a day has those from 0 until 24, and a part that"
                  + " goes over midnight is two")
              .formatted(from, until));
    }
    commitment = Decimals.notNegative("commitment", commitment);
  }

  /** In the order of the day; refuses parts of the day that overlap. */
  static List<HourlyCommitment> inOrder(List<HourlyCommitment> parts) {
    List<HourlyCommitment> sorted =
        parts.stream().sorted(Comparator.comparing(HourlyCommitment::from)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).from() < sorted.get(i - 1).until()) {
        throw new IllegalArgumentException(
            "hour %d has two commitments".formatted(sorted.get(i).from()));
      }
    }
    return sorted;
  }

  /** Whether an hour of the day is one of these. */
  boolean has(int hour) {
    return from <= hour && hour < until;
  }

  /** The hour of the day that a text says; refuses one that no day has. */
  static int hourOf(String text) {
    if (text == null || !text.matches("[0-9]{1,2}") || Integer.parseInt(text) >= HOURS) {
      throw new IllegalArgumentException(
          "hour '%s' is none of 0 to 23; what is committed to by the hour needs to know it"
              .formatted(text));
    }
    return Integer.parseInt(text);
  }
}
