package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.InterimBill;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.UnusedTime;
import io.lakebill.schemas.catalog.UsageCharge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A charge of a plan with what it comes to in a period, or why that cannot be said.
 *
 * @param kinds what each line of the charge stands for
 * @param paysFor the days that are paid for; empty for those of the period
 * @param held why it must not be billed; empty when it may
 */
public record RatedCharge(
    PlanCharge terms,
    Timing timing,
    Charge charge,
    List<LineKind> kinds,
    Optional<ServicePeriod> paysFor,
    Optional<String> held) {

  /** Refuses lines of which it does not say what they are. */
  public RatedCharge {
    kinds = List.copyOf(kinds);
    if (kinds.size() != charge.lines().size()) {
      throw new IllegalArgumentException(
          "%d kinds for %d lines".formatted(kinds.size(), charge.lines().size()));
    }
  }

  /** A charge that may be billed. */
  static RatedCharge of(PlanCharge terms, Timing timing, Charge charge, LineKind kind) {
    List<LineKind> kinds = Collections.nCopies(charge.lines().size(), kind);
    return new RatedCharge(terms, timing, charge, kinds, Optional.empty(), Optional.empty());
  }

  /** A charge whose amount is not known: never nothing, always held. */
  static RatedCharge held(
      PlanCharge terms, Timing timing, BigDecimal quantity, PricingUnit currency, String reason) {
    Charge unknown = new Charge(quantity, BigDecimal.ZERO, Money.zero(currency), List.of());
    return new RatedCharge(
        terms, timing, unknown, List.of(), Optional.empty(), Optional.of(reason));
  }

  /**
   * What charges must come to together at least. It has no amount: what is missing is known only
   * when they are on an invoice.
   */
  static RatedCharge least(PlanCharge terms, Money least) {
    Charge asked =
        new Charge(BigDecimal.ONE, least.amount(), Money.zero(least.currency()), List.of());
    return new RatedCharge(
        terms, Timing.ARREARS, asked, List.of(), Optional.empty(), Optional.empty());
  }

  /** The same charge, of which it is said what days it pays for. */
  RatedCharge payingFor(ServicePeriod days) {
    return new RatedCharge(terms, timing, charge, kinds, Optional.of(days), held);
  }

  /** The same charge, held when it is more than can be paid. */
  RatedCharge heldUnlessPayable() {
    return held.isPresent() ? this : charge.whyNotPayable().map(this::heldFor).orElse(this);
  }

  /** The same charge, without an amount when runs do not bill such charges. */
  RatedCharge heldUnlessBilled() {
    return held.isPresent() ? this : terms.notBilledYet().map(this::heldFor).orElse(this);
  }

  private RatedCharge heldFor(String reason) {
    return held(terms, timing, charge.quantity(), charge.amount().currency(), reason);
  }

  /** The same charge, held for reasons of its plan unless it has one of its own. */
  RatedCharge heldUnlessFine(Collection<String> reasons) {
    return reasons.isEmpty() || held.isPresent()
        ? this
        : new RatedCharge(
            terms, timing, charge, kinds, paysFor, Optional.of(String.join("; ", reasons)));
  }

  /** Whether it bills its days, so that the charge is never billed for them again. */
  boolean billsDays() {
    return paysFor.isPresent() && !isChangeOfBilledDays();
  }

  /** The day on which it is billed, where its period is not over by then. */
  Optional<LocalDate> billedEarly() {
    return kinds.contains(LineKind.INTERIM) ? paysFor.map(ServicePeriod::end) : Optional.empty();
  }

  private boolean isChangeOfBilledDays() {
    if (terms instanceof InterimBill) {
      return true;
    }
    if (terms instanceof CountedCharge counted) {
      return counted.timing() != timing;
    }
    return terms instanceof RecurringCharge fee && fee.timing() != timing;
  }

  /** The plan that it is of, where that is not the one of its period. */
  Optional<String> otherPlan() {
    return terms instanceof UnusedTime unused ? Optional.of(unused.plan()) : Optional.empty();
  }

  /** The meter of a usage charge. */
  public Optional<String> meter() {
    return terms instanceof UsageCharge usage ? Optional.of(usage.meter()) : Optional.empty();
  }
}
