package io.lakebill.jobs.rate;

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
import java.util.OptionalInt;
import org.apache.spark.sql.Row;

/**
 * A billing period of a subscription that is not billed for good: the place where rows meet {@code
 * pricing}.
 *
 * @param index counted from the subscription's first period
 * @param open the ends of the period whose charges are not billed yet
 * @param usage quantities by charge
 */
record OpenPeriod(
    Plan plan, BillingSchedule schedule, int index, List<Timing> open, Map<String, Usage> usage) {

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
        usage(row));
  }

  /** What the plan charges in this period at the ends that are open. */
  List<RatedCharge> charges() {
    return new PeriodRating(plan.currency(), schedule, index, trial(), usage)
        .charges(plan.charges()).stream()
            .filter(charge -> open.contains(charge.timing()))
            .map(charge -> charge.heldUnlessFine(plan.unsupported()))
            .toList();
  }

  private Trial trial() {
    return Trial.of(schedule.start(), plan.trialDays(), OptionalInt.empty());
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
