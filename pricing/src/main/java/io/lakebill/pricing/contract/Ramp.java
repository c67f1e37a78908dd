package io.lakebill.pricing.contract;

import io.lakebill.pricing.period.BillingPeriod;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A value that changes on a fixed schedule: it holds for some billing periods, then the next one
 * does, and the last holds for good. Prices, fees and minimums can all be ramped.
 *
 * @param phases in order; none if the value never changes
 * @param rest the value after all phases
 */
public record Ramp<T extends Serializable>(List<Phase<T>> phases, T rest) implements Serializable {

  public Ramp {
    phases = List.copyOf(phases);
    Objects.requireNonNull(rest, "rest");
  }

  /**
   * A value for some billing periods.
   *
   * @param periods how many, at least 1
   */
  public record Phase<T extends Serializable>(int periods, T value) implements Serializable {

    /** Refuses a phase without periods. */
    public Phase {
      Objects.requireNonNull(value, "value");
      if (periods < 1) {
        throw new IllegalArgumentException("a phase of " + periods + " periods is not above 0");
      }
    }
  }

  /** A value that never changes. */
  public static <T extends Serializable> Ramp<T> always(T value) {
    return new Ramp<>(List.of(), value);
  }

  /** All values, in order. */
  public Stream<T> values() {
    return Stream.concat(phases.stream().map(Phase::value), Stream.of(rest));
  }

  /** The value of the first phase, which trial invoices use. */
  public T first() {
    return phases.isEmpty() ? rest : phases.get(0).value();
  }

  /**
   * The value in a billing period. Periods that begin in the trial have the first, whatever their
   * number; a trial does not put off the phases that follow.
   */
  public T in(BillingPeriod period, Trial trial) {
    return trial.contains(period.start()) ? first() : in(period.index());
  }

  private T in(int index) {
    int periodsBefore = 0;
    for (Phase<T> phase : phases) {
      periodsBefore += phase.periods();
      if (index < periodsBefore) {
        return phase.value();
      }
    }
    return rest;
  }
}
