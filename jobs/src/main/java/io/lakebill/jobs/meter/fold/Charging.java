package io.lakebill.jobs.meter.fold;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** What cannot be counted and would cost nothing, so that nothing is held. */
  private static final String UNCOUNTED = "uncounted_usage";

  private final UTF8String account;
  private final Ways ways;
  private final Rows rows;
  private final Map<Place, List<Quantity>> open = new LinkedHashMap<>();

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
      if (quantity.isLate()) {
        find(
            "late_events",
            place,
            quantity.events(),
            quantity.quantity(),
            "arrived after the period was invoiced; reported, not billed");
      } else {
        open.computeIfAbsent(place, any -> new ArrayList<>()).add(quantity);
      }
      if (quantity.skipped() > 0) {
        find(
            "skipped_values",
            place,
            quantity.skipped(),
            null,
            "the value is missing or not a number; the events count for nothing");
      }
    }
  }

  /** Writes usage, and what there is none of. */
  void end(Periods periods) {
    open.forEach(
        (place, quantities) -> {
          if (isPriceable(place, quantities)) {
            periods
                .of(place.subscription(), place.period())
                .ifPresent(period -> quantities.forEach(q -> use(place, period, q)));
          }
        });
  }

  private void use(Place place, Period period, Quantity quantity) {
    if (quantity.quantity() == null) {
      return;
    }
    rows.add(
        Output.USAGE,
        () ->
            new GenericInternalRow(
                new Object[] {
                  place.subscription(),
                  account,
                  quantity.plan(),
                  place.charge().id(),
                  place.meter(),
                  period.start(),
                  period.end(),
                  period.start(),
                  period.end(),
                  period.startUtc(),
                  period.endUtc(),
                  UsageKey.array(quantity.key().values()),
                  quantity.quantity(),
                  quantity.events(),
                  quantity.skipped()
                }));
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
    if (looked.size() > most) {
      find(
          place.charge().isPriced() ? "too_many_dimension_values" : UNCOUNTED,
          place,
          events,
          null,
          ("usage of %s falls into %d combinations of dimension values, of which %d are allowed;"
                  + " leave out the dimension that tells events apart, or raise"
                  + " max_dimension_values of the meter")
              .formatted(place.meter(), looked.size(), most));
      return false;
    }
    if (looked.stream().anyMatch(Quantity::isTooLarge) || sum(looked).abs().compareTo(BOUND) >= 0) {
      find(
          place.charge().isPriced() ? "quantity_too_large" : UNCOUNTED,
          place,
          events,
          null,
          ("the values of %s add up to 10^20 or more, which is no quantity; filter out the absurd"
                  + " ones")
              .formatted(place.meter()));
      return false;
    }
    return true;
  }

  private static BigDecimal sum(List<Quantity> quantities) {
    return quantities.stream()
        .map(Quantity::quantity)
        .filter(Objects::nonNull)
        .map(Decimal::toJavaBigDecimal)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void find(String issue, Place place, long events, Decimal quantity, String message) {
    rows.add(
        Output.FINDINGS,
        () ->
            new GenericInternalRow(
                new Object[] {
                  UTF8String.fromString(issue),
                  account,
                  place.subscription(),
                  place.charge().id(),
                  place.meter(),
                  null,
                  place.period(),
                  events,
                  quantity,
                  UTF8String.fromString(message)
                }));
  }
}
