package io.lakebill.schemas.account;

import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.pricing.contract.ByDay;
import io.lakebill.pricing.period.Days;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that was agreed with one subscription on one charge: adjustments of its price, of which no
 * two of a kind hold on the same day, and quantities.
 */
public record ChargeAdjustments(List<AgreedAdjustment> adjustments, List<ChargeQuantity> quantities)
    implements Serializable {

  /** Nothing but what the plan says. */
  public static final ChargeAdjustments NONE = new ChargeAdjustments(List.of(), List.of());

  public ChargeAdjustments {
    adjustments = List.copyOf(adjustments);
    quantities = List.copyOf(quantities);
  }

  /** What holds on a day, all of it together; empty if it is the plan's price and quantity. */
  public Optional<PriceAdjustment> on(LocalDate day) {
    PriceAdjustment all = PriceAdjustment.NONE;
    // The plan's own counts as agreed from no day, so that whatever was agreed takes its place.
    LocalDate since = LocalDate.MIN;
    for (ChargeQuantity row : quantities) {
      if (!day.isBefore(row.fromDate()) && row.fromDate().isAfter(since)) {
        all = all.withQuantity(row.quantity());
        since = row.fromDate();
      }
    }
    for (AgreedAdjustment row : adjustments) {
      // Of a quantity and an adjustment that start together, the adjustment is the exception.
      boolean isOver =
          row.adjustmentKind() == AgreedAdjustment.Kind.QUANTITY
              && row.validity().from().isBefore(since);
      if (row.validity().includes(day) && !isOver) {
        all = row.with(all);
      }
    }
    return Optional.of(all).filter(some -> !some.equals(PriceAdjustment.NONE));
  }

  /**
   * A fee or a price over some days, as it is adjusted on each of them.
   *
   * @param plan what it is without adjustments
   * @param adjusted how an adjustment changes it
   * @throws IllegalArgumentException if the adjustment of one of the days cannot be applied
   */
  public <T extends Serializable> ByDay<T> over(
      Days days, T plan, BiFunction<PriceAdjustment, T, T> adjusted) {
    if (adjustments.isEmpty() && quantities.isEmpty()) {
      return ByDay.always(plan);
    }
    Function<LocalDate, T> onDay =
        day -> on(day).map(agreed -> adjusted.apply(agreed, plan)).orElse(plan);
    SortedMap<LocalDate, T> from = new TreeMap<>();
    edges()
        .filter(day -> day.isAfter(days.start()) && days.contains(day))
        .forEach(day -> from.put(day, onDay.apply(day)));
    return ByDay.of(onDay.apply(days.start()), from);
  }

  /** Whether the price may be another one after the first of some days. */
  public boolean changePriceWithin(Days days) {
    return adjustments.stream()
        .map(AgreedAdjustment::validity)
        .flatMap(Validity::edges)
        .anyMatch(day -> day.isAfter(days.start()) && days.contains(day));
  }

  /** The days on which something of it begins to hold, or holds no more. */
  private Stream<LocalDate> edges() {
    return Stream.concat(
        quantities.stream().map(ChargeQuantity::fromDate),
        adjustments.stream().map(AgreedAdjustment::validity).flatMap(Validity::edges));
  }
}
