package io.lakebill.jobs.rate;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.model.UnpricedUsageException;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.period.BillingSchedule;
import io.lakebill.pricing.period.Proration;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.OneTimeCharge;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.UnsupportedCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final Usage NONE = new Usage(Map.of());

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
    return plan.charges().stream()
        .map(this::rate)
        .flatMap(Optional::stream)
        .filter(charge -> open.contains(charge.timing()))
        .map(charge -> charge.heldUnlessFine(plan.unsupported()))
        .toList();
  }

  private Optional<RatedCharge> rate(PlanCharge terms) {
    if (terms instanceof UsageCharge metered) {
      return Optional.of(rateUsage(metered));
    }
    if (terms instanceof RecurringCharge recurring) {
      return recurring
          .recurrence()
          .billedWith(schedule, index)
          .map(paidFor -> RatedCharge.of(recurring, recurring.timing(), fee(recurring, paidFor)));
    }
    if (terms instanceof OneTimeCharge once) {
      return schedule.period(index).isFirst()
          ? Optional.of(RatedCharge.of(once, once.timing(), once.fee().charge("", Proration.FULL)))
          : Optional.empty();
    }
    UnsupportedCharge unsupported = (UnsupportedCharge) terms;
    return Optional.of(
        RatedCharge.held(
            unsupported, Timing.ARREARS, BigDecimal.ZERO, plan.currency(), unsupported.reason()));
  }

  /** The line says what time the fee pays for, where that is not the period's. */
  private static Charge fee(RecurringCharge recurring, ServicePeriod paidFor) {
    String label = recurring.every() > 1 ? paidFor.toString() : "";
    return recurring.fee().charge(label, paidFor.proration());
  }

  private RatedCharge rateUsage(UsageCharge metered) {
    Usage consumed = usage.getOrDefault(metered.id(), NONE);
    try {
      Charge charge = metered.price().charge(consumed);
      return RatedCharge.of(metered, Timing.ARREARS, charge);
    } catch (UnpricedUsageException | IllegalArgumentException | ArithmeticException e) {
      // One account's gap in a price must not stop the night for the others.
      return RatedCharge.held(
          metered, Timing.ARREARS, consumed.total(), plan.currency(), e.getMessage());
    }
  }

  private static Map<String, Usage> usage(Row row) {
    Map<String, Map<List<String>, BigDecimal>> cells = new HashMap<>();
    for (Row cell : row.<Row>getList(row.fieldIndex("cells"))) {
      cells
          .computeIfAbsent(cell.getAs("charge_id"), charge -> new HashMap<>())
          .put(cell.getList(cell.fieldIndex("dimension_values")), cell.getAs("quantity"));
    }
    Map<String, Usage> usage = new HashMap<>();
    cells.forEach((charge, quantities) -> usage.put(charge, new Usage(quantities)));
    return usage;
  }
}
