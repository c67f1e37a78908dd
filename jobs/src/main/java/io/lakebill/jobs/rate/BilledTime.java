package io.lakebill.jobs.rate;

import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.Days;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.schemas.catalog.InterimBill;
import io.lakebill.schemas.catalog.RecurringCharge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * The time that a subscription's charges were billed for, for good; it is never billed again.
 *
 * @param byCharge stretches of days, which do not overlap, by the charge's id
 * @param ahead what of it was billed in advance, with its amounts
 * @param before what was billed in advance before the subscription went over to the plan that it is
 *     on; of the time on this plan it bills nothing
 * @param beyond what was billed in advance for the day on which the subscription ends, and more
 * @param givenBack what of either was given back, with what was
 * @param changed the days whose changes were billed, of those that were billed in advance
 * @param usage what charges with a cap of several periods came to
 * @param interim usage that was billed before its period ended, and what was taken off for it
 * @param interimOn the day on which usage of the period may be billed so; null for none
 * @param once one-time charges that a plan before bills with its first period, which is open, too
 */
public record BilledTime(
    Map<String, List<ServicePeriod>> byCharge,
    List<BilledAhead> ahead,
    List<BilledAhead> before,
    List<BilledAhead> beyond,
    List<BilledAhead> givenBack,
    Map<String, List<Days>> changed,
    List<BilledUsage> usage,
    List<BilledInterim> interim,
    LocalDate interimOn,
    Set<String> once) {

  private static final String CHANGE = "change";
  private static final String USAGE = "usage";

  /** Of a subscription that was never billed. */
  public static final BilledTime NONE = new BilledTime(Map.of(), List.of());

  /** That of a subscription that has never changed its plan. */
  public BilledTime(Map<String, List<ServicePeriod>> byCharge, List<BilledAhead> ahead) {
    this(
        byCharge, ahead, List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), null,
        Set.of());
  }

  /** Of a quote: what charges with a cap of several periods came to in the others of them. */
  public static BilledTime ofUsage(Map<String, BigDecimal> amounts) {
    return NONE.withUsage(
        amounts.entrySet().stream()
            .map(of -> new BilledUsage(of.getKey(), null, of.getValue()))
            .toList());
  }

  /**
   * Reads entries.
   *
   * @param units that the catalog knows, by code
   * @param unused what plan changes make of what was billed in advance
   */
  static BilledTime of(
      ArrayData entries,
      Function<String, Optional<PricingUnit>> units,
      KnownTexts texts,
      UnusedDays unused) {
    Map<String, List<ServicePeriod>> byCharge = new HashMap<>();
    List<BilledAhead> ahead = new ArrayList<>();
    List<BilledAhead> before = new ArrayList<>();
    List<BilledAhead> beyond = new ArrayList<>();
    List<BilledAhead> givenBack = new ArrayList<>();
    Map<String, List<Days>> changed = new HashMap<>();
    List<BilledUsage> usage = new ArrayList<>();
    List<BilledInterim> interim = new ArrayList<>();
    for (int i = 0; i < entries.numElements(); i++) {
      BilledAhead.of(entries.getStruct(i, BilledAhead.COLUMNS), units, texts)
          .filter(BilledAhead::isGivenBack)
          .ifPresent(givenBack::add);
    }
    for (int i = 0; i < entries.numElements(); i++) {
      InternalRow entry = entries.getStruct(i, BilledAhead.COLUMNS);
      Optional<BilledAhead> one = BilledAhead.of(entry, units, texts);
      String charge = texts.read(entry.getUTF8String(0));
      String type = texts.read(entry.getUTF8String(5));
      if (type.equals(USAGE)) {
        usage.add(
            new BilledUsage(
                charge, BilledAhead.days(entry).start(), StoredValues.amount(entry, 6)));
      } else if (type.equals(InterimBill.TYPE)) {
        Money amount =
            Money.round(
                StoredValues.amount(entry, 6),
                BilledAhead.unit(texts.read(entry.getUTF8String(7)), units));
        interim.add(new BilledInterim(charge, BilledAhead.days(entry).start(), amount));
      } else if (type.equals(CHANGE)) {
        changed
            .computeIfAbsent(charge, any -> new ArrayList<>())
            .add(BilledAhead.days(entry).asDays());
      } else if (one.filter(unused::isBilledBefore).isPresent()) {
        before.add(one.get());
      } else if (one.filter(BilledAhead::isGivenBack).isEmpty()) {
        byCharge
            .computeIfAbsent(charge, any -> new ArrayList<>())
            .add(one.map(billed -> billed.kept(givenBack)).orElse(BilledAhead.days(entry)));
        one.map(billed -> kept(billed, givenBack, unused)).ifPresent(ahead::add);
        one.filter(unused::isBilledBeyond).ifPresent(beyond::add);
      }
    }
    return new BilledTime(
        byCharge, ahead, before, beyond, givenBack, changed, usage, interim, null, Set.of());
  }

  /** What of it is neither given back nor will be. */
  private static BilledAhead kept(
      BilledAhead billed, List<BilledAhead> givenBack, UnusedDays unused) {
    BilledAhead used = unused.withoutUnused(billed);
    LocalDate end = billed.kept(givenBack).end();
    return end.isBefore(used.days().end()) ? billed.cut(end) : used;
  }

  /** The same with one-time charges that a plan before bills. */
  BilledTime withOnce(Set<String> ofPlansBefore) {
    return new BilledTime(
        byCharge,
        ahead,
        before,
        beyond,
        givenBack,
        changed,
        usage,
        interim,
        interimOn,
        ofPlansBefore);
  }

  /** The same with usage of periods that are open, too. */
  BilledTime withUsage(List<BilledUsage> more) {
    return new BilledTime(
        byCharge,
        ahead,
        before,
        beyond,
        givenBack,
        changed,
        Stream.concat(usage.stream(), more.stream()).toList(),
        interim,
        interimOn,
        once);
  }

  /**
   * The same for a period, with what was billed before its end. The first that is open has what
   * began before it, too: what is left of that belongs to none.
   *
   * @param night on which it may be billed so again
   */
  BilledTime withInterim(BillingPeriod period, boolean isFirstOpen, LocalDate night) {
    return new BilledTime(
        byCharge,
        ahead,
        before,
        beyond,
        givenBack,
        changed,
        usage,
        interim.stream()
            .filter(one -> one.start().isBefore(period.end()))
            .filter(one -> isFirstOpen || !one.start().isBefore(period.start()))
            .toList(),
        night,
        once);
  }

  /** What of usage is billed before the end and not taken off yet, by charge. */
  Map<String, Money> interimLeft() {
    Map<String, Money> left = new LinkedHashMap<>();
    interim.forEach(one -> left.merge(one.charge(), one.amount(), Money::plus));
    return left;
  }

  /** What usage of a charge came to in other periods that begin on some days. */
  BigDecimal usageOf(String charge, Days days, BillingPeriod besides) {
    return usage.stream()
        .filter(one -> one.charge().equals(charge))
        .filter(one -> one.period() == null || days.contains(one.period()))
        .filter(one -> !besides.start().equals(one.period()))
        .map(BilledUsage::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * What charges of a period were billed in advance, in one unit. It counts for the composites and
   * the minimum of the period, which come at its end.
   */
  Map<String, Money> aheadOf(BillingPeriod period, PricingUnit unit) {
    Map<String, Money> amounts = new HashMap<>();
    for (BilledAhead one : ahead) {
      if (one.amount().currency().equals(unit) && period.asDays().contains(one.billingDate())) {
        amounts.merge(one.charge(), one.amount(), Money::plus);
      }
    }
    return amounts;
  }

  /** The times that a fee was billed for ahead, in its unit. */
  List<ServicePeriod> ahead(RecurringCharge fee) {
    return ahead.stream()
        .filter(one -> one.charge().equals(fee.id()) && one.isByDays())
        .filter(one -> one.amount().currency().equals(fee.fee().currency()))
        .map(BilledAhead::days)
        .toList();
  }

  /** Whether a charge was ever billed, or a plan before is about to. */
  boolean has(String charge) {
    return byCharge.containsKey(charge) || once.contains(charge);
  }

  /** What of a time a charge was not billed for, in order. */
  List<ServicePeriod> leftOf(ServicePeriod time, String charge) {
    return time.without(all(charge).stream().map(ServicePeriod::asDays).toList());
  }

  /** What of a time that is billed in advance had none of its changes billed, in order. */
  List<ServicePeriod> unchangedOf(ServicePeriod time, String charge) {
    return time.without(changed.getOrDefault(charge, List.of()));
  }

  /** The times a charge was billed for. */
  List<ServicePeriod> times(String charge) {
    return all(charge);
  }

  private List<ServicePeriod> all(String charge) {
    return byCharge.getOrDefault(charge, List.of());
  }
}
