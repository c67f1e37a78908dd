package io.lakebill.jobs.meter.fold;

import io.lakebill.schemas.catalog.Aggregation;
import io.lakebill.schemas.catalog.MeteredPlan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The quantities of an account by the charges that want them: rows of usage for open periods, and
 * findings for what is late, was skipped, or cannot be priced. The latter has no usage; where it
 * has a price, its invoice is held.
 */
final class Charging {

  private static final BigDecimal BOUND = BigDecimal.TEN.pow(20);
  private static final int PRECISION = 38;
  private static final int SCALE = 18;

  /** What parts come to is the sum of what each comes to. */
  private static final Set<Aggregation> ADDED_UP =
      Set.of(Aggregation.COUNT, Aggregation.SUM, Aggregation.HISTORICAL_SUM);

  /** What cannot be counted and would cost nothing, so that nothing is held. */
  private static final String UNCOUNTED = "uncounted_usage";

  private final UTF8String account;
  private final Ways ways;
  private final Rows rows;
  private final Map<Place, List<Quantity>> open = new LinkedHashMap<>();
  private final Map<Place, List<Quantity>> late = new LinkedHashMap<>();
  private final Map<UTF8String, UTF8String> plans = new HashMap<>();

  Charging(UTF8String account, Ways ways, Rows rows) {
    this.account = account;
    this.ways = ways;
    this.rows = rows;
  }

  /** A charge of a subscription in a period. */
  private record Place(UTF8String subscription, Ways.Charge charge, UTF8String meter, int period) {}

  void add(Quantity quantity) {
    rows.add(Output.QUANTITIES, () -> quantity.row(account));
    for (Ways.Charge charge : ways.charges(quantity.plan(), quantity.key())) {
      Place place =
          new Place(
              quantity.key().subscription(),
              charge,
              quantity.key().meter(),
              quantity.key().period());
      (quantity.isLate() ? late : open)
          .computeIfAbsent(place, any -> new ArrayList<>())
          .add(quantity);
    }
  }

  /** Writes usage, and what there is none of. */
  void end(Periods periods) {
    late.forEach((place, quantities) -> tellLate(place, quantities, periods));
    open.forEach(
        (place, quantities) -> {
          tellSkipped("skipped_values", place, quantities, "the events count for nothing");
          if (isPriceable(place, quantities)) {
            periods
                .of(place.subscription(), place.period())
                .ifPresent(period -> quantities.forEach(q -> use(place, period, q)));
          }
        });
  }

  /** What is late is on no invoice of its period; a meter that sees history counts it later on. */
  private void tellLate(Place place, List<Quantity> quantities, Periods periods) {
    boolean countsLater =
        ways.seesHistory(place.meter())
            && !periods.openFrom(place.subscription(), place.period()).isEmpty();
    find(
        new Finding(
            "late_events",
            quantities.size(),
            quantities.stream().mapToLong(Quantity::events).sum(),
            together(place, quantities),
            countsLater
                ? "arrived after the period was invoiced, whose invoice stays; the meter sees history,"
                    + " so later periods count it"
                : "arrived after the period was invoiced; its plan's late_usage says what becomes of it"),
        place);
    tellSkipped("late_skipped_values", place, quantities, "the events came late, for nothing");
  }

  private void tellSkipped(String issue, Place place, List<Quantity> quantities, String meaning) {
    List<Quantity> some = quantities.stream().filter(q -> q.skipped() > 0).toList();
    if (!some.isEmpty()) {
      find(
          new Finding(
              issue,
              some.size(),
              some.stream().mapToLong(Quantity::skipped).sum(),
              null,
              "the value is missing or not a number; " + meaning),
          place);
    }
  }

  /** The quantity of several combinations of dimension values, where it is their sum and fits. */
  private Decimal together(Place place, List<Quantity> quantities) {
    if (quantities.size() == 1) {
      return quantities.get(0).quantity();
    }
    BigDecimal sum = sum(quantities);
    boolean isTold =
        ADDED_UP.contains(ways.aggregation(place.meter()))
            && quantities.stream().anyMatch(q -> q.quantity() != null)
            && quantities.stream().noneMatch(Quantity::isTooLarge)
            && sum.abs().compareTo(BOUND) < 0;
    return isTold ? Decimal.apply(sum, PRECISION, SCALE) : null;
  }

  private void use(Place place, Period period, Quantity quantity) {
    if (quantity.quantity() == null) {
      return;
    }
    rows.add(Output.USAGE, () -> usage(place, period, quantity));
  }

  private InternalRow usage(Place place, Period period, Quantity quantity) {
    Segment segment = Segment.of(quantity.key(), period);
    return new GenericInternalRow(
        new Object[] {
          place.subscription(),
          account,
          planOf(quantity),
          place.charge().id(),
          place.meter(),
          period.start(),
          period.end(),
          segment.start(),
          segment.end(),
          segment.startUtc(),
          segment.endUtc(),
          UsageKey.array(quantity.key().values()),
          quantity.quantity(),
          quantity.events(),
          quantity.skipped()
        });
  }

  /** The id of the plan whose key metering has. */
  private UTF8String planOf(Quantity quantity) {
    return plans.computeIfAbsent(
        quantity.plan(), key -> UTF8String.fromString(MeteredPlan.idOf(key.toString())));
  }

  /** Whether usage can be priced; it is looked at where it is split or too large. */
  private boolean isPriceable(Place place, List<Quantity> quantities) {
    List<Quantity> looked =
        quantities.stream().filter(q -> !q.key().values().isEmpty() || q.isTooLarge()).toList();
    if (looked.isEmpty()) {
      return true;
    }
    long events = looked.stream().mapToLong(Quantity::events).sum();
    int most = place.charge().mostValues();
    long combinations = combinations(looked);
    if (combinations > most) {
      find(
          new Finding(
              place.charge().isPriced() ? "too_many_dimension_values" : UNCOUNTED,
              combinations,
              events,
              null,
              ("usage of %s falls into %d combinations of dimension values, of which %d are allowed;"
                      + " leave out the dimension that tells events apart, or raise"
                      + " max_dimension_values of the meter")
                  .formatted(place.meter(), combinations, most)),
          place);
      return false;
    }
    if (looked.stream().anyMatch(Quantity::isTooLarge) || sum(looked).abs().compareTo(BOUND) >= 0) {
      find(
          new Finding(
              place.charge().isPriced() ? "quantity_too_large" : UNCOUNTED,
              looked.size(),
              events,
              null,
              ("the values of %s add up to 10^20 or more, which is no quantity; filter out the absurd"
                      + " ones")
                  .formatted(place.meter())),
          place);
      return false;
    }
    return true;
  }

  /** Of dimension values; days that are told apart are none. */
  private static long combinations(List<Quantity> quantities) {
    return quantities.stream()
        .map(quantity -> quantity.key().valuesBesideDays())
        .distinct()
        .count();
  }

  private static BigDecimal sum(List<Quantity> quantities) {
    return quantities.stream()
        .map(Quantity::quantity)
        .filter(Objects::nonNull)
        .map(Decimal::toJavaBigDecimal)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * What somebody should look at.
   *
   * @param findings how many combinations of dimension values it stands for
   */
  private record Finding(
      String issue, long findings, long events, Decimal quantity, String message) {}

  private void find(Finding finding, Place place) {
    rows.add(
        Output.FINDINGS,
        () ->
            new GenericInternalRow(
                new Object[] {
                  UTF8String.fromString(finding.issue()),
                  account,
                  place.subscription(),
                  place.charge().id(),
                  place.meter(),
                  null,
                  place.period(),
                  null,
                  finding.findings(),
                  finding.events(),
                  finding.quantity(),
                  UTF8String.fromString(finding.message())
                }));
  }
}
