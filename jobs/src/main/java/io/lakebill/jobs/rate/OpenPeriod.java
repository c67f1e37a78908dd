package io.lakebill.jobs.rate;

import io.lakebill.jobs.contract.Adjustments;
import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.pricing.period.BillingPeriod;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.UsageCharge;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * A billing period of a subscription that is not billed for good: the place where rows meet {@code
 * pricing}.
 *
 * @param inForce the terms of all periods of the subscription
 * @param period or what is left of it
 * @param terms of the period, as the subscription pays them
 * @param open the ends of the period whose charges are not billed yet
 * @param usage quantities by charge
 * @param counted what counters and objects stood at, by charge
 * @param billed the time that charges were billed for before
 * @param isPaidAhead whether what was due in advance was billed for each of its days
 * @param unused what plan changes make of what was billed in advance
 */
record OpenPeriod(
    TermsInForce inForce,
    BillingPeriod period,
    AdjustedTerms terms,
    List<Timing> open,
    Map<String, Usage> usage,
    Map<String, CountedQuantity> counted,
    BilledTime billed,
    boolean isPaidAhead,
    UnusedDays unused) {

  /** The columns of {@code unrated_periods} that it and its charges are read from. */
  static final List<String> COLUMNS =
      List.of(
          "subscription_id",
          "account_id",
          "seller_id",
          "plan_id",
          "currency",
          "payment_terms_days",
          "grace_days",
          "period_start",
          "period_end",
          "stretch_start",
          "stretch_end",
          "period_index",
          "period_full_days",
          "is_advance_open",
          "is_arrears_open",
          "counted",
          "billed",
          "is_paid_ahead",
          "trial_days",
          "schedule_origin",
          "trial_start",
          "stretch_before",
          "next_currency",
          "due_once_before",
          "decisive_day",
          "plan_start",
          "plan_end",
          "periods_before");

  /**
   * Reads a row of {@link #COLUMNS}.
   *
   * @param subscribed the subscription's plan, with what it was before
   * @param adjustments of all subscriptions
   * @param usage from which its own is taken
   * @param isFirstOpen whether the usage of all earlier ones is billed
   * @param night on which usage may be billed before its period ends
   * @param before what usage of earlier periods that are open came to, where that counts
   */
  static OpenPeriod of(
      InternalRow row,
      Plan subscribed,
      Catalog catalog,
      Adjustments adjustments,
      UsageCells usage,
      List<BilledUsage> before,
      boolean isFirstOpen,
      LocalDate night,
      KnownTexts texts) {
    LocalDate start = LocalDate.ofEpochDay(row.getInt(9));
    LocalDate end = row.isNullAt(10) ? null : LocalDate.ofEpochDay(row.getInt(10));
    List<Timing> open = new ArrayList<>();
    if (row.getBoolean(13)) {
      open.add(Timing.ADVANCE);
    }
    if (row.getBoolean(14)) {
      open.add(Timing.ARREARS);
    }
    BillingPeriod period =
        new BillingPeriod(
            row.getInt(11),
            LocalDate.ofEpochDay(row.getInt(7)),
            LocalDate.ofEpochDay(row.getInt(8)),
            row.getLong(12));
    Trial trial =
        Trial.of(LocalDate.ofEpochDay(row.getInt(20)), row.getInt(18), OptionalInt.empty());
    Plan plan = subscribed.on(LocalDate.ofEpochDay(row.getInt(24)));
    BillingSchedule schedule = plan.schedule(start, end, LocalDate.ofEpochDay(row.getInt(19)));
    String subscription = texts.read(row.getUTF8String(0));
    TermsInForce inForce =
        new TermsInForce(
            subscribed,
            schedule,
            row.getInt(27),
            trial,
            charge -> adjustments.of(subscription, charge));
    AdjustedTerms terms = inForce.in(period);
    UnusedDays unused =
        new UnusedDays(
            catalog,
            plan.currency(),
            row.isNullAt(21) ? null : LocalDate.ofEpochDay(row.getInt(21)),
            LocalDate.ofEpochDay(row.getInt(25)),
            row.isNullAt(26) ? null : LocalDate.ofEpochDay(row.getInt(26)),
            row.isNullAt(22) ? null : PricingUnit.currency(texts.read(row.getUTF8String(22))));
    // Usage belongs to the period's end; what is open ahead alone has none.
    Map<String, Usage> consumed =
        row.getBoolean(14)
            ? usage.take(
                row.getUTF8String(0), row.getInt(7), terms.terms(), schedule.whole(period).start())
            : Map.of();
    BilledTime billed =
        row.isNullAt(16)
            ? BilledTime.NONE
            : BilledTime.of(row.getArray(16), catalog::unit, texts, unused);
    return new OpenPeriod(
        inForce,
        period,
        terms,
        open,
        consumed,
        row.isNullAt(15) ? Map.of() : counted(row.getArray(15), texts),
        billed
            .withOnce(once(row.getArray(23), texts))
            .withUsage(before)
            .withInterim(period, isFirstOpen, night),
        row.getBoolean(17),
        unused);
  }

  /** What the plan charges in this period at the ends that are open. */
  List<RatedCharge> charges() {
    return Stream.concat(givenBack(), rating().charges(terms.terms()).stream())
        .filter(charge -> open.contains(charge.timing()))
        .map(charge -> charge.heldUnlessFine(ambiguity(charge).stream().toList()))
        .map(charge -> charge.heldUnlessFine(notAdjusted(charge).stream().toList()))
        .map(RatedCharge::heldUnlessBilled)
        .toList();
  }

  /** What of charges counts towards caps of several periods. */
  List<BilledUsage> usageOf(List<RatedCharge> charges) {
    return charges.stream()
        .filter(one -> one.terms() instanceof UsageCharge usage && usage.capPeriods() > 1)
        .filter(one -> one.held().isEmpty())
        .map(
            one ->
                new BilledUsage(one.terms().id(), period.start(), one.charge().amount().amount()))
        .toList();
  }

  /** With the first period on a plan, and the last of the subscription. */
  private Stream<RatedCharge> givenBack() {
    boolean isFirstOnPlan = period.isFirst() && inForce.schedule().start().equals(unused.start());
    return Stream.concat(
        isFirstOnPlan ? unused.givenBack(billed) : Stream.empty(),
        period.end().equals(unused.end()) ? unused.givenBackAtTheEnd(billed) : Stream.empty());
  }

  /** How what was billed in advance for its time differs from what would be right by now. */
  List<BilledOtherwise.Difference> differences() {
    boolean isOver = !open.contains(Timing.ARREARS);
    return isOver
        ? List.of()
        : new BilledOtherwise(inForce, period, counters(), rating()).differences(isPaidAhead);
  }

  private PeriodRating rating() {
    return new PeriodRating(inForce, period, usage, counters(), billed);
  }

  private Map<String, Counter> counters() {
    Map<String, Counter> counters = new HashMap<>();
    counted.forEach((charge, quantity) -> counters.put(charge, quantity.counter()));
    return counters;
  }

  /** Where a charge stands in the plan; invoice lines follow that. */
  int position(RatedCharge charge) {
    return terms.terms().position(charge.terms().id());
  }

  private Optional<String> notAdjusted(RatedCharge charge) {
    return Optional.ofNullable(terms.impossible().get(charge.terms().id()));
  }

  private Optional<String> ambiguity(RatedCharge charge) {
    return Optional.ofNullable(counted.get(charge.terms().id()))
        .flatMap(quantity -> quantity.ambiguity(period.start(), period.end()));
  }

  private static Set<String> once(ArrayData charges, KnownTexts texts) {
    return IntStream.range(0, charges.numElements())
        .mapToObj(i -> texts.read(charges.getUTF8String(i)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Map<String, CountedQuantity> counted(ArrayData entries, KnownTexts texts) {
    Map<String, CountedQuantity> counted = new HashMap<>();
    for (int i = 0; i < entries.numElements(); i++) {
      InternalRow entry = entries.getStruct(i, CountedQuantity.COLUMNS);
      counted.put(texts.read(entry.getUTF8String(0)), CountedQuantity.of(entry));
    }
    return counted;
  }
}
