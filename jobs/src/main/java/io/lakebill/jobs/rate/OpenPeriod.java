package io.lakebill.jobs.rate;

import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.model.Events;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;

/**
 * A billing period of a subscription that is not billed for good: the place where rows meet {@code
 * pricing}.
 *
 * @param index counted from the subscription's first period
 * @param open the ends of the period whose charges are not billed yet
 * @param usage quantities by charge
 * @param counted what counters and objects stood at, by charge
 */
record OpenPeriod(
    Plan plan,
    BillingSchedule schedule,
    int index,
    List<Timing> open,
    Map<String, Usage> usage,
    Map<String, CountedQuantity> counted) {

  static OpenPeriod of(Row row, Catalog catalog) {
    Plan plan = catalog.plan(row.getAs("plan_id")).orElseThrow();
    LocalDate start = row.getAs("subscription_start");
    LocalDate end = row.getAs("subscription_end");
    List<Timing> open = new ArrayList<>();
    if (!row.<Boolean>getAs("advance_finalized")) {
      open.add(Timing.ADVANCE);
    }
    if (row.getAs("arrears_landing") == null) {
      open.add(Timing.ARREARS);
    }
    return new OpenPeriod(
        plan,
        new BillingSchedule(start, end, plan.cadence(), plan.anchor()),
        row.getAs("period_index"),
        open,
        usage(row),
        counted(row));
  }

  /** What the plan charges in this period at the ends that are open. */
  List<RatedCharge> charges() {
    Map<String, Counter> counters = new HashMap<>();
    counted.forEach((charge, quantity) -> counters.put(charge, quantity.counter()));
    return new PeriodRating(plan.currency(), schedule, index, trial(), usage, counters)
        .charges(plan.charges()).stream()
            .filter(charge -> open.contains(charge.timing()))
            .map(charge -> charge.heldUnlessFine(ambiguity(charge).stream().toList()))
            .map(charge -> charge.heldUnlessFine(plan.unsupported()))
            .toList();
  }

  /** In advance the changes of the period before are billed with it. */
  private Optional<String> ambiguity(RatedCharge charge) {
    int first = charge.timing() == Timing.ADVANCE && index > 0 ? index - 1 : index;
    return Optional.ofNullable(counted.get(charge.terms().id()))
        .flatMap(
            quantity ->
                quantity.ambiguity(schedule.period(first).start(), schedule.period(index).end()));
  }

  private Trial trial() {
    return Trial.of(schedule.start(), plan.trialDays(), OptionalInt.empty());
  }

  private static Map<String, CountedQuantity> counted(Row row) {
    Map<String, CountedQuantity> counted = new HashMap<>();
    if (row.getAs("counted") != null) {
      for (Row entry : row.<Row>getList(row.fieldIndex("counted"))) {
        counted.put(entry.getAs("charge_id"), CountedQuantity.of(entry));
      }
    }
    return counted;
  }

  private static Map<String, Usage> usage(Row row) {
    Map<String, Map<List<String>, BigDecimal>> quantities = new HashMap<>();
    Map<String, Map<List<String>, Events>> events = new HashMap<>();
    for (Row cell : row.<Row>getList(row.fieldIndex("cells"))) {
      String charge = cell.getAs("charge_id");
      List<String> values = cell.getList(cell.fieldIndex("dimension_values"));
      quantities.computeIfAbsent(charge, id -> new HashMap<>()).put(values, cell.getAs("quantity"));
      long counted = cell.<Long>getAs("events") - cell.<Long>getAs("skipped_events");
      events.computeIfAbsent(charge, id -> new HashMap<>()).put(values, Events.counted(counted));
    }
    Map<String, Usage> usage = new HashMap<>();
    quantities.forEach((charge, cells) -> usage.put(charge, new Usage(cells, events.get(charge))));
    return usage;
  }
}
