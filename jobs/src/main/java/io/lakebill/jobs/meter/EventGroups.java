package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.PricedMeters.Way;
import io.lakebill.jobs.meter.Split.Dimension;
import io.lakebill.jobs.meter.tally.Field;
import io.lakebill.jobs.meter.tally.Tally;
import io.lakebill.jobs.meter.tally.TallyPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The one pass over events: those of one subscription, billing period, name and combination of
 * dimension values are added up for all meters at once, as fine as any charge wants them split.
 * Coarser splits are put together from these groups, not from events again.
 */
final class EventGroups {

  /** Those that fold; what they come to is wanted. */
  private final PricedMeters meters;

  /** Of all meters: whether an event counts is wanted of the others, too. */
  private final Slots slots;

  /** Which dimensions the events of a name are split by, where some meter wants a split. */
  private final Map<String, List<Dimension>> dimensions = new TreeMap<>();

  EventGroups(PricedMeters all) {
    meters = all.only(MeteredProfile::isFolded);
    slots = new Slots(all.byEventName());
    for (Way way : meters.ways()) {
      Set<Dimension> finest =
          new LinkedHashSet<>(dimensions.getOrDefault(nameOf(way), List.<Dimension>of()));
      finest.addAll(way.split().asDimensions());
      dimensions.put(nameOf(way), List.copyOf(finest));
    }
  }

  /** The groups of routed events, in the columns of {@link Tally#SCHEMA}. */
  Dataset<Row> of(Dataset<Row> routed) {
    List<Column> columns = new ArrayList<>();
    for (Field field : Field.values()) {
      columns.add(
          switch (field) {
            case DIMENSION_VALUES -> finestValues().as(field.column());
            case ID, SOURCE -> whereLastIsWanted(col(field.column())).as(field.column());
            default -> col(field.column());
          });
    }
    slots.columns().forEach(columns::add);
    return Tally.of(routed.select(columns.toArray(Column[]::new)), plan());
  }

  private TallyPlan plan() {
    Map<String, TallyPlan.OfName> byName = new TreeMap<>();
    slots
        .byEventName()
        .forEach(
            (name, profiles) ->
                byName.put(
                    name,
                    new TallyPlan.OfName(
                        slots.counted(profiles),
                        meters.ways().stream()
                            .filter(way -> profiles.contains(way.profile()))
                            .map(this::tallied)
                            .toList())));
    return new TallyPlan(slots.masks(), byName);
  }

  private TallyPlan.Way tallied(Way way) {
    List<Dimension> finest = dimensions.get(nameOf(way));
    return new TallyPlan.Way(
        way.profile().reference(),
        slots.of(way.profile()),
        way.profile().profile().seesHistory(),
        way.split().dimensions(),
        way.split().asDimensions().stream().map(finest::indexOf).toList());
  }

  private Column whereLastIsWanted(Column what) {
    Object[] names =
        meters.only(MeteredProfile::keepsLast).byEventName().keySet().stream().toArray();
    return names.length == 0
        ? lit(null).cast("string")
        : when(col(Field.NAME.column()).isin(names), what);
  }

  private Column finestValues() {
    Column values = null;
    for (var entry : dimensions.entrySet()) {
      if (!entry.getValue().isEmpty()) {
        Column own = Split.texts(entry.getValue().stream().map(Dimension::value));
        Column hasName = col(Field.NAME.column()).equalTo(entry.getKey());
        values = values == null ? when(hasName, own) : values.when(hasName, own);
      }
    }
    return values == null ? lit(null).cast("array<string>") : values;
  }

  private static String nameOf(Way way) {
    return way.profile().meter().eventName();
  }
}
