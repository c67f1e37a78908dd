package io.lakebill.jobs.meter.tally;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** The events of one payer, billing period, name and combination of dimension values. */
final class Group {

  private static final ArrayData NONE = new GenericArrayData(new Object[0]);

  private final Payer payer;
  private final Key key;
  private final UTF8String plan;
  private final UTF8String name;
  private final TallyPlan.OfName wanted;
  private final Cell[] cells;
  private long events;

  Group(Payer payer, Key key, UTF8String plan, UTF8String name, TallyPlan.OfName wanted) {
    this.payer = payer;
    this.key = key;
    this.plan = plan;
    this.name = name;
    this.wanted = wanted;
    this.cells = new Cell[wanted.meters().size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = new Cell(wanted.meters().get(i).need(), wanted.meters().get(i).text());
    }
  }

  /**
   * Adds an event.
   *
   * @param counting the meters of its name that count it, by position
   * @return how many values are kept now that were not before
   */
  int add(Event event, BitSet counting, WideNumber scratch) {
    events++;
    int added = 0;
    for (int i = counting.nextSetBit(0); i >= 0; i = counting.nextSetBit(i + 1)) {
      added += cells[i].add(event, scratch);
    }
    return added;
  }

  Key key() {
    return key;
  }

  /** What it came to, in the columns of {@link Tally#SCHEMA}. */
  InternalRow row() {
    return new GenericInternalRow(
        new Object[] {
          payer.account(),
          payer.subscription(),
          plan,
          payer.isNobody() ? null : key.period(),
          key.has(Key.BILLED),
          key.has(Key.LATE),
          key.has(Key.SHARED),
          name,
          key.has(Key.COUNTED),
          events,
          new GenericArrayData(parts().toArray()),
          key.has(Key.PRICED_THEN)
              ? Boolean.TRUE
              : key.has(Key.UNPRICED_THEN) ? Boolean.FALSE : null
        });
  }

  private List<InternalRow> parts() {
    List<InternalRow> parts = new ArrayList<>();
    for (TallyPlan.Way way : wanted.ways()) {
      Cell cell = cells[way.position()];
      if (!cell.isEmpty()) {
        parts.add(cell.part(way, names(way), values(way)));
      }
    }
    return parts;
  }

  private static ArrayData names(TallyPlan.Way way) {
    return way.dimensions().isEmpty()
        ? NONE
        : new GenericArrayData(
            way.dimensions().stream().map(text -> (Object) UTF8String.fromString(text)).toArray());
  }

  private ArrayData values(TallyPlan.Way way) {
    return way.values().isEmpty()
        ? NONE
        : new GenericArrayData(
            way.values().stream()
                .map(
                    at ->
                        key.dimensionValues().isNullAt(at)
                            ? null
                            : (Object) key.dimensionValues().getUTF8String(at))
                .toArray());
  }
}
