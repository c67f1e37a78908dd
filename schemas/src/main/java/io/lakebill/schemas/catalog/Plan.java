package io.lakebill.schemas.catalog;

import io.lakebill.pricing.contract.Ramp;
import io.lakebill.pricing.credit.OveragePrice;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Cadence;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a subscription buys: charges, and when they are invoiced.
 *
 * @param anchorDay the day of the month on which its calendar months begin
 * @param paymentTermsDays from issue to due date
 * @param graceDays how long an invoice waits for late events
 * @param trialDays how long recurring charges wait
 * @param zeroInvoices whether invoices on which nothing costs anything are issued
 * @param lateUsage what becomes of usage that changes after its period was invoiced
 * @param paymentRetryDays after how many days of its first failure collecting an invoice is tried
 *     again, each once and in ascending order; none for never
 * @param plausibleFactor how many times as much, or as little, as is usual an invoice may be; null
 *     for any
 * @param entitlements ids of entitlements
 * @param terms what is charged, for the first periods and then for good
 * @param overages what pricing units of the catalog cost where no credits are left
 * @param usageThreshold what usage of a running period comes to when it is billed before its end;
 *     null for no such bill
 * @param tax id of the tax rate on what no charge says another for; null for none
 * @param earlier what it was before it was changed, in the order of time
 */
public record Plan(
    String id,
    String name,
    PlanStatus status,
    PricingUnit currency,
    Cadence cadence,
    Anchor anchor,
    int anchorDay,
    int paymentTermsDays,
    int graceDays,
    int trialDays,
    ZeroInvoices zeroInvoices,
    LateUsage lateUsage,
    List<Integer> paymentRetryDays,
    BigDecimal plausibleFactor,
    List<String> entitlements,
    Ramp<PlanTerms> terms,
    List<OveragePrice> overages,
    BigDecimal usageThreshold,
    String tax,
    List<EarlierPlan> earlier)
    implements Serializable {

  /** Refuses an anchor day for periods that begin on other days, and a history out of order. */
  public Plan {
    BillingSchedule.requireAnchorDay(cadence, anchor, anchorDay);
    entitlements = List.copyOf(entitlements);
    paymentRetryDays = paymentRetryDays.stream().distinct().sorted().toList();
    overages = List.copyOf(overages);
    if (usageThreshold != null && usageThreshold.signum() <= 0) {
      throw new IllegalArgumentException("usage_threshold is not above 0");
    }
    if (plausibleFactor != null && plausibleFactor.compareTo(BigDecimal.ONE) <= 0) {
      throw new IllegalArgumentException("plausible_factor is not above 1");
    }
    earlier = List.copyOf(earlier);
    for (int i = 0; i < earlier.size(); i++) {
      LocalDate until = earlier.get(i).until();
      if (!earlier.get(i).plan().id().equals(id)) {
        throw new IllegalArgumentException(
            "plan '%s' was plan '%s' until %s; a plan keeps its id"
                .formatted(id, earlier.get(i).plan().id(), until));
      }
      if (i > 0 && !until.isAfter(earlier.get(i - 1).until())) {
        throw new IllegalArgumentException(
            "what the plan was until %s stands after what it was until %s; they stand in the order of time"
                .formatted(until, earlier.get(i - 1).until()));
      }
    }
  }

  /** What periods that begin on a day have, as long as they run. */
  public Plan on(LocalDate day) {
    return earlier.stream()
        .filter(was -> was.until().isAfter(day))
        .findFirst()
        .map(EarlierPlan::plan)
        .orElse(this);
  }

  /** All that it was, and is. */
  public Stream<Plan> versions() {
    return Stream.concat(earlier.stream().map(EarlierPlan::plan), Stream.of(this));
  }

  /** The ways in which it was metered, and is, in the order of time. */
  public List<MeteredPlan> metered() {
    return MeteredPlan.of(this);
  }

  /** The key of the way in which periods that begin on a day are metered. */
  public String meteredAs(LocalDate day) {
    String key = id;
    // Every billing period asks, and most plans never change.
    for (MeteredPlan one : earlier.isEmpty() ? List.<MeteredPlan>of() : metered()) {
      if (one.from() == null || !one.from().isAfter(day)) {
        key = one.key();
      }
    }
    return key;
  }

  /**
   * The billing periods of a subscription.
   *
   * @param start its first day
   * @param end the day after its last; null for none
   */
  public BillingSchedule schedule(LocalDate start, LocalDate end) {
    return new BillingSchedule(start, end, cadence, anchor, anchorDay);
  }

  /**
   * The same of a part of its time.
   *
   * @param origin the day that anniversaries are counted from
   */
  public BillingSchedule schedule(LocalDate start, LocalDate end, LocalDate origin) {
    return new BillingSchedule(start, end, cadence, anchor, anchorDay, origin);
  }

  /** What usage comes to when it is billed before its period ends, if it ever is. */
  public Optional<BigDecimal> interimThreshold() {
    return Optional.ofNullable(usageThreshold);
  }

  /** How many times as much, or as little, as is usual an invoice may be, if that is limited. */
  public Optional<BigDecimal> mostUnusual() {
    return Optional.ofNullable(plausibleFactor);
  }

  /** Id of the tax rate on minimums, overage, and charges that name none, if the plan names one. */
  public Optional<String> taxRate() {
    return Optional.ofNullable(tax);
  }

  /** The least that a period costs once all ramps are over, if the plan has a minimum. */
  public Optional<BigDecimal> minimumAmount() {
    return terms.rest().minimumAmount();
  }

  /** What is charged once all ramps are over, in the order of invoice lines. */
  public List<PlanCharge> charges() {
    return terms.rest().charges();
  }

  /** The charge with an id. */
  public Optional<PlanCharge> charge(String chargeId) {
    return terms.rest().charge(chargeId);
  }

  /** The usage charges whose usage may be told apart by days. */
  public Stream<UsageCharge> pricedByDay() {
    return charges().stream()
        .filter(UsageCharge.class::isInstance)
        .map(UsageCharge.class::cast)
        .filter(usage -> usage.prices().hasPriceOfDay());
  }

  /** Whether its usage has the price of its own day, and not of its period's first. */
  public boolean isPricedByEventDate() {
    return charges().stream()
        .anyMatch(charge -> charge instanceof UsageCharge usage && usage.prices().byEventDate());
  }

  /** Why subscriptions of this plan are held; empty when all of the plan can be billed. */
  public List<String> unsupported() {
    List<String> reasons = new ArrayList<>();
    for (PlanCharge charge : charges()) {
      charge
          .notBilledYet()
          .ifPresent(
              reason -> reasons.add("charge " + charge.id() + " of plan " + id + ": " + reason));
    }
    return List.copyOf(reasons);
  }
}
