package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.try_sum;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.PricedMeters.Way;
import io.lakebill.jobs.meter.Split.Dimension;
import io.lakebill.jobs.meter.expression.ExactNumber;
import io.lakebill.schemas.catalog.Aggregation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The one pass over events: those of one subscription, billing period, name and combination of
 * dimension values are added up for all meters at once, as fine as any charge wants them split.
 * Coarser splits are put together from these groups, not from events again.
 */
final class EventGroups {

  private static final String DIMENSION_VALUES = "finest_values";

  /** What a routed event is grouped by; whether it counts and its dimension values come to it. */
  private static final List<String> EVENT_KEY =
      List.of(
          "account_id",
          "subscription_id",
          "plan_id",
          "period_start",
          "is_billed",
          "is_late",
          "is_shared",
          "event_name");

  private final PricedMeters meters;
  private final Slots slots;

  /** Which dimensions the events of a name are split by, where some meter wants a split. */
  private final Map<String, List<Dimension>> dimensions = new TreeMap<>();

  EventGroups(PricedMeters meters) {
    this.meters = meters;
    this.slots = new Slots(meters.byEventName());
    for (Way way : meters.ways()) {
      if (isAddedUp(way.profile())) {
        Set<Dimension> all =
            new LinkedHashSet<>(dimensions.getOrDefault(nameOf(way), List.<Dimension>of()));
        all.addAll(way.split().asDimensions());
        dimensions.put(nameOf(way), List.copyOf(all));
      }
    }
  }

  /** Whether groups have all that a profile needs, or all but the values themselves. */
  private static boolean isAddedUp(MeteredProfile profile) {
    return profile.isFolded() && !profile.keepsLast();
  }

  /** One row per group; {@code events} counts all of them, {@code parts} are what meters count. */
  Dataset<Row> of(Dataset<Row> routed) {
    List<Column> columns = new ArrayList<>(EVENT_KEY.stream().map(name -> col(name)).toList());
    columns.add(finestValues());
    slots
        .all()
        .forEach(
            slot -> {
              columns.add(slots.column(slot, MeteredProfile::isCounting).as("counts_" + slot));
              columns.add(slots.column(slot, EventGroups::usable).as("usable_" + slot));
              columns.add(slots.column(slot, EventGroups::number).as("number_" + slot));
            });
    Dataset<Row> flagged =
        routed.select(columns.toArray(Column[]::new)).withColumn("is_counted", slots.isCounted());
    List<Column> sums = new ArrayList<>();
    slots.all().forEach(slot -> sums.addAll(sums(slot)));
    return flagged
        .groupBy(
            Stream.concat(EVENT_KEY.stream(), Stream.of("is_counted", DIMENSION_VALUES))
                .map(name -> col(name))
                .toArray(Column[]::new))
        .agg(count(lit(1)).as("events"), sums.toArray(Column[]::new))
        .withColumn("parts", parts());
  }

  /** What each profile's aggregation needs of the events that count for it. */
  private List<Column> sums(int slot) {
    Column counts = Slots.counts(slot);
    Column usable = counts.and(col("usable_" + slot));
    Column number = when(counts, col("number_" + slot));
    List<Column> sums = new ArrayList<>();
    sums.add(count_if(counts).as("events_" + slot));
    sums.add(count_if(usable).as("usable_events_" + slot));
    if (slots.profiles(slot).anyMatch(is(EventGroups::isSummed))) {
      sums.add(try_sum(number).as("total_" + slot));
    }
    if (slots.profiles(slot).anyMatch(is(profile -> has(profile, Aggregation.MIN)))) {
      sums.add(min(number).as("minimum_" + slot));
    }
    if (slots.profiles(slot).anyMatch(is(profile -> has(profile, Aggregation.MAX)))) {
      sums.add(max(number).as("maximum_" + slot));
    }
    return sums;
  }

  private static Predicate<MeteredProfile> is(Predicate<MeteredProfile> kind) {
    return profile -> isAddedUp(profile) && kind.test(profile);
  }

  private static boolean isSummed(MeteredProfile profile) {
    return has(profile, Aggregation.SUM)
        || has(profile, Aggregation.AVERAGE)
        || has(profile, Aggregation.HISTORICAL_SUM);
  }

  private static boolean has(MeteredProfile profile, Aggregation aggregation) {
    return profile.profile().aggregation() == aggregation;
  }

  private static Column usable(MeteredProfile profile) {
    if (!isAddedUp(profile)) {
      return null;
    }
    return has(profile, Aggregation.COUNT) ? lit(true) : profile.reading().isNotNull();
  }

  private static Column number(MeteredProfile profile) {
    boolean isNumber =
        isSummed(profile) || has(profile, Aggregation.MIN) || has(profile, Aggregation.MAX);
    return isAddedUp(profile) && isNumber ? profile.reading() : null;
  }

  private Column finestValues() {
    Column values = null;
    for (var entry : dimensions.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        Column own = Split.texts(entry.getValue().stream().map(Dimension::value));
        Column hasName = col("event_name").equalTo(entry.getKey());
        values = values == null ? when(hasName, own) : values.when(hasName, own);
      }
    }
    Column none = Split.texts(Stream.of());
    return (values == null ? none : values.otherwise(none)).as(DIMENSION_VALUES);
  }

  /** A struct for each way in which a meter of the group's event name is wanted. */
  private Column parts() {
    Column none = array().cast(PartialUsage.PARTS);
    return slots.byName(
        profiles -> {
          List<Column> ofName =
              meters.ways().stream()
                  .filter(way -> isAddedUp(way.profile()) && profiles.contains(way.profile()))
                  .map(this::part)
                  .toList();
          return ofName.isEmpty()
              ? null
              : array(ofName.toArray(Column[]::new)).cast(PartialUsage.PARTS);
        },
        none);
  }

  private Column part(Way way) {
    MeteredProfile profile = way.profile();
    int slot = slots.of(profile);
    List<Dimension> finest = dimensions.get(nameOf(way));
    Column total = col("total_" + slot);
    Column usable = col("usable_events_" + slot);
    Map<String, Column> values = new TreeMap<>();
    values.put("meter_id", lit(profile.reference()));
    values.put("sees_history", lit(profile.profile().seesHistory()));
    values.put("dimensions", way.split().names());
    values.put(
        "dimension_values",
        Split.texts(
            way.split().asDimensions().stream()
                .map(dimension -> col(DIMENSION_VALUES).getItem(finest.indexOf(dimension)))));
    values.put("events", col("events_" + slot));
    values.put("usable_events", usable);
    if (isSummed(profile)) {
      values.put("total", total.cast(ExactNumber.TYPE));
      values.put("is_too_large", usable.gt(0).and(total.isNull()));
    }
    if (has(profile, Aggregation.MIN)) {
      values.put("minimum", col("minimum_" + slot));
    }
    if (has(profile, Aggregation.MAX)) {
      values.put("maximum", col("maximum_" + slot));
    }
    return PartialUsage.part(values);
  }

  private static String nameOf(Way way) {
    return way.profile().meter().eventName();
  }
}
