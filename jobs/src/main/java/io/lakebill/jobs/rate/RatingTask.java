package io.lakebill.jobs.rate;

import io.lakebill.jobs.contract.Adjustments;
import io.lakebill.jobs.lake.KnownTexts;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Plan;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** The subscriptions of one task. */
final class RatingTask {

  private final Catalog catalog;
  private final Adjustments adjustments;
  private final Iterator<InternalRow> periods;
  private final Iterator<InternalRow> usage;
  private final KnownTexts texts = new KnownTexts();
  private final Map<UTF8String, Plan> plans = new HashMap<>();

  /**
   * @param adjustments of all subscriptions
   * @param periods open periods, in {@link OpenPeriod#COLUMNS}
   * @param usage theirs, in {@link UsageCells#COLUMNS}
   */
  RatingTask(
      Catalog catalog,
      Adjustments adjustments,
      Iterator<InternalRow> periods,
      Iterator<InternalRow> usage) {
    this.catalog = catalog;
    this.adjustments = adjustments;
    this.periods = periods;
    this.usage = usage;
  }

  /** What all of it is charged for; to be asked once, and a row is good until the next. */
  Iterator<InternalRow> charges() {
    UsageCells cells = new UsageCells(texts);
    usage.forEachRemaining(cells::add);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(periods, Spliterator.ORDERED), false)
        .flatMap(
            row -> {
              OpenPeriod period =
                  OpenPeriod.of(row, plan(row.getUTF8String(3)), adjustments, cells, texts);
              return period.charges().stream()
                  .map(charge -> ChargeRow.of(row, charge, period.position(charge), texts));
            })
        .iterator();
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
