package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.model.UnpricedUsageException;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.Proration;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.OneTimeCharge;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What charges come to in one billing period of a subscription. Runs and quotes both ask here, so
 * they agree.
 *
 * @param period or what is left of it; in a trial recurring charges cost nothing, usage is billed
 * @param usage quantities by charge; a charge without any used nothing
 * @param counters what counters and objects stood at, by charge; a charge without any is at 0
 * @param billed the time that charges were billed for before; it is not charged again
 */
public record PeriodRating(
    TermsInForce inForce,
    BillingPeriod period,
    Map<String, Usage> usage,
    Map<String, Counter> counters,
    BilledTime billed) {

  private static final Usage NONE = new Usage(Map.of());

  private static final Counter ZERO = new Counter(List.of());

  /**
   * The charges that fall into the period, in the plan's order, with those in advance on an invoice
   * of their own before that of the period's end. What the plan's minimum still asks for comes
   * last; that is no amount yet.
   */
  public List<RatedCharge> charges(PlanTerms terms) {
    return charges(terms, one -> one.timing() == Timing.ADVANCE);
  }

  /** The same when all of the period is on one invoice, as in a quote. */
  public List<RatedCharge> chargesTogether(PlanTerms terms) {
    return charges(terms, one -> false);
  }

  private List<RatedCharge> charges(PlanTerms terms, Predicate<RatedCharge> isBefore) {
    List<RatedCharge> alone =
        terms.charges().stream()
            .flatMap(charge -> rate(charge).stream())
            .map(RatedCharge::heldUnlessPayable)
            .toList();
    PlanLevelRating plan =
        new PlanLevelRating(inForce.planIn(period).currency(), period, inForce.trial(), billed);
    Map<String, RatedCharge> composites = plan.composites(terms, alone);
    List<RatedCharge> all =
        composites.isEmpty() ? new ArrayList<>(alone) : inOrder(terms, alone, composites);
    List<RatedCharge> interim =
        new InterimRating(period, inForce.planIn(period), billed).charges(terms, alone);
    plan.minimum(terms, all.stream().filter(isBefore).toList(), interim).ifPresent(all::add);
    all.addAll(interim);
    return List.copyOf(all);
  }

  private static List<RatedCharge> inOrder(
      PlanTerms terms, List<RatedCharge> alone, Map<String, RatedCharge> composites) {
    Map<String, List<RatedCharge>> byCharge =
        alone.stream().collect(Collectors.groupingBy(one -> one.terms().id()));
    List<RatedCharge> all = new ArrayList<>();
    for (PlanCharge charge : terms.charges()) {
      all.addAll(byCharge.getOrDefault(charge.id(), List.of()));
      Optional.ofNullable(composites.get(charge.id()))
          .map(RatedCharge::heldUnlessPayable)
          .ifPresent(all::add);
    }
    return all;
  }

  private Counter counter(CountedCharge counted) {
    return counters.getOrDefault(counted.id(), ZERO);
  }

  private List<RatedCharge> rate(PlanCharge terms) {
    if (terms instanceof UsageCharge metered) {
      return List.of(rateUsage(metered));
    }
    if (terms instanceof CountedCharge counted) {
      return new CountedRating(inForce, period, billed).charges(counted, counter(counted));
    }
    if (terms instanceof RecurringCharge recurring) {
      return new FeeRating(inForce, period, billed).charges(recurring);
    }
    if (terms instanceof OneTimeCharge once) {
      return oneTime(once);
    }
    return List.of();
  }

  /** Once in the life of a subscription, with its first period. */
  private List<RatedCharge> oneTime(OneTimeCharge once) {
    return once.isDueWith(period, inForce.schedule()) && !billed.has(once.id())
        ? List.of(
            RatedCharge.of(
                once, once.timing(), once.fee().charge("", Proration.FULL), LineKind.ONE_TIME_FEE))
        : List.of();
  }

  /** Whether usage is split as a price wants it; what was metered before it was known is not. */
  private static boolean isSplitBy(Price price, Usage usage) {
    int dimensions = price.model().dimensions().size();
    return usage.cells().keySet().stream().allMatch(values -> values.size() == dimensions);
  }

  private RatedCharge rateUsage(UsageCharge metered) {
    Usage consumed = usage.getOrDefault(metered.id(), NONE);
    try {
      Price price =
          inForce
              .priceByDay(metered, period)
              .filter(byDay -> isSplitBy(byDay, consumed))
              .orElseGet(() -> metered.price(inForce.schedule().whole(period).start()));
      if (metered.capPeriods() == 1) {
        Charge charge = price.charge(consumed, period.proration());
        return RatedCharge.of(metered, Timing.ARREARS, charge, LineKind.USAGE);
      }
      BigDecimal before = billed.usageOf(metered.id(), inForce.capped(metered, period), period);
      Charge charge = price.withCapLeft(before).charge(consumed, period.proration());
      return RatedCharge.of(metered, Timing.ARREARS, charge, LineKind.USAGE)
          .payingFor(period.service());
    } catch (UnpricedUsageException | IllegalArgumentException | ArithmeticException e) {
      // One account's gap in a price must not stop the night for the others.
      return RatedCharge.held(
          metered, Timing.ARREARS, consumed.total(), metered.price().currency(), e.getMessage());
    }
  }
}
