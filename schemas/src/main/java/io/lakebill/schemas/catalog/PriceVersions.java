package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.contract.ByDay;
import io.lakebill.pricing.model.NoPricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.SegmentedPricing;
import io.lakebill.pricing.period.Days;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The prices that a charge has had and will have. All are in one unit and ask the same of usage,
 * because it is metered before anybody knows which of them it will meet.
 *
 * @param versions by date, at least one
 * @param byEventDate whether usage has the model of its own day, and not of its period's first;
 *     conversion, included units and limits are the period's either way
 */
public record PriceVersions(List<PriceVersion> versions, boolean byEventDate)
    implements Serializable {

  /** Refuses versions that do not follow each other, and those that differ in more than amounts. */
  public PriceVersions {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("there is no price");
    }
    for (int i = 1; i < versions.size(); i++) {
      follows(versions.get(i - 1), versions.get(i));
    }
    if (byEventDate && versions.size() > 1) {
      segmented(versions, versions.get(0).price());
    }
  }

  /** A price that never changes. */
  public static PriceVersions always(Price price) {
    return always(price, false);
  }

  /** The same in a plan that may price by the date of events. */
  static PriceVersions always(Price price, boolean byEventDate) {
    return new PriceVersions(List.of(new PriceVersion(PriceVersion.ALWAYS, price)), byEventDate);
  }

  /** Whether a billing period may have usage of several versions. */
  public boolean isSplit() {
    return byEventDate && versions.size() > 1;
  }

  /**
   * Whether usage may be told apart by days, so that each has the price of its own, whatever
   * changes it.
   */
  public boolean hasPriceOfDay() {
    return byEventDate
        && versions.stream()
            .map(version -> version.price().model())
            .allMatch(model -> !(model instanceof NoPricing) && SegmentedPricing.canSplit(model));
  }

  /** What usage is split by beside segments. */
  List<String> dimensions() {
    return versions.get(0).price().model().dimensions();
  }

  /**
   * The price of a period whose usage is told apart by days, with what changes it on some of them.
   *
   * @param period its first day, of which it has everything but the model
   * @param days of the part of it that is billed
   * @param changed a version over some days of its own
   */
  public Price byDay(LocalDate period, Days days, BiFunction<Price, Days, ByDay<Price>> changed) {
    SortedMap<LocalDate, PricingModel> models = new TreeMap<>();
    for (int i = 0; i < versions.size(); i++) {
      LocalDate from = i == 0 ? days.start() : later(versions.get(i).from(), days.start());
      LocalDate until =
          i + 1 == versions.size() ? days.end() : earlier(versions.get(i + 1).from(), days.end());
      if (from.isBefore(until)) {
        ByDay<Price> price = changed.apply(versions.get(i).price(), new Days(from, until));
        models.put(from, price.first().model());
        price.changes().forEach(change -> models.put(change.from(), change.value().model()));
      }
    }
    List<SegmentedPricing.Segment> segments = new ArrayList<>();
    PricingModel before = null;
    for (Map.Entry<LocalDate, PricingModel> one : models.entrySet()) {
      if (!one.getValue().equals(before)) {
        before = one.getValue();
        segments.add(new SegmentedPricing.Segment(one.getKey(), before));
      }
    }
    return versionOn(period)
        .withModel(new SegmentedPricing(segments, models.get(models.firstKey())));
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /** Whether it is one price without a date. */
  boolean isOne() {
    return versions.size() == 1 && versions.get(0).from().equals(PriceVersion.ALWAYS);
  }

  /**
   * The price of a billing period that starts on a day: the last version that began by then. What
   * is before the first version has the first. By the date of events, it prices segments.
   */
  public Price on(LocalDate day) {
    Price inForce = versionOn(day);
    return isSplit() ? segmented(versions, inForce) : inForce;
  }

  private Price versionOn(LocalDate day) {
    Price inForce = versions.get(0).price();
    for (PriceVersion version : versions) {
      if (!version.from().isAfter(day)) {
        inForce = version.price();
      }
    }
    return inForce;
  }

  /** The price that holds in the end, for periods that begin by then. */
  public Price last() {
    return on(versions.get(versions.size() - 1).from());
  }

  private static Price segmented(List<PriceVersion> versions, Price inForce) {
    return inForce.withModel(
        new SegmentedPricing(
            versions.stream()
                .map(one -> new SegmentedPricing.Segment(one.from(), one.price().model()))
                .toList(),
            inForce.model()));
  }

  /** The same dates, all with one price. */
  PriceVersions allOf(Price one) {
    return map(any -> one);
  }

  /** The same dates with other prices. */
  public PriceVersions map(UnaryOperator<Price> change) {
    List<PriceVersion> changed = new ArrayList<>();
    versions.forEach(one -> changed.add(new PriceVersion(one.from(), change.apply(one.price()))));
    return new PriceVersions(changed, byEventDate);
  }

  private static void follows(PriceVersion one, PriceVersion next) {
    if (!next.from().isAfter(one.from())) {
      throw new IllegalArgumentException(
          "the price from %s stands after the one from %s; prices stand in the order of their dates"
              .formatted(next.from(), one.from()));
    }
    Price before = one.price();
    Price after = next.price();
    require(
        before.currency().equals(after.currency()),
        next,
        "is in %s, and the one before in %s; all prices of a charge have one unit"
            .formatted(after.currency(), before.currency()));
    asksOtherwise(before, after).ifPresent(otherwise -> require(false, next, otherwise));
  }

  /**
   * How a price asks something else of usage than the one before it, with which it cannot be
   * metered then; empty if both ask the same.
   */
  static Optional<String> asksOtherwise(Price before, Price after) {
    if (!before.model().dimensions().equals(after.model().dimensions())) {
      return Optional.of(
          "splits usage by %s, and the one before by %s; usage is split before its price is known"
              .formatted(listed(after), listed(before)));
    }
    if (!before.model().eventsLeftFree().equals(after.model().eventsLeftFree())) {
      return Optional.of(
          "leaves other events free than the one before; which are free is found before the price"
              + " is known");
    }
    return before.model().eventPrice().isPresent() == after.model().eventPrice().isPresent()
        ? Optional.empty()
        : Optional.of(
            "limits what each event costs where the one before does not, or the other way round;"
                + " whether events are looked at one by one is settled before the price is known");
  }

  private static void require(boolean holds, PriceVersion version, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("the price from " + version.from() + " " + otherwise);
    }
  }

  private static String listed(Price price) {
    List<String> dimensions = price.model().dimensions();
    return dimensions.isEmpty() ? "nothing" : String.join(", ", dimensions);
  }
}
