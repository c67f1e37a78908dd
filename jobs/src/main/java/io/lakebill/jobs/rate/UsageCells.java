package io.lakebill.jobs.rate;

import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.jobs.lake.StoredValues;
import io.lakebill.jobs.meter.count.EventAmounts;
import io.lakebill.pricing.model.Events;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.Usage;
import io.lakebill.schemas.catalog.PlanTerms;
import io.lakebill.schemas.catalog.UsageCharge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;

/** Quantities by subscription, period and charge. */
final class UsageCells {

  /** The columns of {@code usage} that they are read from, and what stands beside it. */
  static final List<String> COLUMNS =
      List.of(
          "subscription_id",
          "period_start",
          "charge_id",
          "dimension_values",
          "quantity",
          "events",
          "skipped_events",
          EventAmounts.FIRST,
          EventAmounts.OTHERS);

  private static final int CELLS_OF_A_PERIOD = 4;

  private final KnownTexts texts;
  private final Map<Place, List<Cell>> places = new HashMap<>();

  UsageCells(KnownTexts texts) {
    this.texts = texts;
  }

  private record Place(UTF8String subscription, int period) {}

  /** What was used; the amounts of events are null where they are not known. */
  private record Cell(
      String charge,
      List<String> values,
      Decimal quantity,
      long events,
      List<BigDecimal> first,
      Map<BigDecimal, Long> others) {

    /** What a model asks of the events, if it is known; without it, how many there are. */
    private Events events(Optional<PricingModel> asking) {
      return asking.filter(any -> first != null).map(this::told).orElse(Events.counted(events));
    }

    private Events told(PricingModel model) {
      Events told = model.events(first, others);
      return told.priced().isPresent() ? told : new Events(events, null, told.first());
    }
  }

  /** Adds a row of {@link #COLUMNS}. */
  void add(InternalRow row) {
    Place place = new Place(row.getUTF8String(0), row.getInt(1));
    List<Cell> cells = places.get(place);
    if (cells == null) {
      cells = new ArrayList<>(CELLS_OF_A_PERIOD);
      places.put(new Place(place.subscription().copy(), place.period()), cells);
    }
    cells.add(
        new Cell(
            texts.read(row.getUTF8String(2)),
            values(row.getArray(3)),
            StoredValues.quantity(row, 4),
            row.getLong(5) - row.getLong(6),
            row.isNullAt(7) ? null : amounts(row.getArray(7)),
            row.isNullAt(8) ? null : counted(row.getArray(8))));
  }

  /**
   * Takes out what a subscription on these terms used in a period, by charge.
   *
   * @param day that decides which version of a price holds
   */
  Map<String, Usage> take(UTF8String subscription, int period, PlanTerms terms, LocalDate day) {
    List<Cell> cells = places.remove(new Place(subscription, period));
    if (cells == null) {
      return Map.of();
    }
    Map<String, Map<List<String>, BigDecimal>> quantities = new HashMap<>();
    Map<String, Map<List<String>, Events>> events = new HashMap<>();
    for (Cell cell : cells) {
      quantities
          .computeIfAbsent(cell.charge(), any -> new HashMap<>())
          .put(cell.values(), cell.quantity().toJavaBigDecimal());
      events
          .computeIfAbsent(cell.charge(), any -> new HashMap<>())
          .put(cell.values(), cell.events(asking(terms, cell.charge(), day)));
    }
    Map<String, Usage> usage = new HashMap<>();
    quantities.forEach((charge, of) -> usage.put(charge, new Usage(of, events.get(charge))));
    return usage;
  }

  /** The model of a charge, if it looks at single events. */
  private static Optional<PricingModel> asking(PlanTerms terms, String charge, LocalDate day) {
    return terms
        .charge(charge)
        .filter(UsageCharge.class::isInstance)
        .map(one -> ((UsageCharge) one).price(day).model())
        .filter(model -> model.eventPrice().isPresent() || model.eventsLeftFree().isPresent());
  }

  private static Map<BigDecimal, Long> counted(ArrayData array) {
    Map<BigDecimal, Long> counted = new HashMap<>();
    for (int i = 0; i < array.numElements(); i++) {
      InternalRow one = array.getStruct(i, 2);
      counted.merge(StoredValues.quantity(one, 0).toJavaBigDecimal(), one.getLong(1), Long::sum);
    }
    return counted;
  }

  private static List<BigDecimal> amounts(ArrayData array) {
    List<BigDecimal> amounts = new ArrayList<>(array.numElements());
    for (int i = 0; i < array.numElements(); i++) {
      amounts.add(StoredValues.quantity(array, i).toJavaBigDecimal());
    }
    return amounts;
  }

  private static List<String> values(ArrayData array) {
    int number = array.numElements();
    if (number == 0) {
      return List.of();
    }
    List<String> values = new ArrayList<>(number);
    for (int i = 0; i < number; i++) {
      values.add(array.isNullAt(i) ? null : array.getUTF8String(i).toString());
    }
    return values;
  }
}
