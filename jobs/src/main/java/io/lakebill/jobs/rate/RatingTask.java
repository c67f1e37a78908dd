package io.lakebill.jobs.rate;

import io.lakebill.jobs.contract.Adjustments;
import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** The subscriptions of one task. */
final class RatingTask {

  private static final String BILLED_OTHERWISE = "billed_otherwise";

  private static final int ARREARS_OPEN = OpenPeriod.COLUMNS.indexOf("is_arrears_open");

  private final Catalog catalog;
  private final Adjustments adjustments;
  private final LocalDate night;
  private final Iterator<InternalRow> periods;
  private final Iterator<InternalRow> usage;
  private final KnownTexts texts = new KnownTexts();
  private final Map<UTF8String, Plan> plans = new HashMap<>();
  private final List<BilledUsage> used = new ArrayList<>();
  private UTF8String current;
  private boolean isAnyOpen;
  private final Map<Known, InternalRow> differences = new LinkedHashMap<>();

  /**
   * @param adjustments of all subscriptions
   * @param night as of which they are charged
   * @param periods open periods, in {@link OpenPeriod#COLUMNS}; those of a subscription one after
   *     the other
   * @param usage theirs, in {@link UsageCells#COLUMNS}
   */
  RatingTask(
      Catalog catalog,
      Adjustments adjustments,
      LocalDate night,
      Iterator<InternalRow> periods,
      Iterator<InternalRow> usage) {
    this.catalog = catalog;
    this.adjustments = adjustments;
    this.night = night;
    this.periods = periods;
    this.usage = usage;
  }

  /** A difference of several open periods is one. */
  private record Known(String subscription, BilledOtherwise.Difference difference) {}

  /** What all of it is charged for; to be asked once, and a row is good until the next. */
  Iterator<InternalRow> charges() {
    UsageCells cells = new UsageCells(texts);
    usage.forEachRemaining(cells::add);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(periods, Spliterator.ORDERED), false)
        .flatMap(
            row -> {
              OpenPeriod period =
                  OpenPeriod.of(
                      row,
                      plan(row.getUTF8String(3)),
                      catalog,
                      adjustments,
                      cells,
                      usedBefore(row.getUTF8String(0)),
                      row.getBoolean(ARREARS_OPEN) && !isAnyOpen,
                      night,
                      texts);
              period.differences().forEach(difference -> keep(row, difference));
              List<RatedCharge> charges = period.charges();
              used.addAll(period.usageOf(charges));
              isAnyOpen |= row.getBoolean(ARREARS_OPEN);
              return charges.stream()
                  .map(charge -> ChargeRow.of(row, charge, period.position(charge), texts));
            })
        .iterator();
  }

  /**
   * How what was billed in advance differs from what would be right, as rows of {@code
   * billing_issues}; complete when all charges were asked for.
   */
  Collection<InternalRow> differences() {
    return differences.values();
  }

  /** What usage of a subscription's earlier periods came to, as far as it is asked for. */
  private List<BilledUsage> usedBefore(UTF8String subscription) {
    if (!subscription.equals(current)) {
      current = subscription.copy();
      used.clear();
      isAnyOpen = false;
    }
    return List.copyOf(used);
  }

  private void keep(InternalRow period, BilledOtherwise.Difference difference) {
    differences.computeIfAbsent(
        new Known(period.getUTF8String(0).toString(), difference),
        known ->
            new GenericInternalRow(
                new Object[] {
                  texts.write(BILLED_OTHERWISE),
                  period.getUTF8String(1).copy(),
                  period.getUTF8String(0).copy(),
                  texts.write(difference.charge()),
                  null,
                  null,
                  Math.toIntExact(difference.start().toEpochDay()),
                  null,
                  1L,
                  0L,
                  null,
                  UTF8String.fromString(difference.message())
                }));
  }

  private Plan plan(UTF8String id) {
    Plan plan = plans.get(id);
    if (plan == null) {
      plan = catalog.plan(id.toString()).orElseThrow();
      plans.put(id.copy(), plan);
    }
    return plan;
  }
}
