package io.lakebill.jobs.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lakebill.pricing.period.Cadence;
import java.io.Serializable;
import java.util.Optional;

/**
 * Whom a run bills on demand: one account up to its as-of date, and nobody else. Its invoices do
 * not wait for late events; those of all others stay drafts until a night.
 *
 * @param account that pays
 * @param cadence of plans: only invoices with a charge of such a plan; null for all
 * @param currency that they are in; null for the usual
 */
public record Demand(String account, Cadence cadence, String currency) implements Serializable {

  /** Whose invoices alone are asked for, if not all are. */
  @JsonIgnore
  public Optional<Cadence> onlyCadence() {
    return Optional.ofNullable(cadence);
  }

  /** The currency that was asked for, if one was. */
  @JsonIgnore
  public Optional<String> inCurrency() {
    return Optional.ofNullable(currency);
  }
}
